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

// What a column holds of which nothing is said: small numbers with repeats, texts that differ in case alone.
std::string usual(Kind kind, std::mt19937_64& random) {
  static const std::vector<std::string> words{"'ash'", "'Ash'",     "'birch'", "'elm'",
                                              "''",    "'O''Neil'", "'NULL'"};
  switch (kind) {
  case Kind::whole:
    return std::to_string(below(random, 6));
  case Kind::real:
    return fmt::format("{}.5", below(random, 6));
  case Kind::boolean:
    return below(random, 2) == 0 ? "false" : "true";
  case Kind::day:
    return fmt::format("'2024-02-2{}'", 6 + below(random, 4));
  case Kind::moment:
    return fmt::format("'2024-02-2{} 23:30:00+00'", 6 + below(random, 4));
  case Kind::text:
    break;
  }
  return words[static_cast<std::size_t>(below(random, words.size()))];
}

std::string one_of_parent(const Column& column, std::mt19937_64& random) {
  return fmt::format("(SELECT {0} FROM {1} ORDER BY {0} LIMIT 1 OFFSET {2} % "
                     "(SELECT coalesce(nullif(count(*), 0), 1) FROM {1}))",
                     column.parent_column == "rowid" ? "rowid" : quoted(column.parent_column),
                     quoted(column.parent), below(random, 1'000));
}

} // namespace

std::vector<std::string> generate(Database& database, const Rules& rules, int size, std::uint64_t seed) {
  std::mt19937_64 random(seed * 1'000'003 + static_cast<std::uint64_t>(size));
  std::vector<std::string> out;
  for (const auto& table : database.tables()) {
    const auto columns = database.columns(table);
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
        else if (column.own_value)
          values.emplace_back("DEFAULT");
        else if (column.key)
          values.push_back(std::to_string(id += 1 + below(random, 3)));
        else if (!column.required && below(random, 5) == 0)
          values.emplace_back("NULL");
        else
          values.push_back(column.parent.empty() ? usual(column.kind, random)
                                                 : one_of_parent(column, random));
      }
      out.push_back(fmt::format("INSERT INTO {} VALUES ({})", quoted(table), join(values, ", ")));
    }
  }
  return out;
}

} // namespace bex::sql
