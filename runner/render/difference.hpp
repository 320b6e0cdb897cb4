// The smallest difference between what was expected and what came.
#pragma once

#include "graders/check.hpp"
#include "runner/render/style.hpp"

#include <string>
#include <string_view>

namespace bex::render {

// "line 3, column 7" as in Finding::where; 0 where it names none.
struct Place {
  std::size_t line = 0, column = 0;
};
[[nodiscard]] Place place_of(std::string_view where);

// In what the two differ when it is nothing but blanks and line ends: "differs only in the last newline: it
// is missing". Empty otherwise.
[[nodiscard]] std::string blank_difference(std::string_view expected, std::string_view came);

// The lines round the first difference of two outputs, indented by four; bytes that are no text as hex.
[[nodiscard]] std::string output_difference(const Finding& finding, const Evidence& evidence,
                                            const Style& style);

// The line of an answer that holds byte `at` (from 0), with control letters visible and a caret below.
[[nodiscard]] std::string byte_mark(std::string_view came, std::size_t at, const Style& style);

} // namespace bex::render
