// What an exercise of the kind `function` asks for: one line that every language's starter and driver is made
// of.
#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bex::function {

enum class Base { integer, number, truth, text };

// Lists nest in one way only, so what is innermost and how deep it lies say all.
struct Type {
  Base base = Base::integer;
  int lists = 0; // 2: a list of lists

  [[nodiscard]] bool is_list() const { return lists > 0; }
  [[nodiscard]] Type item() const { return {base, lists - 1}; } // of a list
  bool operator==(const Type&) const = default;
};

struct Parameter {
  std::string name;
  Type type;
};

struct Signature {
  std::string name;
  std::vector<Parameter> parameters;
  Type result;
};

// Where in the text, in bytes, and what is wrong there.
struct SignatureFault {
  std::size_t offset = 0, length = 1;
  std::string what, help;
};

// "pair(amounts: list<int>, total: int) -> list<int>". Names are letters, digits and underscores, begin with
// a small letter, and are no word that a language keeps for itself.
[[nodiscard]] tl::expected<Signature, SignatureFault> parse_signature(std::string_view text);

[[nodiscard]] std::string_view name_of(Base base); // "int", "float", "bool", "string"
[[nodiscard]] std::string text_of(const Type& type);
[[nodiscard]] std::string text_of(const Signature& signature);

} // namespace bex::function
