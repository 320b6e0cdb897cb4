// Where values of answers are found, as a pack writes it.
#pragma once

#include "graders/http/step.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace bex::http {

// "json:/id"; a mistake is reported at `place`.
[[nodiscard]] std::optional<Source> parse_source(Document& document, const std::string& text, Span place);

// The name of a cookie, and perhaps behind a `;` that of an attribute.
[[nodiscard]] bool is_cookie(std::string_view text);

} // namespace bex::http
