// What PostgreSQL says of a statement that it has explained
// (https://www.postgresql.org/docs/15/using-explain.html), counted.
#pragma once

#include "graders/sql/database.hpp"

#include <string>
#include <string_view>

namespace bex::sql {

// Whether EXPLAIN takes it: it reads or changes rows.
[[nodiscard]] bool can_be_explained(std::string_view statement);

// Adds what EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) tells: rows that each step of the plan gave or dropped,
// each time that it ran; those of sequential scans; sorts; pages that were looked up, also in memory, or
// written to temporary files. False: the text is no such plan.
[[nodiscard]] bool add_counts(Counters& counters, const std::string& explained);

// Adds the tables of a plan whose rows are not found by a condition on an index, and how they are read.
[[nodiscard]] bool add_read_whole(Counters& counters, const std::string& explained);

} // namespace bex::sql
