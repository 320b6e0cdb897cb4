// JSON as a value: what bodies hold, what patterns compare with, what variables carry.
#pragma once

#include "sandboxes/base/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bex::http {

// Kept as it was written, so that no digit is lost.
struct Number {
  std::string digits; // by the grammar of RFC 8259 section 6
};

struct Member;

struct Json {
  using Array = std::vector<Json>;
  using Object =
      std::vector<Member>; // in the order of the text; of a name that comes twice the last one counts
  std::variant<std::monostate, bool, Number, std::string, Array, Object> value;

  [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&value); }
  [[nodiscard]] const Number* number() const { return std::get_if<Number>(&value); }
  [[nodiscard]] const Array* array() const { return std::get_if<Array>(&value); }
  [[nodiscard]] const Object* object() const { return std::get_if<Object>(&value); }
  [[nodiscard]] const Json* find(std::string_view name) const; // of an object; null when it is not there

  friend bool operator==(const Json& a, const Json& b); // numbers by value, objects in any order
};

struct Member {
  std::string name;
  Json value;
};

[[nodiscard]] Json json_text(std::string text);
[[nodiscard]] Json json_integer(std::int64_t number);
[[nodiscard]] Json json_unsigned(std::uint64_t number);

// By value: `1`, `1.0` and `1e0` are one number. Integers are compared without loss, however long.
[[nodiscard]] bool same_number(const Number& a, const Number& b);
// Without a fraction: `3`, `3.0` and `3e2` are, `3.5` is not.
[[nodiscard]] bool is_whole(const Number& number);

struct JsonFault {
  std::uint64_t offset = 0; // of the byte that is wrong
  std::string what;
};

// The whole of `text` as one JSON text. Nesting beyond 200 levels and more than 100,000 values are refused,
// so that a hostile body cannot exhaust the stack or the memory of whoever reads it.
[[nodiscard]] tl::expected<Json, JsonFault> parse_json(std::string_view text);

// The shortest form, members in their order.
[[nodiscard]] std::string write_json(const Json& json);

// What a variable stands for inside a text: the content of a text, else the JSON form.
[[nodiscard]] std::string plain_text(const Json& json);

// JSON Pointer, RFC 6901.
[[nodiscard]] bool is_pointer(std::string_view pointer);
[[nodiscard]] const Json* at_pointer(const Json& json,
                                     std::string_view pointer); // null when nothing is there
[[nodiscard]] std::string pointer_step(std::string_view name);  // "/" and the escaped name

} // namespace bex::http
