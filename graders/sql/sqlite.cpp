#include "graders/sql/sqlite.hpp"

#include "graders/sql/lexer.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <new>

namespace bex::sql {
namespace {

constexpr int steps_between_looks = 1'000;

// Processor time of this process so far, in milliseconds.
std::int64_t cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1'000 + now.tv_nsec / 1'000'000;
}

// What the authorizer and the progress handler note while a script runs.
struct Watch {
  const Guard* guard = nullptr;
  std::string forbidden;
  bool outside = false; // it would have reached beyond the database
  std::int64_t looks = 0;
  bool too_many_steps = false, too_long = false;
};

bool names_one(const std::vector<std::string>& names, const char* name) {
  return name && std::any_of(names.begin(), names.end(),
                             [&](const auto& one) { return sqlite3_stricmp(one.c_str(), name) == 0; });
}

// The words of a statement that is not allowed, or null. Codes:
// https://www.sqlite.org/c3ref/c_alter_table.html
const char* schema_words(int code) {
  switch (code) {
  case SQLITE_CREATE_TABLE:
    return "CREATE TABLE";
  case SQLITE_CREATE_INDEX:
    return "CREATE INDEX";
  case SQLITE_CREATE_VIEW:
    return "CREATE VIEW";
  case SQLITE_CREATE_TRIGGER:
    return "CREATE TRIGGER";
  case SQLITE_DROP_TABLE:
  case SQLITE_DROP_INDEX:
  case SQLITE_DROP_VIEW:
  case SQLITE_DROP_TRIGGER:
  case SQLITE_DROP_TEMP_TABLE:
  case SQLITE_DROP_TEMP_INDEX:
  case SQLITE_DROP_TEMP_VIEW:
  case SQLITE_DROP_TEMP_TRIGGER:
  case SQLITE_DROP_VTABLE:
    return "DROP";
  case SQLITE_ALTER_TABLE:
    return "ALTER TABLE";
  case SQLITE_REINDEX:
  case SQLITE_ANALYZE:
    return "REINDEX or ANALYZE";
  default:
    return nullptr;
  }
}

// What is gone with the connection hides what stays: the names of temporary objects come first.
bool is_temporary(int code) {
  return code == SQLITE_CREATE_TEMP_TABLE || code == SQLITE_CREATE_TEMP_INDEX ||
         code == SQLITE_CREATE_TEMP_VIEW || code == SQLITE_CREATE_TEMP_TRIGGER;
}

int authorize(void* data, int code, const char* first, const char* second, const char*, const char*) {
  auto& watch = *static_cast<Watch*>(data);
  const auto& rules = *watch.guard->rules;
  const auto refuse = [&](std::string what, bool outside = false) {
    if (watch.forbidden.empty()) watch.forbidden = std::move(what), watch.outside = outside;
    return SQLITE_DENY;
  };
  if (code == SQLITE_ATTACH || code == SQLITE_DETACH) return refuse("ATTACH, DETACH and VACUUM", true);
  if (code == SQLITE_FUNCTION && names_one({"load_extension"}, second)) return refuse(second, true);
  // ALTER TABLE looks at new constraints with `quick_check`.
  if (code == SQLITE_PRAGMA && rules.allowed == Allowed::schema && names_one({"quick_check"}, first))
    return SQLITE_OK;
  if (code == SQLITE_PRAGMA)
    return names_one(rules.pragmas, first) ? SQLITE_OK : refuse(fmt::format("PRAGMA {}", first));
  if (is_temporary(code)) return refuse("CREATE TEMP");
  if (code == SQLITE_CREATE_VTABLE) return refuse("CREATE VIRTUAL TABLE");
  // Statements of the schema write into its own table, which is asked for before they are named.
  if (first && names_one({"sqlite_master", "sqlite_temp_master"}, first)) return SQLITE_OK;
  if (const auto* words = schema_words(code); words && rules.allowed < Allowed::schema) return refuse(words);
  if (rules.allowed < Allowed::change) {
    if (code == SQLITE_INSERT) return refuse("INSERT");
    if (code == SQLITE_UPDATE) return refuse("UPDATE");
    if (code == SQLITE_DELETE) return refuse("DELETE");
    if (code == SQLITE_TRANSACTION || code == SQLITE_SAVEPOINT) return refuse("a transaction");
  }
  return SQLITE_OK;
}

int look(void* data) {
  auto& watch = *static_cast<Watch*>(data);
  ++watch.looks;
  const auto& guard = *watch.guard;
  if (guard.vm_steps > 0 && watch.looks * steps_between_looks > guard.vm_steps) watch.too_many_steps = true;
  if (guard.until > 0 && watch.looks % 64 == 0 && cpu_ms() > guard.until) watch.too_long = true;
  return watch.too_many_steps || watch.too_long;
}

std::string bytes_of(sqlite3_stmt* statement, int column) {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
  return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))) : "";
}

Cell cell_of(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
  case SQLITE_INTEGER:
    return std::int64_t{sqlite3_column_int64(statement, column)};
  case SQLITE_FLOAT:
    return sqlite3_column_double(statement, column);
  case SQLITE_TEXT:
    return bytes_of(statement, column);
  case SQLITE_BLOB:
    return Blob{bytes_of(statement, column)};
  default:
    return std::monostate();
  }
}

// All rows of a statement, and SQLite's code; `too_much` when it was left before its end.
int step_through(sqlite3_stmt* statement, Rows& rows, bool& too_much) {
  const int columns = sqlite3_column_count(statement);
  for (int i = 0; i < columns; ++i) rows.columns.emplace_back(sqlite3_column_name(statement, i));
  std::size_t bytes = 0;
  int code = sqlite3_step(statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
    Row row;
    for (int i = 0; i < columns; ++i) {
      row.push_back(cell_of(statement, i));
      bytes += static_cast<std::size_t>(sqlite3_column_bytes(statement, i)) + sizeof(Cell);
    }
    rows.rows.push_back(std::move(row));
    too_much = rows.rows.size() > most_rows || bytes > most_bytes;
    if (too_much) break;
  }
  return code;
}

void count(Counters& counters, sqlite3_stmt* statement) {
  const auto status = [&](int which) { return sqlite3_stmt_status(statement, which, 0); };
  counters.vm_steps += status(SQLITE_STMTSTATUS_VM_STEP);
  counters.full_scan_steps += status(SQLITE_STMTSTATUS_FULLSCAN_STEP);
  counters.sorts += status(SQLITE_STMTSTATUS_SORT);
  counters.auto_indexes += status(SQLITE_STMTSTATUS_AUTOINDEX);
}

Failure failure_of(sqlite3* database, int code, const Watch& watch, const std::string& name) {
  Failure failure;
  failure.script = name;
  failure.what = sqlite3_errmsg(database);
  failure.offset = sqlite3_error_offset(database);
  failure.constraint = (code & 0xff) == SQLITE_CONSTRAINT;
  if (!watch.forbidden.empty()) {
    failure.verdict = watch.outside ? Verdict::security_violation : Verdict::wrong_answer;
    failure.forbidden = watch.forbidden;
  } else if (watch.too_many_steps) {
    failure.verdict = Verdict::too_slow;
  } else if (watch.too_long) {
    failure.verdict = Verdict::time_limit_exceeded;
  } else if ((code & 0xff) == SQLITE_NOMEM) {
    failure.verdict = Verdict::memory_limit_exceeded;
    failure.what = fmt::format("it needs more than the {} MiB that SQLite has here",
                               sqlite3_hard_heap_limit64(-1) >> 20);
  }
  return failure;
}

// The watch is on from here to the end of its scope.
class Watching {
 public:
  Watching(sqlite3* database, Watch& watch) : database_(database) {
    if (!watch.guard->rules) return;
    sqlite3_set_authorizer(database, authorize, &watch);
    sqlite3_progress_handler(database, steps_between_looks, look, &watch);
  }
  ~Watching() {
    sqlite3_set_authorizer(database_, nullptr, nullptr);
    sqlite3_progress_handler(database_, 0, nullptr, nullptr);
  }
  Watching(const Watching&) = delete;
  Watching& operator=(const Watching&) = delete;

 private:
  sqlite3* database_;
};

// One statement that is prepared, run to its end.
void run_statement(sqlite3* database, sqlite3_stmt* statement, Ran& ran, const Watch& watch,
                   const std::string& name) {
  ++ran.statements;
  Rows rows;
  bool too_much = false;
  const int code = step_through(statement, rows, too_much);
  count(ran.counters, statement);
  if (too_much) {
    ran.failure.emplace();
    ran.failure->verdict = Verdict::output_limit_exceeded;
    ran.failure->what = fmt::format("the result has more than {} rows or 32 MiB", most_rows);
    ran.failure->script = name;
  } else if (code != SQLITE_DONE) {
    ran.failure = failure_of(database, code, watch, name);
  }
  if (!rows.columns.empty())
    ran.rows = std::move(rows), ran.has_rows = true, ran.rows_sql = sqlite3_sql(statement);
}

// SQL in it reaches nothing outside of it: no file is opened, also none for sorting (temp_store is memory),
// no extension is loaded, and nothing is attached (https://www.sqlite.org/security.html).
class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(); // throws std::bad_alloc
  ~SqliteDatabase() override;
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  Ran run(const std::string& sql, const std::string& name, const Guard& guard) override;
  [[nodiscard]] bool in_transaction() const override;
  void roll_back() override;
  void settle() override { reverse_unordered(false); }
  [[nodiscard]] std::string save(const std::string& script) override;
  [[nodiscard]] std::vector<std::string> tables() override;
  [[nodiscard]] std::vector<Column> columns(const std::string& table) override;
  [[nodiscard]] std::map<std::string, std::string> objects() override;
  [[nodiscard]] Ran content(const std::string& table) override;
  [[nodiscard]] std::vector<std::int64_t> row_ids(const std::string& table) override;
  [[nodiscard]] bool foreign_keys_hold() override;

  void load(const std::string& image); // an image of `save`
  void set_foreign_keys(bool on);
  void reverse_unordered(bool on); // PRAGMA reverse_unordered_selects: what no ORDER BY says comes backwards
  void store_backwards(); // from now on the names of tables stand for views that give the last row first
  void remove(const std::vector<RowId>& rows);

 private:
  sqlite3* database_ = nullptr;
};

SqliteDatabase::SqliteDatabase() {
  if (sqlite3_open_v2(":memory:", &database_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) !=
      SQLITE_OK)
    throw std::bad_alloc();
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr); // "x" is a name, never a text
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_limit(database_, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(database_, SQLITE_LIMIT_LENGTH, 16 << 20);
  sqlite3_limit(database_, SQLITE_LIMIT_SQL_LENGTH, 4 << 20);
  sqlite3_limit(database_, SQLITE_LIMIT_EXPR_DEPTH, 200);
  // What does not fit into memory is an error, never a file.
  sqlite3_exec(database_, "PRAGMA temp_store = MEMORY", nullptr, nullptr, nullptr);
}

SqliteDatabase::~SqliteDatabase() {
  sqlite3_close(database_);
}

Ran SqliteDatabase::run(const std::string& sql, const std::string& name, const Guard& guard) {
  Ran ran;
  Watch watch;
  watch.guard = &guard;
  const Watching watching(database_, watch);
  const char *at = sql.c_str(), *end = at + sql.size();
  while (at < end && !ran.failure) {
    sqlite3_stmt* statement = nullptr;
    const char* next = end;
    const int code = sqlite3_prepare_v2(database_, at, static_cast<int>(end - at), &statement, &next);
    if (code != SQLITE_OK)
      ran.failure = failure_of(database_, code, watch, name);
    else if (statement)
      run_statement(database_, statement, ran, watch, name);
    if (ran.failure) {
      // The engine counts from the statement's beginning; where it says nothing, its first word is the place.
      auto& offset = ran.failure->offset;
      if (offset < 0) offset = static_cast<int>(first_word({at, static_cast<std::size_t>(end - at)}));
      offset += static_cast<int>(at - sql.c_str());
    }
    sqlite3_finalize(statement);
    at = next;
  }
  return ran;
}

bool SqliteDatabase::in_transaction() const {
  return sqlite3_get_autocommit(database_) == 0;
}

void SqliteDatabase::roll_back() {
  if (in_transaction()) sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
}

void SqliteDatabase::load(const std::string& image) {
  if (image.empty()) return; // nothing was ever written to it
  auto* bytes = static_cast<unsigned char*>(sqlite3_malloc64(image.size()));
  if (!bytes) throw std::bad_alloc();
  std::memcpy(bytes, image.data(), image.size());
  const auto size = static_cast<sqlite3_int64>(image.size());
  if (sqlite3_deserialize(database_, "main", bytes, size, size,
                          SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE) != SQLITE_OK)
    throw std::bad_alloc();
}

std::string SqliteDatabase::save(const std::string&) {
  sqlite3_int64 size = 0;
  auto* bytes = sqlite3_serialize(database_, "main", &size, 0);
  if (!bytes) return {};
  std::string image(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  return image;
}

void SqliteDatabase::set_foreign_keys(bool on) {
  sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_FKEY, on ? 1 : 0, nullptr);
}

void SqliteDatabase::reverse_unordered(bool on) {
  (void)run(on ? "PRAGMA reverse_unordered_selects = 1" : "PRAGMA reverse_unordered_selects = 0", {}, {});
}

// A name is looked up in temp before main; a subquery with a LIMIT keeps its order and is not merged into
// others (https://www.sqlite.org/optoverview.html#flattening). A table without row ids stays as it is.
void SqliteDatabase::store_backwards() {
  for (const auto& table : tables())
    (void)run(fmt::format("CREATE TEMP VIEW {0} AS SELECT * FROM main.{0} ORDER BY rowid DESC LIMIT -1",
                          quoted(table)),
              {}, {});
}

std::vector<std::string> SqliteDatabase::tables() {
  const auto ran = run("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
                       "ESCAPE '\\' ORDER BY rowid",
                       {}, {});
  std::vector<std::string> names;
  for (const auto& row : ran.rows.rows) names.push_back(std::get<std::string>(row.front()));
  return names;
}

// https://www.sqlite.org/datatype3.html#determination_of_column_affinity
Kind kind_of(const std::string& type) {
  const auto says = [&](const char* word) { return type.find(word) != std::string::npos; };
  return says("INT") ? Kind::whole : says("REAL") ? Kind::real : Kind::text;
}

// https://www.sqlite.org/pragma.html#pragma_table_info, and foreign_key_list
std::vector<Column> SqliteDatabase::columns(const std::string& table) {
  const auto ran = run(fmt::format("SELECT c.name, upper(c.type), c.\"notnull\", c.pk, f.\"table\", "
                                   "coalesce(f.\"to\", 'rowid') FROM pragma_table_info({0}) c LEFT JOIN "
                                   "pragma_foreign_key_list({0}) f ON f.\"from\" = c.name COLLATE NOCASE "
                                   "GROUP BY c.cid ORDER BY c.cid",
                                   literal(Cell(table))),
                       {}, {});
  std::vector<Column> columns;
  for (const auto& row : ran.rows.rows) {
    Column column;
    column.name = text_of(row[0]);
    column.kind = kind_of(text_of(row[1]));
    column.required = std::get<std::int64_t>(row[2]) != 0;
    column.key = std::get<std::int64_t>(row[3]) == 1 && text_of(row[1]) == "INTEGER";
    column.parent = text_of(row[4]);
    column.parent_column = text_of(row[5]);
    columns.push_back(std::move(column));
  }
  return columns;
}

std::map<std::string, std::string> SqliteDatabase::objects() {
  const auto ran = run(
      "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE type <> 'table' AND sql IS NOT NULL", {}, {});
  std::map<std::string, std::string> all;
  for (const auto& row : ran.rows.rows) all[std::get<std::string>(row[0])] = std::get<std::string>(row[1]);
  return all;
}

Ran SqliteDatabase::content(const std::string& table) {
  return run("SELECT * FROM main." + quoted(table), {}, {});
}

std::vector<std::int64_t> SqliteDatabase::row_ids(const std::string& table) {
  const auto ran = run("SELECT rowid FROM main." + quoted(table), {}, {});
  std::vector<std::int64_t> ids;
  for (const auto& row : ran.rows.rows)
    if (const auto* id = std::get_if<std::int64_t>(&row.front())) ids.push_back(*id);
  return ids;
}

void SqliteDatabase::remove(const std::vector<RowId>& rows) {
  set_foreign_keys(false);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  (void)run("BEGIN", {}, {});
  for (const auto& [table, id] : rows)
    (void)run(fmt::format("DELETE FROM {} WHERE rowid = {}", quoted(table), id), {}, {});
  (void)run("COMMIT", {}, {});
  sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, nullptr);
}

bool SqliteDatabase::foreign_keys_hold() {
  return run("PRAGMA foreign_key_check", {}, {}).rows.rows.empty();
}

class Sqlite final : public Engine {
 public:
  explicit Sqlite(const Task& task) : foreign_keys_(task.rules.foreign_keys) {}
  std::unique_ptr<Database> open(const std::string& image) override { return load(image); }
  std::unique_ptr<Database> open_for_scripts(const std::string& image, Way way, const Case&) override {
    auto database = load(image);
    database->set_foreign_keys(foreign_keys_);
    database->reverse_unordered(way == Way::reversed);
    if (way == Way::stored) database->store_backwards();
    return database;
  }
  std::unique_ptr<Session> open_session(const SessionOf&, const std::string&) override {
    throw EngineBroke("a database of SQLite in memory has one connection");
  }
  std::string without(const std::string& image, const std::vector<RowId>& rows) override {
    const auto database = load(image);
    database->remove(rows);
    return database->foreign_keys_hold() ? database->save({}) : std::string();
  }
  [[nodiscard]] std::int64_t now_ms() const override { return cpu_ms(); }

 private:
  static std::unique_ptr<SqliteDatabase> load(const std::string& image) {
    auto database = std::make_unique<SqliteDatabase>();
    database->load(image);
    return database;
  }
  bool foreign_keys_;
};

} // namespace

std::unique_ptr<Engine> make_sqlite(const Task& task) {
  return std::make_unique<Sqlite>(task);
}

} // namespace bex::sql
