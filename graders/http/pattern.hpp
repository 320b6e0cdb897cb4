// Patterns: JSON with matchers in place of values (docs/pack-format.md, "Patterns").
#pragma once

#include "graders/http/template.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace re2 {
class RE2;
}

namespace bex::http {

enum class Match {
  value,  // the literal value: true, false, a number
  text,   // a text; a lone variable stands for the value that was captured
  string, // `@string:`: a text, also when it is a lone variable
  items,  // an array, item by item
  members,
  null,
  any,
  absent,
  boolean,
  any_string,
  number,
  integer,
  array,
  object,
  nonempty,
  uuid,
  timestamp,
  regex,
  list,
};

struct Pattern {
  Match kind = Match::any;
  Json literal;                          // of `value`
  Template text;                         // of `text`, `string`, `regex` and `list`
  std::shared_ptr<const re2::RE2> regex; // compiled, where it holds no variable
  std::vector<Pattern> items;
  std::vector<std::pair<Template, Pattern>> members;
};

struct Difference {
  std::string pointer; // RFC 6901
  std::string want;    // the pattern, with its variables filled in
  std::string got;     // as JSON; empty when nothing is there
};

struct Differences {
  static constexpr std::size_t most = 5;
  std::vector<Difference> first; // at most `most`
  std::size_t count = 0;         // of all
};

// Where `value` is not as `pattern` says. `exact`: objects have no other members than those named.
[[nodiscard]] Differences differences(const Pattern& pattern, const Json& value, const Variables& variables,
                                      bool exact);

// For headers and bodies: what was expected, when `text` (null: it is not there) is not as `pattern` says.
[[nodiscard]] std::optional<std::string> text_difference(const Pattern& pattern, const std::string* text,
                                                         const Variables& variables);

// The JSON to send. The loader has refused all matchers but `null` and `string`.
[[nodiscard]] Json fill_in(const Pattern& pattern, const Variables& variables);

// A text of a pack as a pattern: a matcher when it begins with `@`, else a template.
struct PatternFault {
  std::string what;
  std::string help;
};
[[nodiscard]] tl::expected<Pattern, PatternFault> parse_text_pattern(const std::string& text);

// As the pack writes it, with the variables filled in.
[[nodiscard]] std::string describe(const Pattern& pattern, const Variables& variables);

// Values of `${...}` stand for themselves in a regular expression, whatever letters they hold.
[[nodiscard]] std::shared_ptr<const re2::RE2> compile(const std::string& expression);
[[nodiscard]] bool finds(const re2::RE2& expression, const std::string& text);
[[nodiscard]] std::string regex_source(const Template& text, const Variables& variables);

[[nodiscard]] bool is_uuid(std::string_view text);      // RFC 9562 section 4
[[nodiscard]] bool is_timestamp(std::string_view text); // RFC 3339 section 5.6, date-time

} // namespace bex::http
