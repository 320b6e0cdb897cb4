#include "graders/sql/generate.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <random>

namespace bex::sql {
namespace {

// The engine is specified to the bit (C++20 [rand.predef]); the distributions of the library are not.
int below(std::mt19937_64& random, std::size_t limit) {
  return static_cast<int>(random() % limit);
}

std::string text_of(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return text ? *text : "";
}

// What a column holds of which nothing is said: small numbers with repeats, texts that differ in case alone.
std::string usual(const std::string& type, std::mt19937_64& random) {
  static const std::vector<std::string> words{"'ash'", "'Ash'",     "'birch'", "'elm'",
                                              "''",    "'O''Neil'", "'NULL'"};
  if (type.find("INT") != std::string::npos) return std::to_string(below(random, 6));
  if (type.find("REAL") != std::string::npos) return fmt::format("{}.5", below(random, 6));
  return words[static_cast<std::size_t>(below(random, words.size()))];
}

struct Column {
  std::string name, type; // the type in capitals
  bool required = false, key = false;
  std::string parent, parent_column; // of a foreign key
};

// https://www.sqlite.org/pragma.html#pragma_table_info, and foreign_key_list
std::vector<Column> columns_of(Database& database, const std::string& table) {
  const auto rows =
      database
          .run(fmt::format(
                   "SELECT c.name, upper(c.type), c.\"notnull\", c.pk, f.\"table\", coalesce(f.\"to\", "
                   "'rowid') FROM pragma_table_info({0}) c LEFT JOIN pragma_foreign_key_list({0}) f ON "
                   "f.\"from\" = c.name COLLATE NOCASE GROUP BY c.cid ORDER BY c.cid",
                   literal(Cell(table))),
               {}, {})
          .rows.rows;
  std::vector<Column> columns;
  for (const auto& row : rows) {
    Column column{text_of(row[0]), text_of(row[1]), std::get<std::int64_t>(row[2]) != 0,
                  false,           text_of(row[4]), text_of(row[5])};
    column.key = std::get<std::int64_t>(row[3]) == 1 && column.type == "INTEGER";
    columns.push_back(std::move(column));
  }
  return columns;
}

std::string one_of_parent(const Column& column, std::mt19937_64& random) {
  return fmt::format(
      "(SELECT {0} FROM {1} ORDER BY {0} LIMIT 1 OFFSET {2} % max(1, (SELECT count(*) FROM {1})))",
      column.parent_column == "rowid" ? "rowid" : quoted(column.parent_column), quoted(column.parent),
      below(random, 1'000));
}

} // namespace

std::string generate(Database& database, const Rules& rules, int size, std::uint64_t seed) {
  std::mt19937_64 random(seed * 1'000'003 + static_cast<std::uint64_t>(size));
  std::string out;
  for (const auto& table : database.tables()) {
    const auto columns = columns_of(database, table);
    const auto most = rules.most_rows.find(table);
    const int rows = most == rules.most_rows.end() ? size : std::min(size, most->second);
    const auto hints = rules.values.find(table);
    const auto told = [&](const Column& column) -> const std::vector<std::string>* {
      if (hints == rules.values.end()) return nullptr;
      const auto at = hints->second.find(column.name);
      return at == hints->second.end() || at->second.empty() ? nullptr : &at->second;
    };
    int id = 0;
    for (int i = 0; i < rows; ++i) {
      std::vector<std::string> values;
      for (const auto& column : columns) {
        if (const auto* choice = told(column))
          values.push_back((*choice)[static_cast<std::size_t>(below(random, choice->size()))]);
        else if (column.key)
          values.push_back(std::to_string(id += 1 + below(random, 3)));
        else if (!column.required && below(random, 5) == 0)
          values.emplace_back("NULL");
        else
          values.push_back(column.parent.empty() ? usual(column.type, random)
                                                 : one_of_parent(column, random));
      }
      out += fmt::format("INSERT OR IGNORE INTO {} VALUES ({});\n", quoted(table), join(values, ", "));
    }
  }
  return out;
}

} // namespace bex::sql
