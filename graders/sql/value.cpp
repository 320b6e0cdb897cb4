#include "graders/sql/value.hpp"

#include "graders/sql/decimal.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

namespace bex::sql {
namespace {

constexpr std::size_t table_width = 70, least_cell = 6, between = 2; // a report sets it in by 8
constexpr Tolerance rounding{0.02, 0.02}; // so near, a number is called right but for its precision
constexpr std::size_t row_width = 300;    // of one that a finding tells

int rank_of(const Cell& cell) {
  static constexpr int ranks[] = {0, 1, 1, 2, 3, 4, 1};
  return ranks[cell.index()];
}

bool may_be_rounded(const Cell& cell) {
  return std::holds_alternative<double>(cell) || std::holds_alternative<Decimal>(cell);
}

double number_of(const Cell& cell) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*integer);
  if (const auto* decimal = std::get_if<Decimal>(&cell)) return std::strtod(decimal->digits.c_str(), nullptr);
  return std::get<double>(cell);
}

// Of a number that is finite.
std::string digits_of(const Cell& cell) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) return decimal_of(*integer);
  if (const auto* decimal = std::get_if<Decimal>(&cell)) return decimal->digits;
  return decimal_of(std::get<double>(cell));
}

int compare_numbers(const Cell& a, const Cell& b, const Tolerance& tolerance) {
  const auto *x = std::get_if<std::int64_t>(&a), *y = std::get_if<std::int64_t>(&b);
  if (x && y) return *x < *y ? -1 : *x > *y;
  const double p = number_of(a), q = number_of(b);
  const bool binary = std::holds_alternative<double>(a) || std::holds_alternative<double>(b);
  const double most = binary ? tolerance.real : tolerance.decimal;
  if (most > 0 && std::abs(p - q) <= most * std::max(1.0, std::abs(q))) return 0;
  if (binary && (p != q || !std::isfinite(p))) return p < q ? -1 : p > q;
  const auto v = digits_of(a), w = digits_of(b);
  if (!binary && tolerance.real > 0 && same_quotient(v, w)) return 0;
  return compare_decimals(v, w);
}

using Columns = std::vector<std::size_t>;

// Those that nothing can have rounded first: what rounding has touched must not decide which rows are set
// side by side.
Columns steady_first(const Rows& want, const Rows& got) {
  std::vector<bool> real(want.columns.size());
  for (const auto* side : {&want, &got})
    for (const auto& row : side->rows)
      for (std::size_t c = 0; c < row.size(); ++c) real[c] = real[c] || may_be_rounded(row[c]);
  Columns columns(real.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  std::stable_partition(columns.begin(), columns.end(), [&](std::size_t c) { return !real[c]; });
  return columns;
}

int compare_by(const Columns& columns, const Row& a, const Row& b, const Tolerance& tolerance) {
  for (const auto c : columns)
    if (const int order = compare(a[c], b[c], tolerance)) return order;
  return 0;
}

int compare_rows(const Row& a, const Row& b, const Tolerance& tolerance) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    if (const int order = compare(a[i], b[i], tolerance)) return order;
  return a.size() < b.size() ? -1 : a.size() > b.size();
}

std::size_t width_of(const std::string& text) { // in code points
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool same_names(const Rows& a, const Rows& b) {
  return std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                    [](const auto& x, const auto& y) { return lower(x) == lower(y); });
}

std::vector<Row> sorted(std::vector<Row> rows, const Columns& columns) {
  std::sort(rows.begin(), rows.end(),
            [&](const Row& a, const Row& b) { return compare_by(columns, a, b, exactly) < 0; });
  return rows;
}

// What only one of two lists has.
void set_apart(Difference& found, const Rows& wanted, const Rows& came, const Tolerance& tolerance) {
  const auto columns = steady_first(wanted, came);
  const auto want = sorted(wanted.rows, columns), got = sorted(came.rows, columns);
  std::size_t w = 0, g = 0;
  while (w < want.size() || g < got.size()) {
    const int order = w == want.size()  ? 1
                      : g == got.size() ? -1
                                        : compare_by(columns, want[w], got[g], tolerance);
    if (order < 0) found.missing.push_back(want[w++]);
    if (order > 0) found.extra.push_back(got[g++]);
    if (order == 0) ++w, ++g;
  }
}

std::ptrdiff_t count_of(const Rows& rows, const Row& row, const Tolerance& tolerance) {
  return std::count_if(rows.rows.begin(), rows.rows.end(),
                       [&](const Row& one) { return compare_rows(row, one, tolerance) == 0; });
}

// A row that both sides have, but not as often.
bool name_duplicates(Difference& found, const Row& row, const Rows& want, const Rows& got,
                     const Tolerance& tolerance) {
  const auto due = count_of(want, row, tolerance), came = count_of(got, row, tolerance);
  if (due == 0 || came == 0) return false;
  const auto times = [](std::ptrdiff_t n) { return n == 1 ? "once" : fmt::format("{} times", n); };
  found.rule = "duplicates";
  found.want = cut(literal(row), row_width) + " " + times(due);
  found.got = times(came);
  return true;
}

void name_rule(Difference& found, const Rows& want, const Rows& got, const Tolerance& tolerance) {
  const auto first = [](const auto& rows) {
    return rows.empty() ? "" : cut(literal(rows.front()), row_width);
  };
  found.want = first(found.missing), found.got = first(found.extra);
  const auto &missing = found.missing, &extra = found.extra;
  if (missing.size() == extra.size() && compare_rows(missing.front(), extra.front(), rounding) == 0)
    found.rule = "precision";
  else if (missing.empty() && name_duplicates(found, extra.front(), want, got, tolerance))
    return;
  else if (extra.empty() && name_duplicates(found, missing.front(), want, got, tolerance))
    return;
  else
    found.rule = missing.empty() ? "extra rows" : extra.empty() ? "missing rows" : "rows";
}

// The place of the first row that is not in its turn, or nothing.
std::optional<std::size_t> out_of_order(const Rows& want, const Rows& got, const Task& rules) {
  for (std::size_t i = 0; i < want.rows.size(); ++i) {
    if (rules.order == Order::exact) {
      if (compare_rows(want.rows[i], got.rows[i], rules.tolerance) != 0) return i;
      continue;
    }
    for (const auto& key : rules.keys)
      for (std::size_t c = 0; c < want.columns.size(); ++c)
        if (lower(want.columns[c]) == lower(key) &&
            compare(want.rows[i][c], got.rows[i][c], rules.tolerance) != 0)
          return i;
  }
  return std::nullopt;
}

} // namespace

std::string cut(const std::string& text, std::size_t width) {
  if (width_of(text) <= width) return text;
  std::string out;
  std::size_t letters = 0;
  for (const char c : text) {
    if ((c & 0xC0) != 0x80 && ++letters > width - 2) break;
    out += c;
  }
  return out + "..";
}

bool has_column(const Rows& rows, const std::string& name) {
  return std::any_of(rows.columns.begin(), rows.columns.end(),
                     [&](const auto& column) { return lower(column) == lower(name); });
}

int compare(const Cell& a, const Cell& b, const Tolerance& tolerance) {
  if (const int order = rank_of(a) - rank_of(b)) return order;
  if (rank_of(a) == 0) return 0;
  if (rank_of(a) == 1) return compare_numbers(a, b, tolerance);
  if (rank_of(a) == 4) {
    const auto &v = std::get<Typed>(a), &w = std::get<Typed>(b);
    return v.type == w.type ? v.text.compare(w.text) : v.type.compare(w.type);
  }
  const auto& x = rank_of(a) == 2 ? std::get<std::string>(a) : std::get<Blob>(a).bytes;
  const auto& y = rank_of(a) == 2 ? std::get<std::string>(b) : std::get<Blob>(b).bytes;
  return x.compare(y);
}

std::string literal(const Cell& cell) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&cell)) {
    const auto text = fmt::format("{}", *real);
    return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
  }
  if (const auto* decimal = std::get_if<Decimal>(&cell)) return decimal->digits;
  if (const auto* text = std::get_if<std::string>(&cell)) {
    std::string out = "'";
    for (const char c : *text) out += c == '\'' ? std::string("''") : c == '\n' ? "\\n" : std::string(1, c);
    return out + "'";
  }
  if (const auto* blob = std::get_if<Blob>(&cell)) {
    std::string out = "x'";
    for (const char c : blob->bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return out + "'";
  }
  if (const auto* typed = std::get_if<Typed>(&cell))
    return typed->type == "boolean" ? typed->text
                                    : fmt::format("{} {}", typed->type, literal(Cell(typed->text)));
  return "NULL";
}

std::string literal(const Row& row) {
  std::string text;
  for (const auto& cell : row) text += (text.empty() ? "(" : ", ") + literal(cell);
  return text + ")";
}

std::string text_table(const Rows& rows, std::size_t most) {
  std::vector<std::vector<std::string>> lines{rows.columns};
  for (std::size_t i = 0; i < std::min(most, rows.rows.size()); ++i) {
    lines.emplace_back();
    for (const auto& cell : rows.rows[i]) lines.back().push_back(literal(cell));
  }
  std::vector<std::size_t> widths(rows.columns.size(), 1);
  for (const auto& line : lines)
    for (std::size_t c = 0; c < widths.size(); ++c) widths[c] = std::max(widths[c], width_of(line[c]));
  const auto total = [&] {
    std::size_t sum = 0;
    for (const auto width : widths) sum += width + between;
    return sum;
  };
  while (!widths.empty() && total() > table_width) {
    auto& widest = *std::max_element(widths.begin(), widths.end());
    if (widest <= least_cell) break;
    --widest;
  }
  std::string out;
  for (const auto& line : lines) {
    std::string text;
    for (std::size_t c = 0; c < widths.size(); ++c) {
      const auto cell = cut(line[c], widths[c]);
      text += cell + std::string(widths[c] + between - width_of(cell), ' ');
    }
    out += text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
  }
  if (rows.rows.size() > most) out += fmt::format("[{} more rows]\n", rows.rows.size() - most);
  if (rows.rows.empty()) out += "[no rows]\n";
  return out;
}

std::optional<Difference> difference(const Rows& want, const Rows& got, const Task& rules) {
  Difference found;
  if (!same_names(want, got))
    return Difference{"columns", join(want.columns, ", "), join(got.columns, ", "), {}, {}, {}};
  set_apart(found, want, got, rules.tolerance);
  if (!found.missing.empty() || !found.extra.empty()) {
    name_rule(found, want, got, rules.tolerance);
    return found;
  }
  if (rules.order == Order::any) return std::nullopt;
  const auto at = out_of_order(want, got, rules);
  if (!at) return std::nullopt;
  const auto told = [&](const Rows& rows) { return cut(literal(rows.rows[*at]), row_width); };
  return Difference{"order", told(want), told(got), fmt::format("row {}", *at + 1), {}, {}};
}

} // namespace bex::sql
