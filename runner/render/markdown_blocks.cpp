#include "runner/render/markdown_blocks.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace bex::render {
namespace {

constexpr int least_room = 20;
constexpr int between_columns = 2;
constexpr int least_column = 6;

// OSC 8 ends at ST or BEL and takes bytes 32 to 126 only; a terminal opens what it is told to, so none but
// these schemes.
bool clickable(std::string_view url) {
  const bool scheme = url.starts_with("https://") || url.starts_with("http://") || url.starts_with("mailto:");
  return scheme && std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

} // namespace

std::string Blocks::take() {
  flush_item_text();
  return std::move(out_);
}

int Blocks::room() const {
  int width = style_.width;
  for (const auto& indent : indents_) width -= width_of(indent.rest);
  return std::max(least_room, width);
}

void Blocks::line(const std::string& content) {
  std::string prefix;
  for (auto& indent : indents_) prefix += std::exchange(indent.used, true) ? indent.rest : indent.first;
  if (content.empty())
    while (!prefix.empty() && prefix.back() == ' ') prefix.pop_back();
  out_ += prefix + content + "\n";
}

void Blocks::start_block() {
  flush_item_text();
  if (!std::exchange(owes_blank_, false) || out_.empty()) return;
  std::string prefix; // a bullet that does not stand yet belongs to the text, not to the empty line before it
  for (const auto& indent : indents_) prefix += indent.rest;
  while (prefix.ends_with(' ')) prefix.pop_back();
  out_ += prefix + "\n";
}

void Blocks::flush_item_text() {
  if (pieces_.empty() || in_code_) return;
  const auto pieces = std::exchange(pieces_, {});
  start_block();
  for (const auto& text : wrap(pieces, room())) line(shown(text, style_));
}

void Blocks::open_quote() {
  start_block();
  const auto bar = paint(style_, Paint::dim, glyphs(style_).bar) + " ";
  indents_.push_back({bar, bar, true});
}

void Blocks::open_list(unsigned start, bool tight, bool numbered) {
  flush_item_text();
  lists_.push_back({start, numbered, tight});
}

void Blocks::close_list() {
  lists_.pop_back();
  owes_blank_ = lists_.empty() || !lists_.back().tight;
}

void Blocks::open_item(const std::string& task) {
  auto& list = lists_.back();
  std::string mark =
      list.numbered ? fmt::format("{}. ", list.next++) : std::string(glyphs(style_).bullet) + " ";
  if (!task.empty()) mark += task + " ";
  const auto rest = std::string(static_cast<std::size_t>(width_of(mark)), ' ');
  start_block();
  indents_.push_back({mark, rest, false});
}

void Blocks::close_item() {
  flush_item_text();
  if (!indents_.back().used) line("");
  indents_.pop_back();
  owes_blank_ = !lists_.back().tight;
}

void Blocks::rule() {
  start_block();
  line(paint(style_, Paint::dim, repeated(glyphs(style_).line, room())));
  owes_blank_ = true;
}

void Blocks::open_text(Paint paint) {
  start_block();
  paints_.assign(1, paint);
}

void Blocks::close_paragraph() {
  for (const auto& text : wrap(std::exchange(pieces_, {}), room())) line(shown(text, style_));
  owes_blank_ = true;
  paints_.clear();
}

void Blocks::close_heading(unsigned level) {
  int width = 0;
  for (const auto& text : wrap(std::exchange(pieces_, {}), room())) {
    line(shown(text, style_));
    width = std::max(width, width_of(text));
  }
  const auto& marks = glyphs(style_);
  if (level <= 2 && width > 0)
    line(paint(style_, Paint::dim, repeated(level == 1 ? marks.double_line : marks.line, width)));
  owes_blank_ = true;
  paints_.clear();
}

void Blocks::open_code() {
  start_block();
  in_code_ = true;
}

void Blocks::close_code() {
  std::string code;
  for (const auto& piece : std::exchange(pieces_, {})) code += piece.text;
  in_code_ = false;
  if (code.ends_with('\n')) code.pop_back();
  for (const auto text : split(code, '\n'))
    line(text.empty() ? "" : "    " + paint(style_, Paint::code, text));
  owes_blank_ = true;
}

void Blocks::open_cell(Paint paint, bool right) {
  table_.back().push_back({{}, right});
  paints_.assign(1, paint);
}

void Blocks::close_cell() {
  table_.back().back().pieces = std::exchange(pieces_, {});
  paints_.clear();
}

void Blocks::close_table() {
  start_block();
  if (table_.empty()) return;
  const auto widths = column_widths(room());
  table_row(table_.front(), widths);
  std::string under;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (i > 0) under.append(between_columns, ' ');
    under += repeated(glyphs(style_).line, widths[i]);
  }
  line(paint(style_, Paint::dim, under));
  for (std::size_t i = 1; i < table_.size(); ++i) table_row(table_[i], widths);
  table_.clear();
  owes_blank_ = true;
}

// As wide as their texts where that fits; else the narrow columns keep their width and the others share what
// is left.
std::vector<int> Blocks::column_widths(int room) const {
  std::vector<int> widths;
  for (const auto& row : table_) {
    if (row.size() > widths.size()) widths.resize(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i].pieces));
  }
  const int columns = static_cast<int>(widths.size());
  int left = room - between_columns * (columns - 1);
  if (std::accumulate(widths.begin(), widths.end(), 0) <= left) return widths;
  std::vector<std::size_t> order(widths.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return widths[a] < widths[b]; });
  int unsettled = columns;
  for (const auto i : order) {
    widths[i] = std::min(widths[i], std::max(least_column, left / unsettled));
    left -= widths[i], --unsettled;
  }
  return widths;
}

void Blocks::table_row(const Row& row, const std::vector<int>& widths) {
  std::vector<std::vector<Line>> cells;
  std::size_t height = 1;
  for (std::size_t i = 0; i < row.size(); ++i) {
    cells.push_back(wrap(row[i].pieces, widths[i]));
    height = std::max(height, cells.back().size());
  }
  for (std::size_t y = 0; y < height; ++y) {
    std::string content;
    int blanks = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Line text = y < cells[i].size() ? cells[i][y] : Line{};
      const int missing = widths[i] - width_of(text);
      if (row[i].right) blanks += missing;
      if (!text.empty())
        content += std::string(static_cast<std::size_t>(std::exchange(blanks, 0)), ' ') + shown(text, style_);
      if (!row[i].right) blanks += missing;
      blanks += between_columns;
    }
    line(content);
  }
}

void Blocks::open_inline_code() {
  paints_.push_back(Paint::code);
  if (!style_.color) text("`"); // without colour the quotes are all that tells code from prose
}

void Blocks::close_inline_code() {
  if (!style_.color) text("`");
  paints_.pop_back();
}

void Blocks::open_link(std::string_view url) {
  link_ = safe(url);
  link_start_ = pieces_.size();
}

void Blocks::close_link() {
  const auto url = std::exchange(link_, {});
  std::string words;
  for (auto i = link_start_; i < pieces_.size(); ++i) words += pieces_[i].text;
  if (style_.links && clickable(url)) {
    for (auto i = link_start_; i < pieces_.size(); ++i) pieces_[i].link = url;
  } else if (!url.empty() && words != url && "http://" + words != url && "mailto:" + words != url) {
    pieces_.push_back({" (" + url + ")", Paint::dim, {}});
  }
}

void Blocks::text(std::string_view text) {
  auto clean = safe(text);
  if (!in_code_) std::replace(clean.begin(), clean.end(), '\n', ' ');
  pieces_.push_back({std::move(clean), paints_.empty() ? Paint::plain : paints_.back(), {}});
}

} // namespace bex::render
