#include "runner/render/text.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <clocale>
#include <cwchar>
#include <utility>

namespace bex::render {

Letter letter_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(at) < 0x80) return {byte(at), 1, true};
  const auto length = letter_length(text, at);
  if (length == 0) return {byte(at), 1, false};
  char32_t code = byte(at) & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = (code << 6) | (byte(at + i) & 0x3Fu);
  return {code, length, true};
}

std::size_t border_before(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  for (std::size_t back = 1; back <= 3 && back <= at; ++back) {
    const auto letter = letter_at(text, at - back);
    if (letter.valid && letter.length > back) return at - back;
  }
  return at;
}

int columns_of(char32_t code) {
  if (code < 0x20 || code == 0x7F) return 0;
  if (code < 0x300) return 1;
  // wcwidth(3) asks the thread's locale; the process itself stays in "C".
  static const locale_t utf8 = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (utf8 == nullptr) return 1;
  const locale_t before = ::uselocale(utf8);
  const int columns = ::wcwidth(static_cast<wchar_t>(code));
  ::uselocale(before);
  return columns < 0 ? 1 : columns;
}

const Glyphs& glyphs(const Style& style) {
  static const Glyphs unicode{"✓", "✗", "○", "!", "│", "┆", "…", "•", "─", "═", "·", "·", "→", "␍", "¶"};
  static const Glyphs ascii{"+", "x", "-", "!",   "|",   ":",   "...", "*",
                            "-", "=", "-", "\\s", "\\t", "\\r", "\\n"};
  return style.unicode ? unicode : ascii;
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::string counted(std::uint64_t number, std::string_view thing) {
  return fmt::format("{} {}{}", grouped(number), thing, number == 1 ? "" : "s");
}

std::string repeated(std::string_view letter, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += letter;
  return out;
}

std::string padded(std::string_view text, int columns, bool right) {
  const std::string blanks(static_cast<std::size_t>(std::max(0, columns - width_of(text))), ' ');
  return right ? blanks + std::string(text) : std::string(text) + blanks;
}

std::string cut(std::string_view text, int columns, const Style& style) {
  const auto mark = glyphs(style).ellipsis;
  const int room = columns - width_of(mark);
  int width = 0;
  std::size_t fits = 0; // bytes that leave room for the mark
  for (std::size_t i = 0; i < text.size();) {
    const auto letter = letter_at(text, i);
    width += letter.valid ? columns_of(letter.code) : 1;
    i += letter.length;
    if (width <= room) fits = i;
    if (width > columns) return std::string(text.substr(0, fits)) + (room >= 0 ? std::string(mark) : "");
  }
  return std::string(text);
}

int width_of(const Line& line) {
  int width = 0;
  for (const auto& piece : line) width += width_of(piece.text);
  return width;
}

namespace {

// Builds lines from letters; a word may span pieces.
class Wrapper {
 public:
  explicit Wrapper(int columns) : columns_(std::max(1, columns)) {}

  void add(const Piece& piece) {
    for (std::size_t i = 0; i < piece.text.size();) {
      const auto letter = letter_at(piece.text, i);
      const auto bytes = std::string_view(piece.text).substr(i, letter.length);
      i += letter.length;
      if (bytes == "\n")
        end_word(), end_line();
      else if (bytes == " ")
        end_word(), blank_ = true, blank_piece_ = Piece{" ", piece.paint, piece.link};
      else
        add_letter(piece, bytes, letter.valid ? columns_of(letter.code) : 1);
    }
  }

  std::vector<Line> finish() {
    end_word();
    if (!line_.empty() || lines_.empty()) end_line();
    return std::move(lines_);
  }

 private:
  static void append(Line& line, const Piece& look, std::string_view bytes) {
    if (!line.empty() && line.back().paint == look.paint && line.back().link == look.link)
      line.back().text += bytes;
    else
      line.push_back({std::string(bytes), look.paint, look.link});
  }

  void add_letter(const Piece& look, std::string_view bytes, int width) {
    if (word_width_ + width > columns_) end_word();
    append(word_, look, bytes);
    word_width_ += width;
  }

  void end_word() {
    if (word_.empty()) return;
    const bool blank = blank_ && !line_.empty();
    if (!line_.empty() && width_ + (blank ? 1 : 0) + word_width_ > columns_) {
      end_line();
    } else if (blank) {
      // A blank between two looks belongs to neither, so that no underline or link runs over it.
      const auto& front = word_.front();
      const bool same = blank_piece_.paint == front.paint && blank_piece_.link == front.link;
      append(line_, same ? front : Piece{}, " "), ++width_;
    }
    for (const auto& piece : word_) append(line_, piece, piece.text);
    width_ += word_width_;
    word_.clear(), word_width_ = 0, blank_ = false;
  }

  void end_line() {
    lines_.push_back(std::exchange(line_, {}));
    width_ = 0, blank_ = false;
  }

  int columns_, width_ = 0, word_width_ = 0;
  bool blank_ = false;
  Piece blank_piece_;
  Line line_, word_;
  std::vector<Line> lines_;
};

} // namespace

std::vector<Line> wrap(const std::vector<Piece>& pieces, int columns) {
  Wrapper wrapper(columns);
  for (const auto& piece : pieces) wrapper.add(piece);
  return wrapper.finish();
}

std::string shown(const Line& line, const Style& style) {
  std::string out;
  for (const auto& piece : line) {
    const auto text = paint(style, piece.paint, piece.text);
    // OSC 8 ; params ; URI ST
    out += piece.link.empty() || !style.links
               ? text
               : fmt::format("\x1b]8;;{}\x1b\\{}\x1b]8;;\x1b\\", piece.link, text);
  }
  return out;
}

std::string paragraph(std::string_view text, std::string_view first, const Style& style) {
  std::string out;
  const int indent = width_of(first);
  for (const auto& line : wrap({{safe(text), Paint::plain, {}}}, style.width - indent)) {
    out += out.empty() ? std::string(first) : std::string(static_cast<std::size_t>(indent), ' ');
    out += shown(line, style);
    out += '\n';
  }
  return out;
}

} // namespace bex::render
