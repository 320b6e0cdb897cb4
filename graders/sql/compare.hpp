// The reference and the submission on one database, and the first thing in which they differ.
#pragma once

#include "graders/sql/database.hpp"

#include <string>

namespace bex::sql {

struct Round {
  const Task& task;
  const Case& one;
  Engine& engine;
  std::int64_t until = 0; // as in Guard
};

// Both play on databases that begin as `image`: as it is; with rows that no ORDER BY speaks for coming
// backwards; and, where a query's order counts, with rows that ORDER BY makes no difference between stored
// backwards. Where the reference does not agree with itself, the report has a `fault`.
[[nodiscard]] Report compare_on(const Round& round, const std::string& image);

} // namespace bex::sql
