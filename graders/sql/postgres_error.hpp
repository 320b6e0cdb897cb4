// What PostgreSQL says when it refuses, and what that is called here.
#pragma once

#include "graders/sql/connection.hpp"
#include "graders/sql/database.hpp"

#include <string>
#include <string_view>

namespace bex::sql {

[[nodiscard]] std::string words_of(const ServerError& error);

// What came of one statement. An error's place is counted from the statement's beginning.
[[nodiscard]] Ran ran_of(Answer answer, std::string_view statement);

} // namespace bex::sql
