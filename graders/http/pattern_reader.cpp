#include "graders/http/pattern_reader.hpp"

#include "sandboxes/base/text.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace bex::http {
namespace {

// Matchers for types that a header or a body cannot have.
bool is_for_json_alone(Match kind) {
  return kind == Match::null || kind == Match::boolean || kind == Match::array || kind == Match::object;
}

Pattern literal(Json value) {
  Pattern pattern;
  pattern.kind = Match::value;
  pattern.literal = std::move(value);
  return pattern;
}

std::string digits_of(double number) {
  std::array<char, 32> buffer{};
  auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  std::string digits(buffer.data(), error == std::errc{} ? end : buffer.data());
  return digits.find_first_of(".e") == std::string::npos ? digits + ".0" : digits;
}

} // namespace

void PatternReader::check_names(const Template& text, Span place) {
  std::vector<std::string> known = scope_.names();
  for (const TemplatePart& part : text.parts) {
    if (!part.variable || std::ranges::find(known, part.text) != known.end()) continue;
    std::string near = closest(part.text, known);
    document_.report(place, "nothing is named `" + part.text + "` here", "no earlier step captures it",
                     near.empty() ? "known here: " + join(known, ", ") : "did you mean `${" + near + "}`?");
  }
}

Template PatternReader::words(const std::string& text, Span place) {
  auto parsed = parse_template(text);
  if (!parsed) {
    document_.report(place, parsed.error().what, "", parsed.error().help);
    return {};
  }
  check_names(*parsed, place);
  return *parsed;
}

Pattern PatternReader::text_pattern(const std::string& text, Span place) {
  auto parsed = parse_text_pattern(text);
  if (!parsed) {
    document_.report(place, parsed.error().what, "", parsed.error().help);
    return {};
  }
  check_names(parsed->text, place);
  return std::move(*parsed);
}

Pattern PatternReader::matcher(const std::string& text, Span place) {
  Pattern pattern = text_pattern(text, place);
  if (is_for_json_alone(pattern.kind)) {
    document_.report(place, "`" + text + "` is for JSON values", "a text stands here",
                     "use `json = ...`, or `@regex:...`");
  }
  return pattern;
}

Pattern PatternReader::number(const toml::node& node) {
  if (const auto* integer = node.as_integer()) return literal(json_integer(integer->get()));
  double value = node.as_floating_point()->get();
  if (!std::isfinite(value)) {
    document_.report(span_of(node), "JSON has no such number", "neither infinite nor `nan`", "");
    return {};
  }
  return literal(Json{Number{digits_of(value)}});
}

Pattern PatternReader::members(const toml::table& table, Use use) {
  struct Entry {
    const toml::key* key;
    const toml::node* value;
  };
  std::vector<Entry> entries; // toml++ sorts by name; what is sent has the author's order
  for (auto&& [key, value] : table) entries.push_back({&key, &value});
  std::ranges::sort(entries, {}, [](const Entry& entry) {
    const auto& begin = entry.key->source().begin;
    return std::pair(begin.line, begin.column);
  });
  Pattern pattern;
  pattern.kind = Match::members;
  for (const Entry& entry : entries) {
    Template name = words(std::string(entry.key->str()), span_of(*entry.value));
    pattern.members.emplace_back(std::move(name), json(*entry.value, use));
  }
  return pattern;
}

Pattern PatternReader::json(const toml::node& node, Use use) {
  if (const auto* text = node.as_string()) {
    Pattern pattern = text_pattern(text->get(), span_of(node));
    bool sendable =
        pattern.kind == Match::text || pattern.kind == Match::string || pattern.kind == Match::null;
    if (use == Use::send && !sendable) {
      document_.report(span_of(node), "`" + text->get() + "` is a matcher and cannot be sent", "",
                       "for the text itself write `@" + text->get() + "`");
    }
    return pattern;
  }
  if (const auto* truth = node.as_boolean()) return literal(Json{truth->get()});
  if (node.is_number()) return number(node);
  if (const auto* table = node.as_table()) return members(*table, use);
  if (const auto* array = node.as_array()) {
    Pattern pattern;
    pattern.kind = Match::items;
    for (const toml::node& item : *array) pattern.items.push_back(json(item, use));
    return pattern;
  }
  document_.report(span_of(node), "JSON has no dates", "this is a date or a time", "put it in quotes");
  return {};
}

} // namespace bex::http
