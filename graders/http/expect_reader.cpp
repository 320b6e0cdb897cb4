#include "graders/http/expect_reader.hpp"

#include "graders/http/html.hpp"
#include "graders/http/piece_reader.hpp"
#include "graders/http/source.hpp"

#include <toml++/toml.h>

namespace bex::http {
namespace {

constexpr int longest_wait_ms = 600'000;

using Patterns = std::vector<std::pair<std::string, Pattern>>;

class ExpectReader {
 public:
  ExpectReader(Reader& table, PatternReader& patterns, const Scope& scope, int least)
      : table_(table), document_(table.document()), patterns_(patterns), scope_(scope), least_(least) {}

  Expect read() {
    read_statuses();
    read_named("headers", is_token, "name of a header", "", expect_.headers);
    read_named("cookies", is_cookie, "name of a cookie",
               "quote the key where an attribute is meant: \"session;Path\"", expect_.cookies);
    read_named("html", is_xpath, "XPath", "quote the whole path: \"//ul/li\"", expect_.html);
    expect_.gzip = table_.boolean("gzip").value_or(false);
    if (auto body = table_.text("body")) expect_.body = patterns_.matcher(*body, table_.value_place("body"));
    if (auto bytes = table_.table("bytes")) expect_.bytes = read_piece(*bytes, patterns_);
    if (const toml::node* json = table_.node("json")) expect_.json = patterns_.json(*json, Use::expect);
    expect_.schema = read_schema(table_, scope_);
    expect_.exact = table_.boolean("exact").value_or(false);
    if (expect_.exact && !expect_.json)
      table_.error_at_value("exact", "`exact` speaks of `json`", "", "add `json`, or remove `exact`");
    if (auto begins = table_.integer("begins_within_ms", 1, longest_wait_ms))
      expect_.begins = Millis(*begins);
    if (auto includes = table_.table("includes")) read_includes(*includes);
    if (auto within = table_.integer("within_ms", 1, longest_wait_ms)) expect_.within = Millis(*within);
    table_.finish();
    return std::move(expect_);
  }

 private:
  Reader& table_;
  Document& document_;
  PatternReader& patterns_;
  const Scope& scope_;
  int least_; // of the statuses
  Expect expect_;

  void read_statuses() {
    const toml::node* node = table_.node("status");
    if (!node) return;
    auto add = [&](const toml::node& status) {
      const auto* integer = status.as_integer();
      if (integer && integer->get() >= least_ && integer->get() <= 599) {
        expect_.statuses.push_back(static_cast<int>(integer->get()));
      } else {
        document_.report(span_of(status), "a status is a number from " + std::to_string(least_) + " to 599",
                         "", "");
      }
    };
    if (const toml::array* array = node->as_array()) {
      for (const toml::node& status : *array) add(status);
      if (array->empty())
        table_.error_at_value("status", "no status is allowed", "", "leave `status` out to allow any");
    } else {
      add(*node);
    }
  }

  template <typename IsName>
  void read_named(const char* key, IsName is_name, const char* kind, const char* remedy, Patterns& into) {
    auto table = table_.table(key);
    if (!table) return;
    for (const std::string& name : table->keys()) {
      auto value = table->text(name);
      if (!is_name(name))
        document_.report(table->key_place(name), "`" + name + "` is no " + kind, "", remedy);
      if (value) into.emplace_back(name, patterns_.matcher(*value, table->value_place(name)));
    }
  }

  void read_includes(Reader& table) {
    for (const std::string& place : table.keys()) {
      const auto source = parse_source(document_, place, table.key_place(place));
      const auto text = table.text(place);
      if (!text) continue;
      const Template variable = patterns_.words(*text, table.value_place(place));
      if (!variable.lone_variable())
        table.error_at_value(place, "this is not one variable", "",
                             "write \"${ids}\", a name that was gathered");
      else if (source)
        expect_.includes.push_back({*source, *variable.lone_variable()});
    }
  }
};

} // namespace

Expect parse_expect(Reader& expect, PatternReader& patterns, const Scope& scope, int least) {
  return ExpectReader(expect, patterns, scope, least).read();
}

} // namespace bex::http
