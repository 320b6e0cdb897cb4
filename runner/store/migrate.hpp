// The database's form: numbered steps forward, never back.
#pragma once

#include "sandboxes/base/error.hpp"

#include <span>
#include <string>

struct sqlite3;

namespace bex::store {

// `PRAGMA application_id` of our databases: "bexe".
constexpr int application_id = 0x62657865;

// The error of the last call on `database` with a remedy: a full disk, a file that is no database, one that
// is locked, damaged.
[[nodiscard]] Error database_error(sqlite3* database, const std::string& what, const std::string& file);

// Brings the database from its `PRAGMA user_version` to steps.size(), all in one transaction: step i makes
// version i + 1. Refuses one that is newer, and one that another program made.
[[nodiscard]] Result<void> migrate(sqlite3* database, std::span<const char* const> steps,
                                   const std::string& file);

} // namespace bex::store
