// An engine behind objects that know no SQL dialect: what is played on, and what is looked at afterwards.
#pragma once

#include "graders/sql/value.hpp"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace bex::services {
class PostgresServer;
}

namespace bex::sql {

// Of one result, or one table that is looked at.
inline constexpr std::size_t most_rows = 200'000, most_bytes = 32u << 20;

struct Counters { // see Work
  std::int64_t vm_steps = 0, auto_indexes = 0, full_scan_steps = 0, sorts = 0;
  std::int64_t rows_handled = 0, pages_read = 0;
  std::map<std::string, std::string> read_whole; // table -> how, when sequential scans are to be avoided

  Counters& operator+=(const Counters& more);
};

// Why a script did not run to its end.
struct Failure {
  Verdict verdict = Verdict::run_time_error;
  std::string what;                // the engine's words, or ours
  std::string script;              // the file
  int offset = -1;                 // byte in it, or -1
  std::string forbidden;           // what was not allowed; empty: nothing of the kind
  std::string state;               // SQLSTATE; empty for SQLite
  bool constraint = false;         // a constraint refused it (SQLITE_CONSTRAINT, SQLSTATE class 23)
  std::string refusal = "refused"; // what a value or statement that is turned down is compared as
};

struct Ran {
  Rows rows; // of the last statement that has columns
  bool has_rows = false;
  std::string rows_sql; // that statement
  std::string done;     // PostgreSQL's words for what the last statement did, "UPDATE 1"
  int statements = 0;
  Counters counters;
  std::optional<Failure> failure;
};

// What a submission's script is held to. The exercise's own SQL has no rules, and nothing else of it then.
struct Guard {
  const Rules* rules = nullptr;
  std::int64_t vm_steps = 0; // 0: any; more is `too_slow`
  std::int64_t until = 0;    // Engine::now_ms() at which it is `time_limit_exceeded`; 0: never
};

// How a database is read where a statement leaves it free. `stored` may make a right statement fail (a view
// has no row ids), so only the order of its rows counts then.
// `counted`: as plain, but statements of PostgreSQL are explained while they run, and give counters, no rows.
enum class Way { plain, reversed, stored, counted };

enum class Kind { whole, real, text, boolean, day, moment };

// What rows are generated from.
struct Column {
  std::string name;
  Kind kind = Kind::text;
  bool required = false;
  bool key = false;                  // a whole number that tells rows apart
  bool own_value = false;            // the engine numbers it: DEFAULT
  std::string parent, parent_column; // of a foreign key
};

// One database and one connection to it.
class Database {
 public:
  virtual ~Database() = default;

  // Statement by statement, up to the first error. A transaction may be open afterwards: see roll_back.
  virtual Ran run(const std::string& sql, const std::string& name, const Guard& guard) = 0;
  [[nodiscard]] virtual bool in_transaction() const = 0;
  virtual void roll_back() = 0;
  // Scripts are over: rows are read as usual again, whatever Way it was opened in.
  virtual void settle() {}

  // For `Engine::open`. `script` is all that was run on it since it was empty.
  [[nodiscard]] virtual std::string save(const std::string& script) = 0;
  [[nodiscard]] virtual std::vector<std::string>
  tables() = 0; // of the exercise and the learner, as they were made
  [[nodiscard]] virtual std::vector<Column> columns(const std::string& table) = 0;
  // Declarations of indexes, triggers and views: name -> SQL.
  [[nodiscard]] virtual std::map<std::string, std::string> objects() = 0;
  [[nodiscard]] virtual Ran content(const std::string& table) = 0;
  [[nodiscard]] virtual std::vector<std::int64_t> row_ids(const std::string& table) = 0;
  [[nodiscard]] virtual bool foreign_keys_hold() = 0;
};

// One of several connections to the database that scripts are played on. Nothing here waits for long.
class Session {
 public:
  enum class State { done, working, waiting };
  virtual ~Session() = default;
  virtual void begin(const std::string& statement) = 0; // when the one before is done
  // Whether it is done, works, or waits for a lock that another connection holds.
  [[nodiscard]] virtual State look() = 0;
  virtual Ran take() = 0; // of a statement that is done
  [[nodiscard]] virtual bool in_transaction() const = 0;
  virtual void roll_back() = 0;
};

// A row of an image, by its table and `row_ids`.
using RowId = std::pair<std::string, std::int64_t>;

// The engine itself is gone: thrown by whatever cannot go on without it.
struct EngineBroke : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Engine {
 public:
  virtual ~Engine() = default;
  // A database that begins as an image, for the exercise's own SQL ("" is the empty one), ...
  virtual std::unique_ptr<Database> open(const std::string& image) = 0;
  // ... and one that scripts are played on. A database is over when the next one is opened.
  virtual std::unique_ptr<Database> open_for_scripts(const std::string& image, Way way, const Case& one) = 0;
  // A further connection to the database that `open_for_scripts` gave last (PostgreSQL alone).
  virtual std::unique_ptr<Session> open_session(const SessionOf& one, const std::string& isolation) = 0;
  // The image less some rows, without firing a trigger or a foreign key; empty where a key would not hold.
  virtual std::string without(const std::string& image, const std::vector<RowId>& rows) = 0;
  // What limits of time are counted in: processor time where the engine runs in this process, else time.
  [[nodiscard]] virtual std::int64_t now_ms() const = 0;
};

// Engines for one task after the other. Those of PostgreSQL share a server.
class Engines {
 public:
  Engines();
  ~Engines();
  Engines(const Engines&) = delete;
  Engines& operator=(const Engines&) = delete;
  // The engine of a task, running, or why it does not; the one before must be gone, and this object outlives
  // it. Throws std::bad_alloc.
  [[nodiscard]] tl::expected<std::unique_ptr<Engine>, std::string> make(const Task& task);

 private:
  std::unique_ptr<services::PostgresServer> server_;
};

// As run(task), with an engine of these.
[[nodiscard]] Report run(const Task& task, Engines& engines);

// A text; "" for any other value.
[[nodiscard]] std::string text_of(const Cell& cell);

// "name" with the quotes of an identifier.
[[nodiscard]] std::string quoted(const std::string& name);

} // namespace bex::sql
