// What goes into the sandbox and what comes out of it: one check, its scripts, and what came of them. Both
// travel as one JSON text over stdin and stdout of a runner that is this program itself.
#pragma once

#include "graders/check.hpp"
#include "graders/services/postgres.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bex::sql {

// What a submission may do. Each includes the one before.
enum class Allowed { read, change, schema };

enum class Product { sqlite, postgres };

// Settings that hold for all checks of an exercise.
struct Rules {
  Product engine = Product::sqlite;
  Allowed allowed = Allowed::read;
  std::vector<std::string> pragmas; // that a submission may use
  int statements = 0;               // the most in one file; 0: any number
  bool foreign_keys = true;         // switched on before a submission runs
  std::string schema;               // SQL: what is there before every case
  // table -> column -> SQL literals that generated rows draw from
  std::map<std::string, std::map<std::string, std::vector<std::string>>> values;
  std::map<std::string, int> most_rows; // table -> the most rows that are generated
};

enum class Order { any, exact, by };

// By how much two numbers may differ.
struct Tolerance {
  double real = 1e-9; // when one of them is a binary fraction
  double decimal = 0; // when they are decimals or whole numbers, one of them not whole
};

// The most that the submission's statements may do. -1: any.
struct Work {
  std::int64_t vm_steps = -1, auto_indexes = -1;   // SQLite alone (sqlite3_stmt_status)
  std::int64_t full_scan_steps = -1, sorts = -1;   // both
  std::int64_t rows_handled = -1, pages_read = -1; // PostgreSQL alone (plan.hpp)
  double ratio = 0;               // VM steps or rows handled, times those of the reference; 0: any
  std::vector<std::string> seeks; // PostgreSQL: tables whose rows an index must be able to find
};

// One of several connections at a time (PostgreSQL).
struct SessionOf {
  std::vector<std::string> run; // files, in order
  std::map<std::string, std::string> settings;
};

struct Together {
  std::vector<SessionOf> sessions; // empty: there is but one connection, and Case::run
  std::vector<std::string> isolation{"read committed"};
  int interleavings = 40; // the most that are tried
  int retries = 3;        // times that one session begins again after 40001
  int waits = -1;         // the most statements of one interleaving that wait for a lock; -1: any
};

struct Case {
  std::string setup;             // SQL, after the schema
  std::vector<int> sizes;        // generated data sets, rows in each table; empty: none is generated
  std::uint64_t seed = 1;        // of the first
  int count = 1;                 // data sets of each size
  std::vector<std::string> run;  // files of the submission, in order
  std::vector<std::string> then; // SQL of the exercise, tried one after the other when these have run
  bool may_fail = false;         // a constraint may end the scripts, and what is left behind counts
  std::map<std::string, std::string> settings; // of the session (PostgreSQL): name -> value
  Together together;
};

struct Task {
  Rules rules;
  bool rows = false, state = false; // what is compared beside `then`
  Order order = Order::any;
  std::vector<std::string> keys; // names of columns, of Order::by
  Tolerance tolerance;
  Work work;
  std::vector<Case> cases;
  std::map<std::string, std::string> reference, submission; // file -> SQL
  std::int64_t cpu_ms = 10'000;                             // of the whole check, by Engine::now_ms()
  std::int64_t heap_bytes = 128 << 20;                      // of SQLite
  services::PostgresInside server;                          // where it is in the sandbox; empty for SQLite
};

// What came of a check: the first case that is not as it should be.
struct Report {
  Verdict verdict = Verdict::accepted;
  std::vector<Finding> findings;
  std::vector<Exhibit> exhibits;
  std::string remark;
  std::string fault;  // of the pack: the reference or a setup fails
  std::string broken; // of the machine: the engine does not start
};

// The only argument inside the sandbox.
inline constexpr std::string_view runner_word = "--run-sql", maker_word = "--make-sql-database";

[[nodiscard]] std::string to_json(const Task& task);
[[nodiscard]] std::optional<Task> task_of(const std::string& json);
[[nodiscard]] std::string to_json(const Report& report);
[[nodiscard]] std::optional<Report> report_of(const std::string& json); // nothing: not written by the runner

// Runs the reference and the submission on every data set, up to the first on which they differ. Pure but for
// time and, for PostgreSQL, the server that it starts. Throws std::bad_alloc where SQLite has no memory to
// begin with.
[[nodiscard]] Report run(const Task& task);

// The database that the first case of a task begins with, as Database::save gives it, or the pack's fault.
[[nodiscard]] tl::expected<std::string, std::string> database_of(const Task& task);

// Inside the sandbox: a task in each line on stdin, and on stdout their reports likewise, or with
// `maker_word` the database of the only one. Nothing for any other word; else the exit code of the process.
[[nodiscard]] std::optional<int> run_inside(std::string_view word);

} // namespace bex::sql
