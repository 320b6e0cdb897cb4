#include "runner/store/migrate.hpp"

#include "sandboxes/base/text.hpp"

#include <cerrno>
#include <memory>
#include <optional>
#include <sqlite3.h>

namespace bex::store {
namespace {

// The single number that `sql` answers; none when the call failed.
std::optional<int> number(sqlite3* database, const char* sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(database, sql, -1, &raw, nullptr) != SQLITE_OK) return std::nullopt;
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(raw, &sqlite3_finalize);
  if (sqlite3_step(raw) != SQLITE_ROW) return std::nullopt;
  return sqlite3_column_int(raw, 0);
}

bool run(sqlite3* database, const std::string& sql) {
  return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

// From `version` on, inside of a transaction.
bool apply(sqlite3* database, std::span<const char* const> steps, int version) {
  for (const char* step : steps.subspan(static_cast<std::size_t>(version)))
    if (!run(database, step)) return false;
  return run(database, "PRAGMA application_id = " + std::to_string(application_id)) &&
         run(database, "PRAGMA user_version = " + std::to_string(steps.size()));
}

std::string move_away(const std::string& file) {
  return "it was left as it is; move it away, then run the same command again: mv " + shell_quote(file) +
         " " + shell_quote(file + ".old");
}

} // namespace

Error database_error(sqlite3* database, const std::string& what, const std::string& file) {
  const int extended = sqlite3_extended_errcode(database);
  const int system = sqlite3_system_errno(database);
  const std::string text = what + " `" + file + "`: " + sqlite3_errmsg(database);
  Error error{ErrorKind::machine, text, std::nullopt, "", {}};
  switch (extended & 0xff) {
  case SQLITE_FULL:
    return fail_errno(ErrorKind::machine, what + " `" + file + "`", ENOSPC).value();
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
    if (system != 0) return fail_errno(ErrorKind::machine, what + " `" + file + "`", system).value();
    break;
  case SQLITE_NOTADB:
    error.what = "`" + file + "` is not a progress database";
    error.help = move_away(file);
    break;
  case SQLITE_CORRUPT:
    error.help = "it was left as it is; save what can be read: sqlite3 " + shell_quote(file) +
                 " .recover | sqlite3 " + shell_quote(file + ".new");
    break;
  case SQLITE_READONLY:
    error.help = "make the file and its folder writable, or name another place with XDG_STATE_HOME";
    break;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    error.help = "another program holds the database; end it, then run the same command again";
    break;
  default:
    break;
  }
  return error;
}

Result<void> migrate(sqlite3* database, std::span<const char* const> steps, const std::string& file) {
  const auto failed = [&](const char* what) {
    return tl::unexpected<Error>(database_error(database, what, file));
  };
  const int newest = static_cast<int>(steps.size());
  // All three in one transaction: another process may be making the database just now.
  if (!run(database, "BEGIN")) return failed("could not read");
  auto version = number(database, "PRAGMA user_version");
  if (!version) return failed("could not read");
  const auto maker = number(database, "PRAGMA application_id");
  if (!maker) return failed("could not read");
  const auto tables = number(database, "SELECT count(*) FROM sqlite_master");
  if (!tables || !run(database, "COMMIT")) return failed("could not read");
  const bool untouched = *maker == 0 && *version == 0 && *tables == 0;
  if (*version < 0 || (*maker != application_id && !untouched))
    return fail(ErrorKind::machine, "`" + file + "` is a database of another program", move_away(file));
  if (*version > newest)
    return fail(ErrorKind::machine,
                "`" + file + "` has version " + std::to_string(*version) +
                    ", this program knows versions up to " + std::to_string(newest),
                "a newer bexercise wrote it: install that one, or a newer one");
  if (*version == newest) return {};
  if (!run(database, "BEGIN IMMEDIATE")) return failed("could not write to");
  // Another process may have been here between the look and the lock.
  version = number(database, "PRAGMA user_version");
  if (version && *version >= 0 && *version <= newest && apply(database, steps, *version) &&
      run(database, "COMMIT"))
    return {};
  auto error = database_error(database, "could not bring to this version's form", file);
  run(database, "ROLLBACK");
  return tl::unexpected<Error>(std::move(error));
}

} // namespace bex::store
