// One of several sessions at a time on a PostgreSQL server.
#pragma once

#include "graders/sql/connection.hpp"
#include "graders/sql/database.hpp"

#include <memory>
#include <vector>

namespace bex::sql {

// `admin` is asked who waits; a connection on which nothing is open goes back to `idle`. Both outlive the
// session.
[[nodiscard]] std::unique_ptr<Session> make_session(std::unique_ptr<Connection> connection, Connection& admin,
                                                    std::vector<std::unique_ptr<Connection>>& idle);

} // namespace bex::sql
