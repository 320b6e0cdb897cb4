// Pieces of a program's output: bounded, safe, and with remarks that no content can imitate.
#pragma once

#include "runner/render/style.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace bex::render {

enum class Ink {
  plain,
  visible, // blanks and line ends as glyphs
};

// Bytes [from, to) of a line, to be marked.
struct Mark {
  std::size_t from = 0, to = 0;
};

// As much of one line (its line end may be there) as fits into some columns, beginning near the mark when
// that is far along.
struct Fitted {
  std::string text;
  std::size_t from = 0, to = 0; // the bytes that are shown
  int mark_column = 0, mark_width = 1;
};
[[nodiscard]] Fitted fit(std::string_view line, int columns, Ink ink, const Style& style, Mark mark = {});

// The line with that 0-based number, with its line end; empty past the end. Linear.
[[nodiscard]] std::string_view raw_line(std::string_view text, std::size_t number);
[[nodiscard]] std::uint64_t line_count(std::string_view text);

// Rows of content and remarks behind a gutter of at most `left` columns: "    expected 12 │ text".
class Rows {
 public:
  Rows(const Style& style, int left) : style_(style), left_(left) {}
  [[nodiscard]] int room() const;
  void content(std::string_view gutter, std::string_view text, Paint paint = Paint::plain);
  void remark(const std::string& text, std::string_view gutter = {}); // the caller writes the brackets
  void more(std::uint64_t number, std::string_view thing);
  // One line of a program's text, with a remark when it had to be cut, and marks below when `mark` is given.
  void line(std::string_view gutter, std::string_view line, Ink ink, Paint paint = Paint::plain,
            const Mark* mark = nullptr);
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void put(std::string_view gutter, std::string_view bar, const std::string& text);
  const Style& style_;
  int left_;
  std::string out_;
};

// The first lines of a text, or the last ones; bytes that are no text as a hex dump.
[[nodiscard]] std::string head_of(std::string_view text, int lines, const Style& style);
[[nodiscard]] std::string tail_of(std::string_view text, int lines, const Style& style);

// True when a terminal would show noise: NUL, or more than one letter in eight that is malformed or a control
// letter.
[[nodiscard]] bool looks_binary(std::string_view text);

// Rows of eight or sixteen bytes from the row before the one that holds `at`; `marked` puts a mark under that
// byte.
void hex_rows(Rows& rows, std::string_view role, std::string_view bytes, std::size_t at, bool marked,
              const Style& style);

} // namespace bex::render
