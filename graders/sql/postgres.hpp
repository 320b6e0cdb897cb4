// A PostgreSQL server in this run's sandbox, as an engine.
#pragma once

#include "graders/sql/database.hpp"

namespace bex::sql {

// On `server`, which outlives it, and is started when it is not there yet.
[[nodiscard]] tl::expected<std::unique_ptr<Engine>, std::string>
make_postgres(const Task& task, std::unique_ptr<services::PostgresServer>& server);

} // namespace bex::sql
