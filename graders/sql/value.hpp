// Values of SQLite (https://www.sqlite.org/datatype3.html) and PostgreSQL, and how rows are compared.
#pragma once

#include "graders/sql/job.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bex::sql {

struct Blob {
  std::string bytes;
};
struct Typed { // of a type that is none of the others: a boolean, a day, a moment, JSON
  std::string type, text;
};
struct Decimal { // exact: a `numeric` of PostgreSQL as it writes it (decimal.hpp), but for what an int64
                 // holds
  std::string digits;
};
using Cell =
    std::variant<std::monostate, std::int64_t, double, std::string, Blob, Typed, Decimal>; // NULL first
using Row = std::vector<Cell>;

struct Rows {
  std::vector<std::string> columns;
  std::vector<Row> rows;
};

// No two numbers that differ are the same.
inline constexpr Tolerance exactly{0, 0};

// In SQLite's own order of values: NULL, numbers, text, blobs; then other types. Numbers are compared by
// value, whatever their type and scale; two that differ by no more than the tolerance, absolutely or relative
// to `b`, are the same, and so are two cuts of one quotient unless the tolerance of reals is 0. `exactly`
// makes it a strict order. Negative, 0, positive.
[[nodiscard]] int compare(const Cell& a, const Cell& b, const Tolerance& tolerance);

// As a literal of SQL: NULL, 7, 0.5, 1.50, 'O''Neil', x'00ff', true, date '2024-02-29'. NULL, '' and 'NULL'
// are three texts.
[[nodiscard]] std::string literal(const Cell& cell);
[[nodiscard]] std::string literal(const Row& row);

// `text` with at most `width` code points, two dots at its end where it was longer.
[[nodiscard]] std::string cut(const std::string& text, std::size_t width);

[[nodiscard]] bool has_column(const Rows& rows, const std::string& name); // without regard to case

// The rows as a table of at most `most` rows; long cells are cut, so that it fits a terminal.
[[nodiscard]] std::string text_table(const Rows& rows, std::size_t most);

// The one rule that the rows break, or nothing.
struct Difference {
  std::string rule; // "columns", "missing rows", "extra rows", "duplicates", "order", "precision"
  std::string want, got, where;
  std::vector<Row> missing, extra;
};
[[nodiscard]] std::optional<Difference> difference(const Rows& want, const Rows& got, const Task& rules);

} // namespace bex::sql
