#include "graders/http/pattern.hpp"

#include "sandboxes/base/text.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace bex::http {
namespace {

constexpr std::size_t shown_whole = 200; // bytes up to which an array of the wrong length is shown itself

bool matches_regex(const Pattern& pattern, const std::string& text, const Variables& variables) {
  if (pattern.regex) return finds(*pattern.regex, text);
  auto compiled = compile(regex_source(pattern.text, variables));
  return compiled->ok() && finds(*compiled, text);
}

bool has_members(const Template& wanted, const std::string& text, const Variables& variables) {
  auto members_of = [](const std::string& list) {
    std::vector<std::string> members;
    for (std::string_view member : split(list, ',')) {
      if (member = trim(member); !member.empty()) members.push_back(lower(member));
    }
    return members;
  };
  std::vector<std::string> there = members_of(text);
  return std::ranges::all_of(members_of(render(wanted, variables)), [&](const std::string& member) {
    return std::ranges::find(there, member) != there.end();
  });
}

bool is_empty(const Json& value) {
  if (value.text()) return value.text()->empty();
  if (value.array()) return value.array()->empty();
  return !value.object() || value.object()->empty();
}

// What a matcher asks of a text, wherever the text stands.
bool text_matches(const Pattern& pattern, const std::string& text, const Variables& variables) {
  switch (pattern.kind) {
  case Match::any_string:
  case Match::any:
    return true;
  case Match::nonempty:
    return !text.empty();
  case Match::uuid:
    return is_uuid(text);
  case Match::timestamp:
    return is_timestamp(text);
  case Match::regex:
    return matches_regex(pattern, text, variables);
  case Match::list:
    return has_members(pattern.text, text, variables);
  case Match::text:
  case Match::string:
    return render(pattern.text, variables) == text;
  default:
    return false;
  }
}

bool leaf_matches(const Pattern& pattern, const Json& value, const Variables& variables) {
  switch (pattern.kind) {
  case Match::value:
    return pattern.literal == value;
  case Match::text:
    if (pattern.text.lone_variable()) return fill_in(pattern, variables) == value;
    break;
  case Match::null:
    return std::holds_alternative<std::monostate>(value.value);
  case Match::any:
    return true;
  case Match::absent:
    return false;
  case Match::boolean:
    return std::holds_alternative<bool>(value.value);
  case Match::number:
    return value.number() != nullptr;
  case Match::integer:
    return value.number() && is_whole(*value.number());
  case Match::array:
    return value.array() != nullptr;
  case Match::object:
    return value.object() != nullptr;
  case Match::nonempty:
    return !is_empty(value);
  default:
    break;
  }
  return value.text() && text_matches(pattern, *value.text(), variables);
}

class Comparison {
 public:
  Comparison(const Variables& variables, bool exact) : variables_(variables), exact_(exact) {}

  Differences found;

  // `value` is null where nothing is there.
  void compare(const Pattern& pattern, const Json* value, const std::string& pointer) {
    if (!value) {
      if (pattern.kind != Match::absent) add(pointer, pattern, "");
    } else if (pattern.kind == Match::items && value->array()) {
      compare_items(pattern, *value, pointer);
    } else if (pattern.kind == Match::members && value->object()) {
      compare_members(pattern, *value, pointer);
    } else if (pattern.kind == Match::items || pattern.kind == Match::members ||
               !leaf_matches(pattern, *value, variables_)) {
      add(pointer, pattern, write_json(*value));
    }
  }

 private:
  const Variables& variables_;
  bool exact_;

  void compare_items(const Pattern& pattern, const Json& value, const std::string& pointer) {
    const Json::Array& items = *value.array();
    if (items.size() != pattern.items.size()) {
      std::string want = describe(pattern, variables_), got = write_json(value);
      if (want.size() > shown_whole || got.size() > shown_whole) {
        want = std::to_string(pattern.items.size()) + " items";
        got = std::to_string(items.size()) + " items";
      }
      return add(pointer, std::move(want), std::move(got));
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      compare(pattern.items[i], &items[i], pointer + "/" + std::to_string(i));
    }
  }

  void compare_members(const Pattern& pattern, const Json& value, const std::string& pointer) {
    std::vector<std::string> named;
    for (const auto& [name, member] : pattern.members) {
      named.push_back(render(name, variables_));
      compare(member, value.find(named.back()), pointer + pointer_step(named.back()));
    }
    if (!exact_) return;
    for (const Member& member : *value.object()) {
      if (std::ranges::find(named, member.name) != named.end()) continue;
      add(pointer + pointer_step(member.name), "@absent", write_json(member.value));
    }
  }

  void add(const std::string& pointer, const Pattern& pattern, std::string got) {
    if (found.first.size() < Differences::most)
      add(pointer, describe(pattern, variables_), std::move(got));
    else
      ++found.count;
  }
  void add(const std::string& pointer, std::string want, std::string got) {
    ++found.count;
    if (found.first.size() < Differences::most)
      found.first.push_back({pointer, std::move(want), std::move(got)});
  }
};

bool text_is(const Pattern& pattern, const std::string& text, const Variables& variables) {
  if (pattern.kind != Match::integer && pattern.kind != Match::number)
    return text_matches(pattern, text, variables);
  auto parsed = parse_json(text);
  return parsed && parsed->number() && (pattern.kind == Match::number || is_whole(*parsed->number()));
}

// A matcher inside a larger value, as the text that the pack has there.
Json written(const Pattern& pattern, const Variables& variables) {
  return json_text(describe(pattern, variables));
}

} // namespace

Differences differences(const Pattern& pattern, const Json& value, const Variables& variables, bool exact) {
  Comparison comparison(variables, exact);
  comparison.compare(pattern, &value, "");
  return std::move(comparison.found);
}

std::optional<std::string> text_difference(const Pattern& pattern, const std::string* text,
                                           const Variables& variables) {
  bool fine = text ? text_is(pattern, *text, variables) : pattern.kind == Match::absent;
  if (fine) return std::nullopt;
  bool plain = pattern.kind == Match::text || pattern.kind == Match::string;
  return plain ? render(pattern.text, variables) : describe(pattern, variables);
}

Json fill_in(const Pattern& pattern, const Variables& variables) {
  switch (pattern.kind) {
  case Match::value:
    return pattern.literal;
  case Match::null:
    return {};
  case Match::string:
    return json_text(render(pattern.text, variables));
  case Match::text: {
    const std::string* name = pattern.text.lone_variable();
    auto found = name ? variables.find(*name) : variables.end();
    return found == variables.end() ? json_text(render(pattern.text, variables)) : found->second;
  }
  case Match::items: {
    Json::Array items;
    for (const Pattern& item : pattern.items) items.push_back(fill_in(item, variables));
    return Json{std::move(items)};
  }
  case Match::members: {
    Json::Object members;
    for (const auto& [name, member] : pattern.members) {
      members.push_back({render(name, variables), fill_in(member, variables)});
    }
    return Json{std::move(members)};
  }
  default:
    return written(pattern, variables);
  }
}

} // namespace bex::http
