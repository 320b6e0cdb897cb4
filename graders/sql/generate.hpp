// Data sets of a few rows, from the declarations of the tables and what the exercise says about columns.
#pragma once

#include "graders/sql/database.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace bex::sql {

// INSERT statements for up to `size` rows in each table, those declared first first; the same for the same
// arguments everywhere. Whoever runs them leaves out what a constraint refuses; a column with a foreign key
// draws from the rows of its parent that are there by then.
[[nodiscard]] std::vector<std::string> generate(Database& database, const Rules& rules, int size,
                                                std::uint64_t seed);

} // namespace bex::sql
