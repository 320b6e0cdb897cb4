#include "graders/http/schema.hpp"

#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace bex::http {
namespace {

constexpr std::size_t most_steps = 1'000'000;
constexpr std::size_t longest_shown = 200; // bytes of a value

std::string counted(std::size_t number, const std::string& what, const std::string& several) {
  return std::to_string(number) + " " + (number == 1 ? what : several);
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

long double value_of(const Number& number) {
  return std::strtold(number.digits.c_str(), nullptr);
}

// 0.3 is a multiple of 0.1, though no binary fraction is.
bool is_multiple(const Number& number, const Number& of) {
  const long double ratio = value_of(number) / value_of(of);
  return std::fabs(ratio - std::round(ratio)) <= 1e-9L * std::max(1.0L, std::fabs(ratio));
}

bool has_type(const Json& value, const std::string& type) {
  if (type == "null") return std::holds_alternative<std::monostate>(value.value);
  if (type == "boolean") return std::holds_alternative<bool>(value.value);
  if (type == "string") return value.text() != nullptr;
  if (type == "array") return value.array() != nullptr;
  if (type == "object") return value.object() != nullptr;
  return value.number() && (type == "number" || is_whole(*value.number()));
}

std::string shown(const Json& value) {
  std::string text = write_json(value);
  if (text.size() > longest_shown) text = text.substr(0, longest_shown) + "...";
  return text;
}

class Validation {
 public:
  Differences run(const Schema& schema, const Json& value) {
    look(schema, value, "");
    if (steps_ > most_steps) {
      found_ = {};
      add("", "a value that the schema can be held against in a million steps", "more");
    }
    return std::move(found_);
  }

 private:
  Differences found_;
  std::size_t steps_ = 0;

  void add(const std::string& pointer, std::string want, std::string got) {
    if (found_.count++ < Differences::most)
      found_.first.push_back({pointer, std::move(want), std::move(got)});
  }
  void add(const std::string& pointer, std::string want, const Json& got) {
    add(pointer, std::move(want), shown(got));
  }

  // As it would be alone: nothing is kept of what is found.
  bool holds(const Schema& schema, const Json& value) {
    Differences before = std::exchange(found_, {});
    look(schema, value, "");
    const bool fine = found_.count == 0;
    found_ = std::move(before);
    return fine;
  }

  void look(const Schema& schema, const Json& value, const std::string& pointer) {
    if (++steps_ > most_steps) return;
    if (schema.always) {
      if (!*schema.always) add(pointer, "nothing here", value);
      return;
    }
    const auto fits = [&](const std::string& type) { return has_type(value, type); };
    if (!schema.types.empty() && std::ranges::none_of(schema.types, fits))
      return add(pointer, join(schema.types, " or "), value);
    if (!schema.values.empty() && std::ranges::find(schema.values, value) == schema.values.end()) {
      std::vector<std::string> all;
      for (const Json& one : schema.values) all.push_back(write_json(one));
      add(pointer, join(all, " or "), value);
    }
    if (const Number* number = value.number()) look_at_number(schema, *number, pointer);
    if (const std::string* text = value.text()) look_at_text(schema, *text, pointer);
    if (const Json::Array* array = value.array()) look_at_array(schema, *array, pointer);
    if (const Json::Object* object = value.object()) look_at_object(schema, *object, value, pointer);
    look_at_parts(schema, value, pointer);
  }

  void look_at_number(const Schema& schema, const Number& number, const std::string& pointer) {
    const auto wrong = [&](const char* words, const Number& bar) {
      add(pointer, words + bar.digits, number.digits);
    };
    const long double value = value_of(number);
    if (schema.minimum && value < value_of(*schema.minimum)) wrong("at least ", *schema.minimum);
    if (schema.maximum && value > value_of(*schema.maximum)) wrong("at most ", *schema.maximum);
    if (schema.above && value <= value_of(*schema.above)) wrong("more than ", *schema.above);
    if (schema.below && value >= value_of(*schema.below)) wrong("less than ", *schema.below);
    if (schema.multiple_of && !is_multiple(number, *schema.multiple_of))
      wrong("a multiple of ", *schema.multiple_of);
  }

  void look_at_text(const Schema& schema, const std::string& text, const std::string& pointer) {
    const std::size_t length = code_points(text);
    if (schema.min_length && length < *schema.min_length)
      add(pointer, "at least " + counted(*schema.min_length, "letter", "letters"), json_text(text));
    if (schema.max_length && length > *schema.max_length)
      add(pointer, "at most " + counted(*schema.max_length, "letter", "letters"), json_text(text));
    if (schema.pattern && !finds(*schema.pattern->compiled, text))
      add(pointer, "a text like " + schema.pattern->source, json_text(text));
    if (schema.format == Schema::Format::uuid && !is_uuid(text)) add(pointer, "a UUID", json_text(text));
    if (schema.format == Schema::Format::date_time && !is_timestamp(text))
      add(pointer, "a date and time with a zone", json_text(text));
  }

  void look_at_array(const Schema& schema, const Json::Array& array, const std::string& pointer) {
    const auto has = [&] { return counted(array.size(), "item", "items"); };
    if (schema.min_items && array.size() < *schema.min_items)
      add(pointer, "at least " + counted(*schema.min_items, "item", "items"), has());
    if (schema.max_items && array.size() > *schema.max_items)
      add(pointer, "at most " + counted(*schema.max_items, "item", "items"), has());
    for (std::size_t i = 0; i < array.size(); ++i) {
      const bool first = i < schema.prefix.size();
      const Schema* part = first ? schema.prefix[i].get() : schema.items.get();
      if (part) look(*part, array[i], pointer + "/" + std::to_string(i));
    }
    const auto is_wanted = [&](const Json& item) { return holds(*schema.contains, item); };
    if (schema.contains && std::ranges::none_of(array, is_wanted))
      add(pointer, "an item as `contains` says", has());
    if (schema.unique_items) look_for_twins(array, pointer);
  }

  void look_for_twins(const Json::Array& array, const std::string& pointer) {
    for (std::size_t i = 1; i < array.size(); ++i)
      for (std::size_t k = 0; k < i; ++k) {
        if (++steps_ > most_steps) return;
        if (array[k] == array[i])
          return add(pointer + "/" + std::to_string(i), "another value than item " + std::to_string(k),
                     array[i]);
      }
  }

  void look_at_object(const Schema& schema, const Json::Object& object, const Json& value,
                      const std::string& pointer) {
    const auto has = [&] { return counted(object.size(), "member", "members"); };
    if (schema.min_properties && object.size() < *schema.min_properties)
      add(pointer, "at least " + counted(*schema.min_properties, "member", "members"), has());
    if (schema.max_properties && object.size() > *schema.max_properties)
      add(pointer, "at most " + counted(*schema.max_properties, "member", "members"), has());
    for (const std::string& name : schema.required)
      if (!value.find(name)) add(pointer + pointer_step(name), "a value, it is required", "");
    for (const Member& member : object) look_at_member(schema, member, pointer + pointer_step(member.name));
  }

  void look_at_member(const Schema& schema, const Member& member, const std::string& pointer) {
    bool known = false;
    for (const auto& [name, part] : schema.properties) {
      if (name != member.name) continue;
      known = true;
      look(*part, member.value, pointer);
    }
    for (const Schema::Expression& pattern : schema.patterns) {
      if (!finds(*pattern.compiled, member.name)) continue;
      known = true;
      look(*pattern.value, member.value, pointer);
    }
    if (!known && schema.additional) look(*schema.additional, member.value, pointer);
    if (schema.names) look(*schema.names, json_text(member.name), pointer);
  }

  void look_at_parts(const Schema& schema, const Json& value, const std::string& pointer) {
    if (schema.target) look(*schema.target, value, pointer);
    for (const SchemaPart& part : schema.all) look(*part, value, pointer);
    const auto fits = [&](const SchemaPart& part) { return holds(*part, value); };
    if (!schema.any.empty() && std::ranges::none_of(schema.any, fits))
      add(pointer, "as one of the " + std::to_string(schema.any.size()) + " of `anyOf` says", value);
    if (!schema.one.empty()) {
      const auto fitting = std::ranges::count_if(schema.one, fits);
      if (fitting != 1)
        add(pointer,
            "as just one of the " + std::to_string(schema.one.size()) + " of `oneOf` says, and not " +
                std::to_string(fitting),
            value);
    }
    if (schema.denied && holds(*schema.denied, value)) add(pointer, "not as `not` says", value);
    if (!schema.condition) return;
    const SchemaPart& branch = holds(*schema.condition, value) ? schema.then : schema.otherwise;
    if (branch) look(*branch, value, pointer);
  }
};

} // namespace

Differences differences(const Schema& schema, const Json& value) {
  return Validation().run(schema, value);
}

} // namespace bex::http
