// SQLite behind one object: a database in memory that forgets everything.
#pragma once

#include "graders/sql/value.hpp"

#include <memory>
#include <optional>
#include <string>

struct sqlite3;

namespace bex::sql {

struct Counters {
  std::int64_t vm_steps = 0, full_scan_steps = 0, sorts = 0, auto_indexes = 0;
};

// Why a script did not run to its end.
struct Failure {
  Verdict verdict = Verdict::run_time_error;
  std::string what;        // the engine's words, or ours
  std::string script;      // the file
  int offset = -1;         // byte in it, or -1
  std::string forbidden;   // what was not allowed; empty: nothing of the kind
  bool constraint = false; // a constraint refused it (SQLITE_CONSTRAINT)
};

struct Ran {
  Rows rows; // of the last statement that has columns
  bool has_rows = false;
  std::string rows_sql; // that statement
  int statements = 0;
  Counters counters;
  std::optional<Failure> failure;
};

// What a submission's script is held to. The exercise's own SQL has no rules, and nothing else of it then.
struct Guard {
  const Rules* rules = nullptr;
  std::int64_t vm_steps = 0;  // 0: any; more is `too_slow`
  std::int64_t cpu_until = 0; // cpu_ms() at which it is `time_limit_exceeded`; 0: never
};

// Processor time of this process so far, in milliseconds.
[[nodiscard]] std::int64_t cpu_ms();

// SQL in it reaches nothing outside of it: no file is opened, also none for sorting (temp_store is memory),
// no extension is loaded, and nothing is attached (https://www.sqlite.org/security.html).
class Database {
 public:
  Database(); // throws std::bad_alloc
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Statement by statement, up to the first error. A transaction may be open afterwards: see roll_back.
  Ran run(const std::string& sql, const std::string& name, const Guard& guard);
  [[nodiscard]] bool in_transaction() const;
  void roll_back();

  void load(const std::string& image); // an image of `save`
  [[nodiscard]] std::string save();
  void set_foreign_keys(bool on);
  void reverse_unordered(bool on); // PRAGMA reverse_unordered_selects: what no ORDER BY says comes backwards

  void store_backwards(); // from now on the names of tables stand for views that give the last row first
  [[nodiscard]] std::vector<std::string> tables(); // of the exercise and the learner, as they were made
  // Declarations of indexes, triggers and views: name -> SQL.
  [[nodiscard]] std::map<std::string, std::string> objects();
  [[nodiscard]] Ran content(const std::string& table);
  [[nodiscard]] std::vector<std::int64_t> row_ids(const std::string& table);
  // Leaves out rows, given as table and row id, without firing a trigger or a foreign key.
  void remove(const std::vector<std::pair<std::string, std::int64_t>>& rows);
  [[nodiscard]] bool foreign_keys_hold();

 private:
  sqlite3* database_ = nullptr;
};

// "name" with the quotes of an identifier.
[[nodiscard]] std::string quoted(const std::string& name);

} // namespace bex::sql
