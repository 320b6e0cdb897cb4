// The values that go into functions and come out of them, as JSON carries them.
#pragma once

#include "graders/function/signature.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bex::function {

struct Member;

// An integer that 64 bits do not hold.
struct Huge {
  std::string digits;
};

struct Value {
  using List = std::vector<Value>;
  using Object =
      std::vector<Member>; // no value of a signature is one; a submission may return it all the same
  std::variant<std::monostate, bool, std::int64_t, double, Huge, std::string, List, Object> data;

  [[nodiscard]] const List* list() const { return std::get_if<List>(&data); }
  [[nodiscard]] const Object* object() const { return std::get_if<Object>(&data); }
  [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&data); }
  [[nodiscard]] const Value* find(std::string_view name) const; // of an object; null when it is not there
};

struct Member {
  std::string name;
  Value value;
};

// The whole of `text` as one JSON text, or what is wrong with it. More than 64 levels or 2,000,000 values are
// refused: a hostile text must not exhaust the stack or the memory of whoever reads it.
[[nodiscard]] tl::expected<Value, std::string> parse_value(std::string_view text);
[[nodiscard]] std::string write_json(const Value& value); // in one line

// For people, `most` bytes or a little more: `[1, 2, 3, ... 97 more]`.
[[nodiscard]] std::string show(const Value& value, std::size_t most);

// A part of a value that is not of the type that is due.
struct Misfit {
  std::string place; // "[2][0]"; empty for the value itself
  std::string is;    // "text", "a list", "nothing"
  std::string due;   // "an int"
};
// Integers become floats where floats are due.
[[nodiscard]] std::optional<Misfit> make_fit(Value& value, const Type& type);
[[nodiscard]] std::string noun_of(const Type& type); // "an int", "text", "list<int>"

struct Rule {
  double absolute = 0, relative = 0; // what floats may differ by
  bool unordered = false;            // the items of the outermost list, in any order
};

struct Difference {
  std::string place; // of the items that differ: "[2][0]"; empty for the values themselves
  Value want, got;   // what stands there; a list when the lengths differ
};
// Of two values that fit the same type.
[[nodiscard]] std::optional<Difference> first_difference(const Rule& rule, const Value& want,
                                                         const Value& got);

} // namespace bex::function
