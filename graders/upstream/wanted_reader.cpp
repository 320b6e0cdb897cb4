#include "graders/http/expect_reader.hpp"
#include "graders/http/source.hpp"
#include "graders/upstream/reader.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>

namespace bex::upstream {
namespace {

constexpr int longest_wait_ms = 600'000, most_requests = 5'000;

class WantedReader {
 public:
  WantedReader(Reader& table, http::Scope& scope)
      : table_(table), document_(table.document()), scope_(scope), patterns_(document_, scope) {}

  Wanted read(bool live) {
    read_lines();
    read_counts();
    read_times(live);
    if (auto expect = table_.table("expect")) read_expect(*expect);
    read_sources("same", wanted_.same);
    read_sources("unique", wanted_.unique);
    if (auto gaps = table_.table("gaps")) read_gaps(*gaps);
    if (auto signature = table_.table("signature")) read_signature(*signature);
    if (live) read_captures();
    if (wanted_.in_order) refuse_for_several();
    table_.finish();
    for (const http::Capture& capture : wanted_.message.captures) scope_.add(capture.name);
    return std::move(wanted_);
  }

 private:
  Reader& table_;
  Document& document_;
  http::Scope& scope_;
  http::PatternReader patterns_;
  Wanted wanted_;

  void read_lines() {
    const toml::node* node = table_.node("arrived");
    const auto add = [&](const toml::node& item) {
      const auto* text = item.as_string();
      const Line line = text ? line_of(text->get()) : Line{};
      if (http::is_token(line.method) && line.target.starts_with('/'))
        wanted_.lines.push_back(patterns_.words(text->get(), span_of(item)));
      else
        document_.report(span_of(item), "this is no request", "",
                         "write \"METHOD /path\"; with a `*` at its end the path may go on");
    };
    if (const toml::array* array = node->as_array()) {
      wanted_.in_order = true;
      for (const toml::node& item : *array) add(item);
    } else {
      add(*node);
    }
    if (wanted_.lines.empty() && !wanted_.in_order) wanted_.lines.emplace_back(); // it has been reported
  }

  void read_counts() {
    const auto count = [&](const char* key) { return table_.integer(key, 0, most_requests); };
    if (const auto times = count("times")) {
      wanted_.least = static_cast<std::size_t>(*times);
      wanted_.most = wanted_.least;
      for (const char* key : {"at_least", "at_most"})
        if (table_.has(key)) table_.error_at_value(key, "`times` says how many", "", "keep one of them");
    }
    if (const auto most = count("at_most")) {
      wanted_.most = static_cast<std::size_t>(*most);
      wanted_.least = 0;
    }
    if (const auto least = count("at_least")) wanted_.least = static_cast<std::size_t>(*least);
    if (wanted_.most && *wanted_.most < wanted_.least)
      table_.error_at_value("at_most", "this is less than `at_least`");
  }

  void read_times(bool live) {
    const auto time = [&](const char* key) {
      const auto ms = table_.integer(key, 1, longest_wait_ms);
      return ms ? std::optional(Millis(*ms)) : std::nullopt;
    };
    wanted_.gives_up = time("gives_up_ms");
    if (!live) return;
    wanted_.within = time("within_ms").value_or(wanted_.within);
    wanted_.quiet = time("quiet_ms");
  }

  void read_expect(Reader& expect) {
    for (const char* key : {"status", "cookies", "html", "begins_within_ms", "within_ms"})
      if (expect.has(key))
        document_.report(
            expect.key_place(key), "a request has no `" + std::string(key) + "`", "",
            "of a request `headers`, `body`, `bytes`, `gzip`, `json`, `schema` and `includes` are looked at");
    wanted_.message.expect = http::parse_expect(expect, patterns_, scope_);
  }

  std::optional<http::Source> source(const std::string& text, Span place) {
    auto found = http::parse_source(document_, text, place);
    if (!found || (found->kind != http::Source::Kind::status && found->kind != http::Source::Kind::cookie))
      return found;
    document_.report(place, "a request has no `" + text + "`", "",
                     "\"json:/id\", \"header:Name\" or \"body\"");
    return std::nullopt;
  }

  void read_sources(const char* key, std::vector<http::Source>& into) {
    for (const Reader::Text& text : table_.placed_texts(key))
      if (auto found = source(text.value, text.place)) into.push_back(*found);
  }

  void read_captures() {
    Reader captures = table_.table_or_empty("capture");
    for (const std::string& name : captures.keys()) {
      const auto text = captures.text(name);
      const bool taken = scope_.is_fixed(name);
      if (taken || !http::is_variable_name(name))
        document_.report(captures.key_place(name), "`" + name + "` cannot name a variable",
                         taken ? "this name is taken" : "", "names are letters, digits, `_` and `-`");
      if (!text) continue;
      if (auto found = source(*text, captures.value_place(name)))
        wanted_.message.captures.push_back({name, *found});
    }
  }

  // A number, or an array of one for each.
  std::vector<Millis> read_limits(Reader& gaps, const char* key) {
    std::vector<Millis> limits;
    const toml::node* node = gaps.node(key);
    if (!node) return limits;
    const auto add = [&](const toml::node& item) {
      const auto* ms = item.as_integer();
      if (ms && ms->get() >= 0 && ms->get() <= longest_wait_ms)
        limits.emplace_back(ms->get());
      else
        document_.report(span_of(item), "a pause is a number of milliseconds from 0 to 600000", "", "");
    };
    if (const toml::array* array = node->as_array())
      for (const toml::node& item : *array) add(item);
    else
      add(*node);
    return limits;
  }

  void read_gaps(Reader& table) {
    Gaps gaps;
    gaps.least = read_limits(table, "least_ms");
    gaps.most = read_limits(table, "most_ms");
    constexpr double most_growth = 100;
    if (const auto growth = table.number("growth", 1, most_growth)) gaps.growth = *growth;
    if (table.keys().empty())
      table_.error_at_value("gaps", "nothing is said of the pauses", "", "{ least_ms = 100, growth = 1.5 }");
    table.finish();
    if (wanted_.most && *wanted_.most < 2)
      table_.error_at_value("gaps", "one request has no pause before the next", "", "expect at least two");
    wanted_.gaps = std::move(gaps);
  }

  void read_signature(Reader& table) {
    Signature signature;
    signature.header = table.required_text("header");
    signature.secret = patterns_.words(table.required_text("secret"), table.value_place("secret"));
    signature.prefix = table.text("prefix").value_or("");
    signature.timestamp = table.text("timestamp").value_or("");
    for (const char* key : {"header", "timestamp"})
      if (const std::string& name = key == std::string("header") ? signature.header : signature.timestamp;
          !name.empty() && !http::is_token(name))
        table.error_at_value(key, "`" + name + "` is no name of a header");
    table.finish();
    wanted_.signature = std::move(signature);
  }

  void refuse_for_several() {
    for (const char* key : {"times", "at_least", "at_most", "expect", "same", "unique", "gaps", "signature",
                            "gives_up_ms", "capture"})
      if (table_.has(key))
        table_.error_at_value(key, "an array says which requests arrive, and no more", "",
                              "make a step with one request of it");
  }
};

} // namespace

Wanted parse_wanted(Reader& step, http::Scope& scope, bool live) {
  return WantedReader(step, scope).read(live);
}

} // namespace bex::upstream
