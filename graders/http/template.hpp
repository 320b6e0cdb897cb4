// Texts with `${name|filter}` in them.
#pragma once

#include "graders/http/json.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bex::http {

// What names stand for. A captured JSON value keeps its type; everything else is a text.
using Variables = std::map<std::string, Json, std::less<>>;

struct TemplatePart {
  std::string text; // the literal text, or the name of a variable
  bool variable = false;
  std::vector<std::string> filters;
};

struct Template {
  std::vector<TemplatePart> parts;

  [[nodiscard]] bool literal() const; // holds no variable
  // The name, when the template is nothing but one variable without filters; else null.
  [[nodiscard]] const std::string* lone_variable() const;
};

struct TemplateFault {
  std::string what;
  std::string piece; // of the text
  std::string help;
};

// `$${` stands for `${`. Names are letters, digits, `_` and `-`.
[[nodiscard]] tl::expected<Template, TemplateFault> parse_template(std::string_view text);
[[nodiscard]] Template literal_template(std::string text);

// Every name in `text` is in `variables`: the loader has seen to it. `quote` is applied to what stands for
// each variable.
[[nodiscard]] std::string render(const Template& text, const Variables& variables,
                                 std::string (*quote)(const std::string&) = nullptr);

// RFC 3986: all but unreserved letters as %XX.
[[nodiscard]] std::string urlencode(std::string_view text);

[[nodiscard]] bool is_variable_name(std::string_view name);

} // namespace bex::http
