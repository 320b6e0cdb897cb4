#include "runner/render/table.hpp"

#include "runner/render/text.hpp"

#include <algorithm>
#include <utility>

namespace bex::render {
namespace {

constexpr int between_columns = 2;
constexpr int least_last_column = 8;

// One row of safe, single-line texts in their columns, without blanks at its end.
std::string row_text(const std::vector<Cell>& row, const std::vector<int>& widths, const Style& style) {
  std::string out;
  int blanks = 0; // owed before the next cell that has text
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool last = i + 1 == widths.size();
    const auto text = cut(row[i].text, widths[i], style);
    const int missing = widths[i] - width_of(text);
    if (row[i].right) blanks += missing;
    if (!text.empty()) {
      out.append(static_cast<std::size_t>(std::max(0, blanks)), ' ');
      blanks = 0;
      out += paint(style, row[i].paint, text);
    }
    if (!row[i].right) blanks += missing;
    if (!last) blanks += between_columns;
  }
  return out + "\n";
}

} // namespace

std::string aligned(std::vector<std::vector<Cell>> rows, const Style& style) {
  std::vector<int> widths;
  for (auto& row : rows) {
    if (row.size() > widths.size()) widths.resize(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      row[i].text = safe(row[i].text);
      std::replace(row[i].text.begin(), row[i].text.end(), '\n', ' ');
      widths[i] = std::max(widths[i], width_of(row[i].text));
    }
  }
  if (!widths.empty()) {
    int before = 0;
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) before += widths[i] + between_columns;
    widths.back() = std::min(widths.back(), std::max(least_last_column, style.width - before));
  }
  std::string out;
  for (const auto& row : rows) out += row_text(row, widths, style);
  return out;
}

std::string table(const std::vector<std::vector<Cell>>& rows, const Style& style) {
  auto painted = rows;
  if (!painted.empty())
    for (auto& cell : painted.front())
      if (cell.paint == Paint::plain) cell.paint = Paint::bold;
  return aligned(std::move(painted), style);
}

} // namespace bex::render
