#include "graders/http/derived.hpp"

#include "graders/http/pattern_reader.hpp"
#include "graders/http/step.hpp"
#include "sandboxes/base/text.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>

namespace bex::http {
namespace {

using Findings = std::vector<Finding>;

const std::vector<std::string>& usual_methods() {
  static const std::vector<std::string> methods{"GET", "POST", "PUT", "PATCH", "DELETE"};
  return methods;
}

// A header that may differ from one answer to the next, or that may be left out of an answer to HEAD, is not
// among them (9.3.2).
constexpr std::array<const char*, 7> of_the_resource{
    "Content-Type", "ETag", "Last-Modified", "Cache-Control", "Content-Range", "Vary", "Location"};

std::string written(const std::optional<std::string>& value) {
  return value ? *value : "not there";
}

// The members of a list in a header, in capitals.
std::vector<std::string> members(const std::optional<std::string>& value) {
  std::vector<std::string> words;
  if (!value) return words;
  for (const std::string_view word : split(*value, ',')) {
    words.emplace_back(trim(word));
    std::ranges::transform(words.back(), words.back().begin(),
                           [](unsigned char c) { return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c; });
  }
  return words;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

Derived head_of(const Exchange& get) {
  const Response wanted = get.response;
  return {"HEAD", without_body(get.request, "HEAD"), [wanted](const Response& came) {
            Findings findings = expect_status(came, {wanted.status});
            for (const char* name : of_the_resource)
              if (wanted.header(name) != came.header(name))
                findings.push_back({std::string("header ") + name,
                                    written(wanted.header(name)) + ", as for GET", written(came.header(name)),
                                    ""});
            const auto length = came.header("Content-Length");
            const std::string size = std::to_string(wanted.body.size());
            if (length && *length != size)
              findings.push_back({"header Content-Length", size + ", or none", *length, ""});
            return findings;
          }};
}

std::vector<Derived> conditions_of(const Exchange& get) {
  const auto tag = get.response.header("ETag");
  Derived same{"If-None-Match", get.request, {}}, other{"If-None-Match with another tag", get.request, {}};
  set_header(same.request, "If-None-Match", tag.value_or("\"none\""));
  set_header(other.request, "If-None-Match", "\"another-tag-than-yours\"");
  same.look = [tag](const Response& came) {
    if (!tag) return Findings{{"header ETag", "in the answer before this one", "not there", ""}};
    Findings findings = expect_status(came, {304});
    if (came.header("ETag") != tag)
      findings.push_back({"header ETag", *tag, written(came.header("ETag")), ""});
    return findings;
  };
  const int status = get.response.status;
  other.look = [status](const Response& came) { return expect_status(came, {status}); };
  return {std::move(same), std::move(other)};
}

Derived again(const Exchange& first) {
  const std::string method = first.request.method;
  const int status = first.response.status;
  const std::string body = first.response.body;
  std::vector<int> statuses{status};
  if (method == "PUT") statuses = {status == 201 ? 200 : status, 204, status == 201 ? 204 : status};
  if (method == "DELETE") statuses = {status, 404, 410};
  std::ranges::sort(statuses);
  statuses.erase(std::ranges::unique(statuses).begin(), statuses.end());
  return {"the same " + method + " again", first.request, [=](const Response& came) {
            Findings findings = expect_status(came, statuses);
            if (method == "GET" && findings.empty() && came.body != body)
              findings.push_back({"body", body, came.body, ""});
            return findings;
          }};
}

Derived cut_json(const Exchange& first, const std::vector<int>& statuses) {
  Derived derived{"JSON without its last byte", first.request,
                  [statuses](const Response& came) { return expect_status(came, statuses); }};
  std::string body = first.request.body.value_or("");
  if (!body.empty()) body.pop_back();
  set_body(derived.request, std::move(body));
  return derived;
}

std::vector<Derived> other_methods(const Exchange& first, const std::vector<std::string>& allowed) {
  std::vector<Derived> all;
  for (const std::string& method : usual_methods()) {
    if (contains(allowed, method)) continue;
    Request request = without_body(first.request, method);
    if (method != "GET" && method != "DELETE") set_body(request, "");
    all.push_back({method, std::move(request), [allowed, method](const Response& came) {
                     Findings findings = expect_status(came, {405});
                     const auto allow = came.header("Allow");
                     const auto named = members(allow);
                     const bool lacks = std::ranges::any_of(
                         allowed, [&](const std::string& one) { return !contains(named, one); });
                     if (lacks) findings.push_back({"header Allow", join(allowed, ", "), written(allow), ""});
                     if (contains(named, method))
                       findings.push_back({"header Allow", "without " + method, *allow, ""});
                     return findings;
                   }});
  }
  return all;
}

std::vector<Derived> too_long(const Also& also, const Exchange& first) {
  std::vector<Derived> all;
  const auto gets = [](int status) {
    return [status](const Response& came) { return expect_status(came, {status}); };
  };
  if (also.long_target) {
    all.push_back({"a long target", first.request, gets(414)});
    std::string& target = all.back().request.target;
    target += target.find('?') == std::string::npos ? "?x=" : "&x=";
    target += std::string(*also.long_target - std::min(*also.long_target, target.size()), 'x');
  }
  if (also.long_head) {
    all.push_back({"a long header", first.request, gets(431)});
    set_header(all.back().request, "X-Padding", std::string(*also.long_head, 'x'));
  }
  if (also.long_body) {
    all.push_back({"a long body", first.request, gets(413)});
    // A text of JSON, so that its length is all that is wrong with it.
    set_body(all.back().request, "\"" + std::string(*also.long_body - 2, 'x') + "\"");
  }
  return all;
}

std::vector<Derived> preflights(const Exchange& first, const std::string& origin) {
  const std::string method = first.request.method;
  Request request = without_body(first.request, "OPTIONS");
  std::erase_if(request.headers, [](const Header& field) { return lower(field.name) == "authorization"; });
  set_header(request, "Origin", origin);
  set_header(request, "Access-Control-Request-Method", method);
  set_header(request, "Access-Control-Request-Headers", "content-type");
  Derived ours{"a preflight of " + origin, request, {}};
  ours.look = [origin, method](const Response& came) {
    Findings findings = expect_status(came, {200, 204});
    const auto lets_in = came.header("Access-Control-Allow-Origin");
    if (lets_in != origin && lets_in != "*")
      findings.push_back({"header Access-Control-Allow-Origin", origin, written(lets_in), ""});
    const auto methods = came.header("Access-Control-Allow-Methods");
    const bool simple = method == "GET" || method == "HEAD" || method == "POST";
    if (!simple && !contains(members(methods), method) && methods != "*")
      findings.push_back({"header Access-Control-Allow-Methods", method, written(methods), ""});
    const auto headers = came.header("Access-Control-Allow-Headers");
    if (!contains(members(headers), "CONTENT-TYPE") && headers != "*")
      findings.push_back({"header Access-Control-Allow-Headers", "content-type", written(headers), ""});
    return findings;
  };
  const std::string stranger = "https://elsewhere.example";
  Derived theirs{"a preflight of another origin", std::move(request), {}};
  set_header(theirs.request, "Origin", stranger);
  theirs.look = [stranger](const Response& came) {
    const auto lets_in = came.header("Access-Control-Allow-Origin");
    if (lets_in != stranger) return Findings{};
    return Findings{{"header Access-Control-Allow-Origin", "another value, or none", *lets_in, ""}};
  };
  return {std::move(ours), std::move(theirs)};
}

class AlsoReader {
 public:
  AlsoReader(Reader& table, const Step& of, const Scope& scope)
      : table_(table), of_(of), method_(fill_in(of, scope.rows.front()).method), scope_(scope) {}

  Also read() {
    Also also;
    also.head = wants("head", method_ == "GET", "HEAD stands beside GET");
    also.not_modified = wants("not_modified", method_ == "GET", "a tag is compared for GET");
    const bool repeatable = method_ == "GET" || method_ == "PUT" || method_ == "DELETE";
    also.again = wants("again", repeatable, "only GET, PUT and DELETE may be sent twice");
    read_cut_json(also);
    read_methods(also);
    also.long_body = length("long_body");
    also.long_target = length("long_target");
    also.long_head = length("long_head");
    if (auto origin = table_.text("preflight"))
      also.preflight =
          PatternReader(table_.document(), scope_).words(*origin, table_.value_place("preflight"));
    table_.finish();
    return also;
  }

 private:
  Reader& table_;
  const Step& of_;
  std::string method_;
  const Scope& scope_;

  bool wants(const char* key, bool fits, const char* why) {
    const bool wanted = table_.boolean(key).value_or(false);
    if (wanted && !fits) table_.error_at_value(key, why, "this step asks by " + method_, "");
    return wanted;
  }

  void read_cut_json(Also& also) {
    const toml::node* node = table_.node("cut_json");
    if (!node) return;
    const auto take = [&](const toml::node& status) {
      const auto* integer = status.as_integer();
      if (integer && integer->get() >= 400 && integer->get() <= 499)
        also.cut_json.push_back(static_cast<int>(integer->get()));
      else
        table_.document().report(span_of(status), "a status from 400 to 499 stands here", "", "such as 400");
    };
    if (const toml::array* statuses = node->as_array())
      for (const toml::node& status : *statuses) take(status);
    else
      take(*node);
    if (!std::holds_alternative<Pattern>(of_.body))
      table_.error_at_value("cut_json", "there is no JSON to cut", "", "this step sends no `json`");
  }

  void read_methods(Also& also) {
    for (const Reader::Text& method : table_.placed_texts("only_methods")) {
      if (!is_token(method.value)) table_.document().report(method.place, "this is no method", "", "");
      also.only_methods.push_back(method.value);
    }
    if (table_.has("only_methods") && !contains(also.only_methods, method_))
      table_.error_at_value("only_methods", method_ + " is not among them", "this step asks by it", "");
  }

  std::optional<std::size_t> length(const char* key) {
    constexpr std::int64_t least = 16, most = 16 << 20;
    const auto bytes = table_.integer(key, least, most);
    return bytes ? std::optional(static_cast<std::size_t>(*bytes)) : std::nullopt;
  }
};

} // namespace

std::vector<Finding> expect_status(const Response& response, const std::vector<int>& statuses) {
  if (std::ranges::find(statuses, response.status) != statuses.end()) return {};
  std::vector<std::string> words;
  for (const int status : statuses) words.push_back(std::to_string(status));
  return {{"status", join(words, " or "), std::to_string(response.status), ""}};
}

void set_header(Request& request, const std::string& name, std::string value) {
  std::erase_if(request.headers, [&](const Header& field) { return lower(field.name) == lower(name); });
  request.headers.push_back({name, std::move(value)});
}

void set_body(Request& request, std::string body) {
  set_header(request, "Content-Length", std::to_string(body.size()));
  request.body = std::move(body);
}

Request without_body(Request request, std::string method) {
  request.method = std::move(method);
  request.body.reset();
  std::erase_if(request.headers, [](const Header& field) {
    const std::string name = lower(field.name);
    return name == "content-length" || name == "content-type";
  });
  return request;
}

bool Also::none() const {
  return !head && !not_modified && !again && cut_json.empty() && only_methods.empty() && !long_body &&
         !long_target && !long_head && !preflight;
}

Also parse_also(Reader& step, const Step& of, const Scope& scope) {
  auto table = step.table("also");
  if (!table) return {};
  if (of.clients > 1 || of.repeat > 1 || of.stop)
    step.error_at_value("also", "only a request that is sent once has others beside it", "",
                        "leave out `clients`, `repeat` and `stop`");
  return AlsoReader(*table, of, scope).read();
}

std::vector<Derived> derive(const Also& also, const Exchange& answered, const Variables& variables) {
  std::vector<Derived> all;
  const auto take = [&](std::vector<Derived> more) { std::ranges::move(more, std::back_inserter(all)); };
  if (also.head) all.push_back(head_of(answered));
  if (also.not_modified) take(conditions_of(answered));
  if (!also.cut_json.empty()) all.push_back(cut_json(answered, also.cut_json));
  if (!also.only_methods.empty()) take(other_methods(answered, also.only_methods));
  take(too_long(also, answered));
  if (also.preflight) take(preflights(answered, render(*also.preflight, variables)));
  if (also.again) all.push_back(again(answered));
  return all;
}

} // namespace bex::http
