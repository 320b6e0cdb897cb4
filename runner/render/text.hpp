// Letters, columns and lines: what all renderers are made of.
#pragma once

#include "runner/render/style.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bex::render {

// One letter of UTF-8, or one byte that is none (`valid` is false then, `code` the byte).
struct Letter {
  char32_t code = 0;
  std::size_t length = 1;
  bool valid = true;
};
[[nodiscard]] Letter letter_at(std::string_view text, std::size_t at); // `at` is inside

// The last border between letters at or before `at`, so that a cut there splits none.
[[nodiscard]] std::size_t border_before(std::string_view text, std::size_t at);

// Columns of one letter by the C library's table for UTF-8: 0 for combining ones, 2 for wide ones.
[[nodiscard]] int columns_of(char32_t code);

// The drawing letters of a style. `bar` stands left of content, `gap` left of what the program says about
// content it leaves out, so that no content can be taken for a remark.
struct Glyphs {
  std::string_view pass, fail, skip, fault, bar, gap, ellipsis, bullet, line, double_line, dot;
  std::string_view space, tab, carriage_return, newline; // made visible
};
[[nodiscard]] const Glyphs& glyphs(const Style& style);

[[nodiscard]] std::string grouped(std::uint64_t number);                         // "3,214"
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view thing); // "1 line", "3,214 lines"
[[nodiscard]] std::string padded(std::string_view text, int columns, bool right = false);
[[nodiscard]] std::string repeated(std::string_view letter, int times);

// Safe text of one line, cut to `columns` with an ellipsis when it is wider.
[[nodiscard]] std::string cut(std::string_view text, int columns, const Style& style);

// A run of text in one paint; '\n' in it is a forced line end.
struct Piece {
  std::string text;
  Paint paint = Paint::plain;
  std::string link; // a URL, or empty
};
using Line = std::vector<Piece>;

// Greedy, at blanks, which count once; a word wider than a line is broken. Linear.
[[nodiscard]] std::vector<Line> wrap(const std::vector<Piece>& pieces, int columns);
[[nodiscard]] std::string shown(const Line& line, const Style& style);
[[nodiscard]] int width_of(const Line& line);

// Plain text wrapped, `first` before the first line and as many blanks before the others; ends with a
// newline.
[[nodiscard]] std::string paragraph(std::string_view text, std::string_view first, const Style& style);

} // namespace bex::render
