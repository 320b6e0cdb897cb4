// SQLite in this process: databases in memory that forget everything.
#pragma once

#include "graders/sql/database.hpp"

namespace bex::sql {

[[nodiscard]] std::unique_ptr<Engine> make_sqlite(const Task& task);

} // namespace bex::sql
