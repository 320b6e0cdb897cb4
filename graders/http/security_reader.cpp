#include "graders/http/pattern_reader.hpp"
#include "graders/http/security.hpp"
#include "graders/http/step.hpp"
#include "sandboxes/base/text.hpp"

#include <toml++/toml.h>

#include <algorithm>

namespace bex::http {
namespace {

class SecurityReader {
 public:
  SecurityReader(Reader& table, const Step& of, PatternReader& patterns, const Scope& scope)
      : table_(table), of_(of), patterns_(patterns), has_upstream_(scope.upstream),
        request_(fill_in(of, scope.rows.front())) {}

  Security read() {
    Security security;
    security.forged_tokens = statuses(table_, "forged_tokens", {});
    if (auto key = table_.text("token_key"))
      security.token_key = patterns_.words(*key, table_.value_place("token_key"));
    const bool has_token = std::ranges::any_of(
        of_.headers, [](const Field& field) { return lower(field.name) == "authorization"; });
    if (table_.has("forged_tokens") && !has_token)
      table_.error_at_value("forged_tokens", "this step sends no token", "", "add `auth = { bearer = ... }`");
    if (security.token_key && security.forged_tokens.empty())
      table_.error_at_value("token_key", "it signs one of the `forged_tokens`", "",
                            "add `forged_tokens = 401`");
    read_strangers(security);
    read_sql(security);
    security.header_injection = spot(table_, "header_injection");
    security.open_redirect = spot(table_, "open_redirect");
    if (table_.has("path_traversal") && !table_.node("path_traversal")->is_boolean())
      security.path_traversal = spot(table_, "path_traversal");
    else if (table_.boolean("path_traversal").value_or(false))
      security.path_traversal = "";
    read_ssrf(security);
    table_.finish();
    return security;
  }

 private:
  Reader& table_;
  const Step& of_;
  PatternReader& patterns_;
  bool has_upstream_;
  Request request_; // of the first row

  std::vector<int> statuses(Reader& table, const char* key, std::vector<int> otherwise) {
    const toml::node* node = table.node(key);
    if (!node) return otherwise;
    std::vector<int> all;
    const auto take = [&](const toml::node& status) {
      const auto* integer = status.as_integer();
      if (integer && integer->get() >= 400 && integer->get() <= 499)
        all.push_back(static_cast<int>(integer->get()));
      else
        table.document().report(span_of(status), "a status from 400 to 499 stands here", "", "such as 401");
    };
    if (const toml::array* several = node->as_array())
      for (const toml::node& status : *several) take(status);
    else
      take(*node);
    return all;
  }

  void read_strangers(Security& security) {
    auto table = table_.table("strangers");
    if (!table) return;
    Security::Strangers strangers;
    strangers.bearer = patterns_.words(table->required_text("bearer"), table->value_place("bearer"));
    strangers.statuses = statuses(*table, "status", strangers.statuses);
    for (const Reader::Text& method : table->placed_texts("methods")) {
      if (!is_token(method.value) || method.value == "GET")
        table->document().report(method.place, "this is no method beside GET", "", "");
      strangers.methods.push_back(method.value);
    }
    if (const toml::node* json = table->node("json")) strangers.json = patterns_.json(*json, Use::send);
    table->finish();
    if (request_.method != "GET")
      table_.error_at_value("strangers", "whether something was changed is seen by GET",
                            "this step asks by " + request_.method, "");
    security.strangers = std::move(strangers);
  }

  void read_sql(Security& security) {
    if (auto table = table_.table("sql_refused")) {
      Security::Refused refused;
      for (const Reader::Text& field : table->placed_texts("fields"))
        if (is_there(table->document(), field.value, field.place)) refused.fields.push_back(field.value);
      if (!table->has("fields"))
        table->error_here("there is no field to put it in", "", "add `fields = [\"/name\"]`");
      refused.statuses = statuses(*table, "status", refused.statuses);
      table->finish();
      security.sql_refused = std::move(refused);
    }
    security.sql_finds_nothing = spot(table_, "sql_finds_nothing");
    if (auto table = table_.table("texts_kept")) {
      Security::Kept kept;
      kept.field = spot(*table, "field").value_or("");
      if (!table->has("field"))
        table->error_here("there is no field to put it in", "", "add `field = \"/name\"`");
      kept.shown = table->text("shown").value_or(kept.field);
      if (!is_pointer(kept.shown))
        table->error_at_value("shown", "`" + kept.shown + "` is no JSON pointer", "",
                              "for example \"/name\"");
      table->finish();
      security.texts_kept = std::move(kept);
    }
  }

  void read_ssrf(Security& security) {
    auto table = table_.table("ssrf");
    if (!table) return;
    Security::Fetched fetched;
    fetched.field = spot(*table, "field").value_or("");
    if (!table->has("field"))
      table->error_here("there is no field to put it in", "", "add `field = \"/url\"`");
    fetched.statuses = statuses(*table, "status", fetched.statuses);
    table->finish();
    if (!has_upstream_)
      table_.error_at_value("ssrf", "this exercise has no upstream", "that is what must not be asked",
                            "`upstream = {}` of `[http]` gives it one");
    security.ssrf = std::move(fetched);
  }

  std::optional<Spot> spot(Reader& table, const char* key) {
    auto text = table.text(key);
    if (text && !is_there(table.document(), *text, table.value_place(key))) return std::nullopt;
    return text;
  }

  bool is_there(Document& document, const std::string& spot, Span place) {
    if (spot.starts_with("/")) {
      const Json body = parse_json(request_.body.value_or("")).value_or(Json{});
      const bool json = std::holds_alternative<Pattern>(of_.body);
      if (json && is_pointer(spot) && at_pointer(body, spot)) return true;
      document.report(place, "`" + spot + "` is not there", "no such value in the `json` of this step", "");
      return false;
    }
    const std::size_t query = request_.target.find('?');
    const auto pairs = query == std::string::npos
                           ? std::vector<std::string_view>{}
                           : split(std::string_view(request_.target).substr(query + 1), '&');
    if (std::ranges::any_of(pairs, [&](std::string_view pair) { return pair.starts_with(spot + "="); }))
      return true;
    document.report(place, "`" + spot + "` is not there", "no parameter of this name in the query",
                    "write the name of one, or a pointer such as \"/name\" into the `json`");
    return false;
  }
};

} // namespace

std::shared_ptr<const Security> parse_security(Reader& step, const Step& of, PatternReader& patterns,
                                               const Scope& scope) {
  auto table = step.table("security");
  if (!table) return nullptr;
  if (of.clients > 1 || of.repeat > 1 || of.stop)
    step.error_at_value("security", "only a request that is sent once has others beside it", "",
                        "leave out `clients`, `repeat` and `stop`");
  return std::make_shared<const Security>(SecurityReader(*table, of, patterns, scope).read());
}

} // namespace bex::http
