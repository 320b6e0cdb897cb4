#include "graders/sql/probe.hpp"

#include "graders/sql/lexer.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

namespace bex::sql {
namespace {

const std::array<std::string, 3> permissions{"read", "change", "schema"};
const std::array<std::string, 2> orders{"any", "exact"};

// What a look may begin with. All else could end the transaction that is rolled back (COMMIT, CALL), or
// outlives it (SET, LOCK, PREPARE).
bool is_statement(const std::string& word, Allowed allowed) {
  static constexpr std::array reading{"select", "with", "values", "table"};
  static constexpr std::array changing{"insert", "update", "delete", "merge", "replace"};
  static constexpr std::array making{"create", "alter", "drop"};
  const auto in = [&](const auto& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  return in(reading) || (allowed != Allowed::read && in(changing)) ||
         (allowed == Allowed::schema && in(making));
}

std::string first_word_of(std::string_view sql) {
  const auto begin = sql.substr(first_word(sql));
  const auto end = std::find_if(begin.begin(), begin.end(),
                                [](char c) { return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')); });
  return lower(begin.substr(0, static_cast<std::size_t>(end - begin.begin())));
}

std::optional<Cell> cell_of(const toml::node& node) {
  if (const auto whole = node.value_exact<std::int64_t>()) return Cell(*whole);
  if (const auto real = node.value_exact<double>()) return Cell(*real);
  if (const auto flag = node.value_exact<bool>()) return Cell(std::int64_t{*flag});
  const auto text = node.value_exact<std::string>();
  if (!text) return std::nullopt;
  if (*text == "@null") return Cell();
  return Cell(text->starts_with("@@") ? text->substr(1) : *text);
}

std::optional<Row> row_of(const toml::node& node) {
  const auto* values = node.as_array();
  if (!values) return std::nullopt;
  Row row;
  for (const auto& value : *values) {
    auto cell = cell_of(value);
    if (!cell) return std::nullopt;
    row.push_back(std::move(*cell));
  }
  return row;
}

std::optional<Rows> read_rows(Reader& table) {
  if (!table.has("rows")) return std::nullopt;
  const auto* node = table.node("rows");
  const auto* array = node ? node->as_array() : nullptr;
  Rows rows;
  bool right = array != nullptr;
  if (array)
    for (const auto& one : *array) {
      auto row = row_of(one);
      right = right && row && (rows.rows.empty() || rows.rows.front().size() == row->size());
      if (right) rows.rows.push_back(std::move(*row));
    }
  if (!right)
    table.error_at_value("rows", "it is no array of rows of the same width", {},
                         "`rows = [[1, \"Ann\"], [2, \"@null\"]]`, or `[]` for none");
  return rows;
}

Look read_look(Reader& table, Allowed allowed) {
  Look look;
  look.query = table.required_text("query");
  look.rows = read_rows(table);
  look.refused = table.boolean("refused").value_or(false);
  if (look.refused && look.rows)
    table.error_at_value("rows", "what is refused gives no rows", {}, "leave out `rows` or `refused`");
  if (table.has("query") && !is_statement(first_word_of(look.query), allowed))
    table.error_at_value(
        "query", fmt::format("`{}` is no statement that may be asked here", first_word_of(look.query)), {},
        "SELECT, with `allow = \"change\"` also INSERT, UPDATE and DELETE, with `\"schema\"` CREATE");
  else if (const auto length = statement_length(look.query);
           first_word(std::string_view(look.query).substr(length)) < look.query.size() - length)
    table.error_at_value("query", "a look is one statement", {}, "give each a `[[check.look]]` of its own");
  table.finish();
  return look;
}

} // namespace

Visit parse_visit(Reader& check) {
  Visit visit;
  if (const auto allowed = check.one_of("allow", permissions))
    visit.allowed = *allowed == "read"     ? Allowed::read
                    : *allowed == "change" ? Allowed::change
                                           : Allowed::schema;
  if (check.one_of("order", orders).value_or("any") == "exact") visit.order = Order::exact;
  if (const auto tolerance = check.number("tolerance", 0, 1)) visit.tolerance = {*tolerance, *tolerance};
  for (auto& table : check.tables("look")) visit.looks.push_back(read_look(table, visit.allowed));
  if (visit.looks.empty() && !check.has("look"))
    check.error_here("a check needs at least one look", {}, "add a `[[check.look]]` with `query`");
  return visit;
}

} // namespace bex::sql
