// The matchers by name, and what is a UUID, a time, a list, a regular expression.
#include "graders/http/pattern.hpp"

#include "sandboxes/base/text.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace bex::http {
namespace {

struct Named {
  const char* name;
  Match kind;
};

constexpr std::array plain_matchers{
    Named{"any", Match::any},           Named{"absent", Match::absent},
    Named{"null", Match::null},         Named{"bool", Match::boolean},
    Named{"string", Match::any_string}, Named{"number", Match::number},
    Named{"int", Match::integer},       Named{"array", Match::array},
    Named{"object", Match::object},     Named{"nonempty", Match::nonempty},
    Named{"uuid", Match::uuid},         Named{"timestamp", Match::timestamp},
};
constexpr std::array matchers_with_text{
    Named{"regex", Match::regex},
    Named{"list", Match::list},
    Named{"string", Match::string},
};

std::vector<std::string> matcher_names() {
  std::vector<std::string> names;
  for (const Named& named : plain_matchers) names.push_back(std::string("@") + named.name);
  for (const Named& named : matchers_with_text) names.push_back(std::string("@") + named.name + ":");
  return names;
}

tl::unexpected<PatternFault> unknown_matcher(const std::string& text) {
  std::vector<std::string> names = matcher_names();
  std::string near = closest(text.substr(0, text.find(':')), names);
  std::string help =
      near.empty() ? "the matchers are: " + join(names, " ") + ";" : "did you mean `" + near + "`?";
  return tl::unexpected(
      PatternFault{"unknown matcher `" + text + "`", help + " for the text itself write `@" + text + "`"});
}

tl::expected<Template, PatternFault> template_of(std::string_view text) {
  auto parsed = parse_template(text);
  if (!parsed) return tl::unexpected(PatternFault{parsed.error().what, parsed.error().help});
  return *parsed;
}

// Whether the expression is right does not depend on what is filled in, since that is quoted; "x" stands for
// it.
tl::expected<void, PatternFault> check_regex(Pattern& pattern) {
  Template probe = pattern.text;
  for (TemplatePart& part : probe.parts) {
    if (part.variable) part = {"x", false, {}};
  }
  auto compiled = compile(render(probe, {}));
  if (!compiled->ok()) {
    return tl::unexpected(
        PatternFault{"bad regular expression: " + compiled->error(),
                     "the syntax is that of RE2: https://github.com/google/re2/wiki/Syntax"});
  }
  if (pattern.text.literal()) pattern.regex = std::move(compiled);
  return {};
}

struct Digits {
  std::string_view text;
  bool fine = true;

  int number(std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
      fine = fine && i < text.size() && text[i] >= '0' && text[i] <= '9';
      if (fine) value = value * 10 + (text[i] - '0');
    }
    return value;
  }
  void letter(std::size_t at, std::string_view allowed) {
    fine = fine && at < text.size() && allowed.find(text[at]) != std::string_view::npos;
  }
};

int days_of(int year, int month) {
  constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

} // namespace

tl::expected<Pattern, PatternFault> parse_text_pattern(const std::string& text) {
  Pattern pattern;
  if (!text.starts_with('@') || text.starts_with("@@")) {
    auto words = template_of(std::string_view(text).substr(text.starts_with('@') ? 1 : 0));
    if (!words) return tl::unexpected(words.error());
    pattern.kind = Match::text;
    pattern.text = std::move(*words);
    return pattern;
  }
  std::string_view name = std::string_view(text).substr(1);
  for (const Named& named : plain_matchers) {
    if (name != named.name) continue;
    pattern.kind = named.kind;
    return pattern;
  }
  std::size_t colon = name.find(':');
  auto found = std::ranges::find(matchers_with_text, name.substr(0, colon),
                                 [](const Named& named) { return std::string_view(named.name); });
  if (colon == std::string_view::npos || found == matchers_with_text.end()) return unknown_matcher(text);
  auto words = template_of(name.substr(colon + 1));
  if (!words) return tl::unexpected(words.error());
  pattern.kind = found->kind;
  pattern.text = std::move(*words);
  if (pattern.kind == Match::regex) {
    if (auto checked = check_regex(pattern); !checked) return tl::unexpected(checked.error());
  }
  return pattern;
}

std::string describe(const Pattern& pattern, const Variables& variables) {
  for (const Named& named : plain_matchers) {
    if (named.kind == pattern.kind) return std::string("@") + named.name;
  }
  switch (pattern.kind) {
  case Match::regex:
    return "@regex:" + render(pattern.text, variables);
  case Match::list:
    return "@list:" + render(pattern.text, variables);
  default:
    return write_json(fill_in(pattern, variables));
  }
}

std::shared_ptr<const re2::RE2> compile(const std::string& expression) {
  RE2::Options options;
  options.set_log_errors(false);
  return std::make_shared<const re2::RE2>(expression, options);
}

bool finds(const re2::RE2& expression, const std::string& text) {
  return RE2::PartialMatch(text, expression);
}

std::string regex_source(const Template& text, const Variables& variables) {
  return render(text, variables, [](const std::string& value) { return RE2::QuoteMeta(value); });
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    constexpr std::string_view hex = "0123456789abcdefABCDEF";
    if (dash ? text[i] != '-' : hex.find(text[i]) == std::string_view::npos) return false;
  }
  return true;
}

bool is_timestamp(std::string_view text) {
  Digits digits{text};
  int year = digits.number(0, 4), month = digits.number(5, 2), day = digits.number(8, 2);
  int hour = digits.number(11, 2), minute = digits.number(14, 2), second = digits.number(17, 2);
  digits.letter(4, "-");
  digits.letter(7, "-");
  digits.letter(10, "Tt");
  digits.letter(13, ":");
  digits.letter(16, ":");
  if (!digits.fine || month < 1 || month > 12 || day < 1 || day > days_of(year, month)) return false;
  if (hour > 23 || minute > 59 || second > 60) return false; // 60 is a leap second
  std::size_t at = 19;
  if (at < text.size() && text[at] == '.') {
    std::size_t from = ++at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    if (at == from) return false;
  }
  if (text.substr(at) == "Z" || text.substr(at) == "z") return true;
  digits.letter(at, "+-");
  digits.letter(at + 3, ":");
  int zone_hour = digits.number(at + 1, 2), zone_minute = digits.number(at + 4, 2);
  return digits.fine && text.size() == at + 6 && zone_hour <= 23 && zone_minute <= 59;
}

} // namespace bex::http
