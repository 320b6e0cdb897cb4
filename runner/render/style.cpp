#include "runner/render/style.hpp"

#include "runner/render/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::render {
namespace {

// SGR parameters, ECMA-48 section 8.3.117.
std::string_view sgr(Paint paint) {
  switch (paint) {
  case Paint::plain:
    return "";
  case Paint::bold:
    return "1";
  case Paint::dim:
    return "2";
  case Paint::red:
    return "31";
  case Paint::green:
    return "32";
  case Paint::yellow:
    return "33";
  case Paint::blue:
    return "34";
  case Paint::cyan:
    return "36";
  case Paint::code:
    return "36";
  case Paint::heading:
    return "1;34";
  }
  return "";
}

// The length of the escape sequence at `at` (CSI or OSC, ECMA-48 sections 5.4 and 5.6), 1 for a lone ESC.
std::size_t escape_length(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return 1;
  if (text[at + 1] == '[') {
    auto end = at + 2;
    while (end < text.size() && (text[end] < 0x40 || text[end] > 0x7E)) ++end;
    return std::min(end + 1, text.size()) - at;
  }
  if (text[at + 1] == ']') {
    for (auto end = at + 2; end < text.size(); ++end) {
      if (text[end] == '\a') return end + 1 - at;
      if (text[end] == '\x1b') return std::min(end + 2, text.size()) - at;
    }
    return text.size() - at;
  }
  return 1;
}

// Letters that a terminal obeys or that reorder what is around them: C0, C1, line and paragraph separators,
// the marks of the bidirectional algorithm (UAX #9), and the byte order mark.
bool steers(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 || c == 0x200E || c == 0x200F ||
         c == 0x061C || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

constexpr int tab_stop = 8;

} // namespace

std::string paint(const Style& style, Paint paint, std::string_view text) {
  const auto code = sgr(paint);
  if (!style.color || code.empty() || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

int width_of(std::string_view text) {
  int width = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\x1b') {
      i += escape_length(text, i);
      continue;
    }
    const auto letter = letter_at(text, i);
    width += letter.valid ? columns_of(letter.code) : 1;
    i += letter.length;
  }
  return width;
}

std::string safe(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  int column = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto letter = letter_at(text, i);
    const auto bytes = text.substr(i, letter.length);
    i += letter.length;
    if (letter.code == '\n') {
      out += '\n', column = 0;
    } else if (letter.code == '\r' && i < text.size() && text[i] == '\n') {
      continue; // a line end of two bytes is one line end
    } else if (letter.code == '\t') {
      const int blanks = tab_stop - column % tab_stop;
      out.append(static_cast<std::size_t>(blanks), ' '), column += blanks;
    } else if (!letter.valid || steers(letter.code)) {
      const auto before = out.size();
      if (letter.code == '\r')
        out += "\\r";
      else if (letter.code < 0x80 || !letter.valid)
        out += fmt::format("\\x{:02x}", static_cast<unsigned>(letter.code));
      else
        out += fmt::format("\\u{{{:x}}}", static_cast<unsigned>(letter.code));
      column += static_cast<int>(out.size() - before);
    } else {
      out += bytes, column += columns_of(letter.code);
    }
  }
  return out;
}

} // namespace bex::render
