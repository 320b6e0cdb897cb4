// Data sets of a few rows, from the declarations of the tables and what the exercise says about columns.
#pragma once

#include "graders/sql/database.hpp"

#include <cstdint>
#include <string>

namespace bex::sql {

// INSERT statements for up to `size` rows in each table, those declared first first; the same for the same
// arguments everywhere. A row that a constraint refuses is left out (INSERT OR IGNORE); a column with a
// foreign key draws from the rows of its parent that are there by then.
[[nodiscard]] std::string generate(Database& database, const Rules& rules, int size, std::uint64_t seed);

} // namespace bex::sql
