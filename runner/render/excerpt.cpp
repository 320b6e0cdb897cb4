#include "runner/render/excerpt.hpp"

#include "runner/render/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::render {
namespace {

constexpr int excerpt_left = 4;
constexpr std::size_t probe_bytes = 4096; // what is looked at to tell text from other bytes

std::string_view without_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string inked(std::string_view bytes, char32_t code, Ink ink, int column, const Style& style) {
  const auto& marks = glyphs(style);
  if (ink == Ink::visible) {
    if (code == ' ') return std::string(marks.space);
    if (code == '\t') return std::string(marks.tab);
    if (code == '\r') return std::string(marks.carriage_return);
    if (code == '\n') return std::string(marks.newline);
  }
  if (code == '\t') return std::string(static_cast<std::size_t>(8 - column % 8), ' ');
  return safe(bytes);
}

} // namespace

Fitted fit(std::string_view line, int columns, Ink ink, const Style& style, Mark mark) {
  if (ink == Ink::plain) line = without_end(line);
  const auto ellipsis = glyphs(style).ellipsis;
  const int ellipsis_width = width_of(ellipsis);
  Fitted fitted;
  const auto room = static_cast<std::size_t>(columns);
  if (mark.from > room * 2 / 3 && line.size() > room) fitted.from = border_before(line, mark.from - room / 2);
  if (fitted.from > 0) fitted.text = ellipsis;

  int column = fitted.from > 0 ? ellipsis_width : 0;
  int mark_end = -1;
  std::size_t at = fitted.from, fitting = fitted.from, text_fitting = fitted.text.size();
  fitted.mark_column = -1;
  while (at < line.size()) {
    if (at >= mark.from && fitted.mark_column < 0) fitted.mark_column = column;
    if (at >= mark.to && mark_end < 0) mark_end = column;
    const auto letter = letter_at(line, at);
    const auto shown = inked(line.substr(at, letter.length), letter.code, ink, column, style);
    column += width_of(shown);
    if (column > columns) break;
    fitted.text += shown;
    at += letter.length;
    if (column <= columns - ellipsis_width) fitting = at, text_fitting = fitted.text.size();
  }
  if (at < line.size()) {
    fitted.text.resize(text_fitting);
    fitted.text += ellipsis;
    at = fitting;
  }
  fitted.to = at;
  if (fitted.mark_column < 0) fitted.mark_column = std::min(column, columns);
  if (mark_end < 0) mark_end = std::min(column, columns);
  fitted.mark_width = std::max(1, mark_end - fitted.mark_column);
  return fitted;
}

std::string_view raw_line(std::string_view text, std::size_t number) {
  for (; number > 0; --number) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  const auto end = text.find('\n');
  return text.substr(0, end == std::string_view::npos ? end : end + 1);
}

std::uint64_t line_count(std::string_view text) {
  const auto ends = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  return ends + (text.empty() || text.ends_with('\n') ? 0 : 1);
}

int Rows::room() const {
  return std::max(8, style_.width - left_ - 2);
}

void Rows::put(std::string_view gutter, std::string_view bar, const std::string& text) {
  out_ += padded(gutter, left_) + paint(style_, Paint::dim, bar);
  if (!text.empty()) out_ += " " + text;
  out_ += '\n';
}

void Rows::content(std::string_view gutter, std::string_view text, Paint paint) {
  put(gutter, glyphs(style_).bar, render::paint(style_, paint, text));
}

void Rows::remark(const std::string& text, std::string_view gutter) {
  put(gutter, glyphs(style_).gap, paint(style_, Paint::dim, text));
}

void Rows::more(std::uint64_t number, std::string_view thing) {
  if (number > 0)
    remark(fmt::format("[{} {} more {}{}]", glyphs(style_).ellipsis, grouped(number), thing,
                       number == 1 ? "" : "s"));
}

void Rows::line(std::string_view gutter, std::string_view line, Ink ink, Paint paint, const Mark* mark) {
  const auto fitted = fit(line, room(), ink, style_, mark ? *mark : Mark{});
  content(gutter, fitted.text, paint);
  if (mark) {
    const auto marks = std::string(static_cast<std::size_t>(fitted.mark_width), '^');
    content("", std::string(static_cast<std::size_t>(fitted.mark_column), ' ') +
                    render::paint(style_, Paint::yellow, marks));
  }
  const auto whole = ink == Ink::plain ? without_end(line).size() : line.size();
  if (fitted.from > 0)
    remark(fmt::format("[bytes {} to {} of {} in this line]", grouped(fitted.from + 1), grouped(fitted.to),
                       grouped(whole)));
  else if (fitted.to < whole)
    remark(fmt::format("[{} {} in this line]", glyphs(style_).ellipsis,
                       counted(whole - fitted.to, "more byte")));
}

bool looks_binary(std::string_view text) {
  text = text.substr(0, border_before(text, std::min(text.size(), probe_bytes)));
  std::size_t odd = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto letter = letter_at(text, i);
    if (letter.valid && letter.code == 0) return true;
    if (!letter.valid ||
        (letter.code < 0x20 && letter.code != '\n' && letter.code != '\r' && letter.code != '\t'))
      ++odd;
    i += letter.length;
  }
  return odd * 8 > text.size();
}

void hex_rows(Rows& rows, std::string_view role, std::string_view bytes, std::size_t at, bool marked,
              const Style& style) {
  const std::size_t row = style.width >= 100 ? 16 : 8;
  const std::size_t middle = at / row * row;
  const std::size_t first = middle >= row ? middle - row : 0;
  for (std::size_t start = first; start <= middle + row; start += row) {
    const bool here = start == middle;
    if (start > 0 && start >= bytes.size() && !(here && marked)) break;
    std::string hex, letters;
    for (std::size_t i = start; i < start + row; ++i) {
      hex += i < bytes.size() ? fmt::format("{:02x} ", static_cast<unsigned char>(bytes[i])) : "   ";
      if (i < bytes.size()) letters += bytes[i] >= 0x20 && bytes[i] < 0x7F ? bytes[i] : '.';
    }
    rows.content(fmt::format("    {:<8} {:08x} ", start == first ? role : "", start),
                 fmt::format("{}{} {}", hex, glyphs(style).bar, letters));
    if (here && marked)
      rows.content("", std::string(3 * (at - start), ' ') + paint(style, Paint::yellow, "^^"));
  }
}

namespace {

std::string hex_head(std::string_view text, const Style& style) {
  Rows rows(style, 22);
  const std::size_t row = style.width >= 100 ? 16 : 8;
  hex_rows(rows, "", text, row, false, style);
  if (text.size() > 3 * row) rows.more(text.size() - 3 * row, "byte");
  return rows.take();
}

} // namespace

std::string head_of(std::string_view text, int lines, const Style& style) {
  if (looks_binary(text)) return hex_head(text, style);
  Rows rows(style, excerpt_left);
  if (text.empty()) rows.remark("[nothing]");
  const auto total = line_count(text);
  // Leaving out a single line would cost as much room as that line.
  const auto shown =
      total <= static_cast<std::uint64_t>(lines) + 1 ? total : static_cast<std::uint64_t>(lines);
  for (std::uint64_t i = 0; i < shown; ++i) {
    const auto line = raw_line(text, 0);
    rows.line("", line, Ink::plain);
    text.remove_prefix(line.size());
  }
  rows.more(total - shown, "line");
  return rows.take();
}

std::string tail_of(std::string_view text, int lines, const Style& style) {
  const auto total = line_count(text);
  if (total <= static_cast<std::uint64_t>(lines) + 1) return head_of(text, lines, style);
  auto start = text.size() - (text.ends_with('\n') ? 1 : 0);
  for (int i = 0; i < lines; ++i) start = text.rfind('\n', start - 1);
  Rows rows(style, excerpt_left);
  rows.remark(fmt::format("[{} {} before]", glyphs(style).ellipsis,
                          counted(total - static_cast<std::uint64_t>(lines), "line")));
  return rows.take() + head_of(text.substr(start + 1), lines, style);
}

} // namespace bex::render
