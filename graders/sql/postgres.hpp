// A PostgreSQL server in this run's sandbox, as an engine.
#pragma once

#include "graders/sql/database.hpp"

namespace bex::sql {

[[nodiscard]] tl::expected<std::unique_ptr<Engine>, std::string> make_postgres(const Task& task);

} // namespace bex::sql
