#include "graders/http/crud_run.hpp"

#include "graders/http/pattern.hpp"
#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <set>

namespace bex::http {
namespace {

using Kind = CrudOp::Kind;
using Findings = std::vector<Finding>;

constexpr std::size_t most_findings = 5;

std::string either(const std::vector<int>& statuses) {
  std::vector<std::string> words;
  for (const int status : statuses) words.push_back(std::to_string(status));
  return join(words, " or ");
}

bool among(const std::vector<int>& statuses, int status) {
  return std::ranges::find(statuses, status) != statuses.end();
}

std::string written(const Json* value) {
  return value ? write_json(*value) : "";
}

// One that was never given, but looks like those that were.
std::string stranger(const std::string& segment) {
  if (std::ranges::all_of(segment, [](char c) { return c >= '0' && c <= '9'; })) return "7700" + segment;
  std::string other = segment;
  if (is_uuid(segment))
    std::ranges::for_each(other.end() - 12, other.end(), [](char& c) {
      c = c == '9' ? '0' : c == 'f' ? 'a' : c + 1;
    });
  else
    std::ranges::reverse(other);
  return other == segment ? other + "0" : other;
}

struct Item {
  int number = 0;
  Json id;
  std::string path;
  Json::Object fields;
  bool there = true;
};

void set_fields(Json::Object& fields, const Json::Object& news) {
  for (const Member& fresh : news) {
    const auto old = std::ranges::find(fields, fresh.name, &Member::name);
    if (old == fields.end())
      fields.push_back(fresh);
    else
      old->value = fresh.value;
  }
}

class Player {
 public:
  Player(const Crud& crud, const Request& base, const Ask& ask) : crud_(crud), base_(base), ask_(ask) {}

  CrudPlay run(std::span<const CrudOp> ops) {
    if (begin())
      for (const CrudOp& op : ops)
        if (!take(op)) break;
    clean_up();
    return std::move(play_);
  }

 private:
  const Crud& crud_;
  const Request& base_;
  const Ask& ask_;
  CrudPlay play_;
  std::vector<Item> items_;
  std::set<std::string> foreign_; // ids that are not ours

  Item* item(int number) {
    const auto found = std::ranges::find(items_, number, &Item::number);
    return found == items_.end() ? nullptr : &*found;
  }

  // What is there before; it is only told when it is no list.
  bool begin() {
    if (!crud_.list) return true;
    auto exchange = ask_(request("GET", base_.target, nullptr));
    if (!exchange) return lose();
    const Json body = parse_json(exchange->response.body).value_or(Json{});
    const Json* all = at_pointer(body, crud_.list->at);
    for (const Json& one : all && all->array() ? *all->array() : Json::Array{})
      foreign_.insert(written(at_pointer(one, crud_.id)));
    if (!record({Kind::list, 0, {}}, std::move(*exchange))) return false;
    play_.ops.clear();
    play_.turns.clear();
    return true;
  }

  bool lose() {
    play_.lost = true;
    return false;
  }

  Request request(std::string method, std::string target, const Json::Object* fields) {
    Request made = base_;
    made.method = std::move(method);
    made.target = std::move(target);
    if (!fields) return made;
    made.body = write_json(Json{*fields});
    const auto is_type = [](const Header& header) { return lower(header.name) == "content-type"; };
    if (std::ranges::none_of(made.headers, is_type))
      made.headers.push_back({"Content-Type", "application/json"});
    made.headers.push_back({"Content-Length", std::to_string(made.body->size())});
    return made;
  }

  // False when the play ends here.
  bool take(const CrudOp& op) {
    if (op.kind == Kind::create) return send(op, "POST", base_.target);
    if (op.kind == Kind::list) return send(op, "GET", base_.target);
    const Item* target = op.item ? item(op.item) : items_.empty() ? nullptr : &items_.back();
    if (!target) return true; // nobody has made it
    std::string path = target->path;
    if (!op.item) {
      const std::size_t last = path.rfind('/') + 1;
      path = path.substr(0, last) + stranger(path.substr(last));
    }
    const char* method = op.kind == Kind::read      ? "GET"
                         : op.kind == Kind::replace ? "PUT"
                         : op.kind == Kind::patch   ? "PATCH"
                                                    : "DELETE";
    return send(op, method, path);
  }

  bool send(const CrudOp& op, const char* method, const std::string& path) {
    const bool has_body = op.kind == Kind::create || op.kind == Kind::replace || op.kind == Kind::patch;
    auto exchange = ask_(request(method, path, has_body ? &op.fields : nullptr));
    if (!exchange) return lose();
    return record(op, std::move(*exchange));
  }

  bool record(const CrudOp& op, Exchange exchange) {
    play_.ops.push_back(op);
    play_.turns.push_back({std::move(exchange), ""});
    CrudTurn& turn = play_.turns.back();
    if (turn.exchange.end != Exchange::End::answered) {
      play_.findings = examine({}, turn.exchange, {}, "").findings;
      play_.flaw = "end";
      return false;
    }
    judge(op, turn);
    if (play_.findings.size() > most_findings) play_.findings.resize(most_findings);
    return play_.findings.empty();
  }

  void add(std::string label, std::string want, std::string got, std::string kind = "") {
    if (play_.findings.empty())
      play_.flaw = std::to_string(static_cast<int>(play_.ops.back().kind)) + (kind.empty() ? label : kind);
    play_.findings.push_back({std::move(label), std::move(want), std::move(got), ""});
  }

  void judge(const CrudOp& op, CrudTurn& turn) {
    switch (op.kind) {
    case Kind::create:
      return judge_create(op, turn);
    case Kind::list:
      return judge_list(turn);
    default:
      break;
    }
    Item* target = item(op.item);
    if (!target || !target->there) return judge_missing(op, target, turn);
    if (op.kind == Kind::remove) {
      target->there = false;
      (void)has_status(crud_.remove, turn);
      return;
    }
    if (op.kind == Kind::replace) target->fields = with_fallbacks(op.fields);
    if (op.kind == Kind::patch) set_fields(target->fields, op.fields);
    const auto& statuses = op.kind == Kind::read      ? crud_.read
                           : op.kind == Kind::replace ? crud_.replace
                                                      : crud_.patch;
    if (!has_status(statuses, turn)) return;
    turn.want += " " + write_json(whole(*target));
    if (shows(op.kind, turn.exchange.response)) look_at_item(turn.exchange.response, *target);
  }

  bool has_status(const std::vector<int>& statuses, CrudTurn& turn) {
    turn.want = either(statuses);
    const int status = turn.exchange.response.status;
    if (among(statuses, status)) return true;
    add("status", either(statuses), std::to_string(status));
    return false;
  }

  void judge_missing(const CrudOp& op, const Item* target, CrudTurn& turn) {
    (void)has_status(op.kind == Kind::remove && target ? crud_.again : crud_.unknown, turn);
  }

  // Only what is read has to be in the answer; a body that shows something else is wrong anywhere.
  [[nodiscard]] bool shows(Kind kind, const Response& response) const {
    if (kind == Kind::read || (kind == Kind::create && !crud_.in_location)) return true;
    return !response.body.empty();
  }

  Json::Object with_fallbacks(const Json::Object& sent) {
    Json::Object fields;
    for (const CrudField& field : crud_.fields) {
      const auto member = std::ranges::find(sent, field.draw.name, &Member::name);
      fields.push_back(
          {field.draw.name, member == sent.end() ? field.fallback.value_or(Json{}) : member->value});
    }
    return fields;
  }

  void judge_create(const CrudOp& op, CrudTurn& turn) {
    const Response& response = turn.exchange.response;
    Item made{op.item, {}, "", with_fallbacks(op.fields)};
    if (!has_status(crud_.create, turn)) return;
    turn.want += " " + write_json(Json{made.fields}) + " and an id that no other has";
    const Json body = parse_json(response.body).value_or(Json{});
    const std::string place = crud_.in_location ? "header Location" : "body " + crud_.item + crud_.id;
    if (crud_.in_location) {
      made.path = path_in(response.header("Location").value_or(""));
      made.id = json_text(made.path);
      if (!made.path.starts_with("/")) return add(place, "the path of what was made", made.path);
    } else {
      const Json* shown = at_pointer(body, crud_.item);
      const Json* id = shown ? at_pointer(*shown, crud_.id) : nullptr;
      if (!id || (!id->text() && !id->number())) return add(place, "an id", written(id));
      made.id = *id;
      made.path = base_.target + "/" + urlencode(plain_text(*id));
    }
    const auto same = [&](const Item& other) { return other.id == made.id; };
    if (std::ranges::any_of(items_, same) || foreign_.contains(write_json(made.id)))
      return add(place, "one that was never given before", write_json(made.id));
    items_.push_back(made);
    if (shows(op.kind, response)) look_at_item(response, made);
  }

  // RFC 9110 section 10.2.2: a path, or a whole URI.
  static std::string path_in(std::string location) {
    const std::size_t scheme = location.find("://");
    if (scheme == std::string::npos) return location;
    const std::size_t slash = location.find('/', scheme + 3);
    return slash == std::string::npos ? "" : location.substr(slash);
  }

  // As an answer shows it, as far as the model knows.
  [[nodiscard]] Json whole(const Item& item) const {
    Json::Object members;
    if (!crud_.in_location && crud_.id.find('/', 1) == std::string::npos)
      members.push_back({crud_.id.substr(1), item.id});
    members.insert(members.end(), item.fields.begin(), item.fields.end());
    return Json{std::move(members)};
  }

  void look_at_item(const Response& response, const Item& item) {
    const auto body = parse_json(response.body);
    if (!body) return add("body", "JSON", response.body);
    const Json* shown = at_pointer(*body, crud_.item);
    if (!shown || !shown->object()) return add("body " + crud_.item, write_json(whole(item)), written(shown));
    compare(*shown, item, "body " + crud_.item, "");
  }

  void compare(const Json& shown, const Item& item, const std::string& place, const std::string& kind) {
    const auto look = [&](const std::string& pointer, const Json& wanted) {
      const Json* came = at_pointer(shown, pointer);
      if (!came || !(*came == wanted)) add(place + pointer, write_json(wanted), written(came), kind);
    };
    if (!crud_.in_location) look(crud_.id, item.id);
    for (const Member& field : item.fields) look(pointer_step(field.name), field.value);
  }

  void judge_list(CrudTurn& turn) {
    if (!has_status(crud_.list->statuses, turn)) return;
    const std::string place = "body " + crud_.list->at;
    const auto body = parse_json(turn.exchange.response.body);
    const Json* all = body ? at_pointer(*body, crud_.list->at) : nullptr;
    if (!all || !all->array()) return add(place, "an array", turn.exchange.response.body);
    Json::Array wanted, came; // ids
    std::vector<std::string> texts;
    for (const Item& item : items_)
      if (item.there) wanted.push_back(item.id), texts.push_back(write_json(whole(item)));
    turn.want += " with " + (texts.empty() ? std::string("nothing of ours") : join(texts, ", "));
    for (std::size_t i = 0; i < all->array()->size(); ++i) {
      const Json& shown = (*all->array())[i];
      const Json* id = at_pointer(shown, crud_.id);
      if (foreign_.contains(written(id))) continue;
      const auto item = std::ranges::find_if(items_, [&](const Item& it) { return id && it.id == *id; });
      const std::string at = place + "/" + std::to_string(i);
      if (item == items_.end() || !item->there)
        add(at, item == items_.end() ? "nothing that nobody made" : "nothing that was deleted",
            written(&shown), "extra");
      else if (std::ranges::find(came, *id) != came.end())
        add(at, "each item once", written(&shown), "twice");
      else
        came.push_back(*id), compare(shown, *item, at, "stale");
    }
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (std::ranges::find(came, wanted[i]) == came.end())
        add(place, texts[i] + " among them", "", "missing");
    if (play_.findings.empty() && crud_.list->ordered && came != wanted)
      add("order of " + place, "id " + ids(wanted) + ", as they were made", "id " + ids(came), "order");
  }

  static std::string ids(const Json::Array& all) {
    std::vector<std::string> words;
    for (const Json& id : all) words.push_back(write_json(id));
    return join(words, ", ");
  }

  void clean_up() {
    const bool talks = play_.turns.empty() || play_.turns.back().exchange.end == Exchange::End::answered;
    if (play_.lost || !talks || crud_.remove.empty()) return;
    for (const Item& item : items_)
      if (item.there && !ask_(request("DELETE", item.path, nullptr))) return (void)lose();
  }
};

} // namespace

CrudPlay play(const Crud& crud, const Request& base, std::span<const CrudOp> ops, const Ask& ask) {
  return Player(crud, base, ask).run(ops);
}

} // namespace bex::http
