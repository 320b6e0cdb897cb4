// Checks against a database that is there already: what statements find in it, and what it refuses. Nothing
// of them stays.
#pragma once

#include "graders/check.hpp"
#include "graders/reader.hpp"
#include "graders/sql/value.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bex::sql {

struct Look {
  std::string query;        // one statement
  std::optional<Rows> rows; // that it gives; columns have no names, true and false are 1 and 0
  bool refused = false;     // it must be turned down: by a constraint, or as a value that does not fit
};

// One check.
struct Visit {
  Allowed allowed = Allowed::read;
  Order order = Order::any; // of all rows: any or exact
  Tolerance tolerance;
  std::vector<Look> looks;
};

[[nodiscard]] Visit parse_visit(Reader& check);

// Whether this says where a PostgreSQL server is: a URL (RFC 3986) as libpq takes it.
[[nodiscard]] bool is_postgres_url(std::string_view place);
// The same without its password.
[[nodiscard]] std::string without_password(std::string_view url);

// `checks` is the text of the file that the visits were read from; for SQLite it is read again in the
// sandbox, where a snapshot of the file `path` is looked at, which is opened for reading only. Of kind
// `usage` is an error of the path.
[[nodiscard]] Result<std::vector<Outcome>> probe_file(const std::filesystem::path& path,
                                                      const std::string& checks, Sandbox& sandbox);
// Each visit is one transaction, read-only unless it may change something, and is rolled back. A superuser is
// refused: a statement of his reaches beyond his database. Of kind `usage` is an error of the URL.
[[nodiscard]] Result<std::vector<Outcome>> probe_server(const std::string& url,
                                                        std::span<const Visit> visits);

inline constexpr std::string_view probe_word = "--probe-sql"; // an argument inside, as in graders/sql/job.hpp
// Nothing for any other word; else the exit code of the process.
[[nodiscard]] std::optional<int> probe_inside(std::string_view word);

} // namespace bex::sql
