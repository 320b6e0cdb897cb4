#include "runner/store/progress.hpp"

#include "runner/store/migrate.hpp"
#include "sandboxes/base/file.hpp"

#include <array>
#include <cerrno>
#include <sqlite3.h>

namespace bex::store {
namespace {

// One entry for each version, never edited once it was released: a change of the form is a new entry.
constexpr std::array<const char*, 1> steps = {R"(
CREATE TABLE submission (
  id INTEGER PRIMARY KEY,
  pack TEXT NOT NULL,
  exercise TEXT NOT NULL,
  language TEXT NOT NULL,
  digest TEXT NOT NULL,
  pack_version TEXT NOT NULL,
  pack_commit TEXT NOT NULL,
  seed INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  passed INTEGER NOT NULL,
  partial INTEGER NOT NULL,
  checks_passed INTEGER NOT NULL,
  checks_total INTEGER NOT NULL,
  level TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX submission_of ON submission (pack, exercise, id);
CREATE TABLE current (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  pack TEXT NOT NULL,
  exercise TEXT NOT NULL,
  language TEXT NOT NULL
) STRICT;
)"};

// A prepared statement with its values bound in order. Failures show in `step`.
class Statement {
 public:
  Statement(sqlite3* database, const char* sql) {
    sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr);
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(statement_); }

  Statement& bind(std::string_view text) {
    sqlite3_bind_text64(statement_, ++bound_, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
    return *this;
  }
  Statement& bind(std::int64_t number) {
    sqlite3_bind_int64(statement_, ++bound_, number);
    return *this;
  }
  // SQLITE_ROW, SQLITE_DONE or an error.
  int step() { return statement_ ? sqlite3_step(statement_) : SQLITE_ERROR; }
  [[nodiscard]] std::string text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                 : std::string();
  }
  [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  [[nodiscard]] int small(int column) const { return sqlite3_column_int(statement_, column); }

 private:
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

} // namespace

struct Progress::State {
  std::string file;
  sqlite3* database = nullptr;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { sqlite3_close(database); }

  [[nodiscard]] tl::unexpected<Error> failed(const char* what) const {
    return tl::unexpected<Error>(database_error(database, what, file));
  }
};

Progress::Progress(std::unique_ptr<State> state) : state_(std::move(state)) {}
Progress::Progress(Progress&&) noexcept = default;
Progress& Progress::operator=(Progress&&) noexcept = default;
Progress::~Progress() = default;

Result<Progress> Progress::open(const std::filesystem::path& file) {
  if (auto made = make_folders(file.parent_path()); !made) return tl::unexpected<Error>(made.error());
  auto state = std::make_unique<State>();
  state->file = file.string();
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(file.c_str(), &state->database, flags, nullptr) != SQLITE_OK) {
    if (!state->database)
      return fail_errno(ErrorKind::machine, "could not open `" + state->file + "`", ENOMEM);
    return state->failed("could not open");
  }
  sqlite3_busy_timeout(state->database, 5000);
  // First of all: until then nothing is written to a file that may not be ours.
  if (auto done = migrate(state->database, steps, state->file); !done)
    return tl::unexpected<Error>(done.error());
  // SQLite's rollback journal, its default: the switch to WAL fails at once, whatever the busy timeout,
  // beside another process that opens the file too, and one commit for each submission has no use for it.
  // EXTRA syncs the folder as well when the journal has gone
  // (https://www.sqlite.org/pragma.html#pragma_synchronous).
  if (sqlite3_exec(state->database, "PRAGMA synchronous = EXTRA", nullptr, nullptr, nullptr) != SQLITE_OK)
    return state->failed("could not set up");
  return Progress(std::move(state));
}

Result<void> Progress::append(const Record& record) {
  Statement insert(
      state_->database,
      "INSERT INTO submission (pack, exercise, language, digest, pack_version, pack_commit, seed, verdict, "
      "passed, "
      "partial, checks_passed, checks_total, level, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(record.pack)
      .bind(record.exercise)
      .bind(record.language)
      .bind(record.digest)
      .bind(record.pack_version);
  insert.bind(record.commit).bind(static_cast<std::int64_t>(record.seed)).bind(name_of(record.verdict));
  insert.bind(std::int64_t{record.passed})
      .bind(std::int64_t{record.partial})
      .bind(std::int64_t{record.checks_passed});
  insert.bind(std::int64_t{record.checks_total}).bind(record.level).bind(record.at);
  if (insert.step() != SQLITE_DONE) return state_->failed("could not record the submission in");
  return {};
}

Result<std::map<std::string, Standing>> Progress::standings(const std::string& pack) {
  Statement select(state_->database, R"(
SELECT s.exercise, s.passed, s.partial, s.attempts, s.best, l.checks_passed, l.checks_total, s.first_passed, l.at
FROM (SELECT exercise, max(passed) AS passed, max(partial) AS partial, count(*) AS attempts, max(checks_passed) AS best,
             coalesce(min(CASE WHEN passed THEN at END), 0) AS first_passed, max(id) AS last
      FROM submission WHERE pack = ? GROUP BY exercise) s
JOIN submission l ON l.id = s.last)");
  select.bind(pack);
  std::map<std::string, Standing> standings;
  int step = 0;
  while ((step = select.step()) == SQLITE_ROW)
    standings[select.text(0)] =
        Standing{select.small(1) != 0, select.small(2) != 0, select.small(3),   select.small(4),
                 select.small(5),      select.small(6),      select.integer(7), select.integer(8)};
  if (step != SQLITE_DONE) return state_->failed("could not read");
  return standings;
}

Result<std::vector<std::string>> Progress::packs() {
  Statement select(state_->database, "SELECT pack FROM submission GROUP BY pack ORDER BY max(id) DESC");
  std::vector<std::string> ids;
  int step = 0;
  while ((step = select.step()) == SQLITE_ROW) ids.push_back(select.text(0));
  if (step != SQLITE_DONE) return state_->failed("could not read");
  return ids;
}

Result<std::optional<Record>> Progress::last(const std::string& pack, const std::string& exercise) {
  Statement select(state_->database,
                   "SELECT language, digest, pack_version, pack_commit, seed, verdict, passed, partial, "
                   "checks_passed, checks_total, "
                   "level, at FROM submission WHERE pack = ? AND exercise = ? ORDER BY id DESC LIMIT 1");
  select.bind(pack).bind(exercise);
  const int step = select.step();
  if (step == SQLITE_DONE) return std::optional<Record>();
  if (step != SQLITE_ROW) return state_->failed("could not read");
  Record record;
  record.pack = pack;
  record.exercise = exercise;
  record.language = select.text(0);
  record.digest = select.text(1);
  record.pack_version = select.text(2);
  record.commit = select.text(3);
  record.seed = static_cast<std::uint64_t>(select.integer(4));
  record.verdict = verdict_named(select.text(5)).value_or(Verdict::judge_error);
  record.passed = select.small(6) != 0;
  record.partial = select.small(7) != 0;
  record.checks_passed = select.small(8);
  record.checks_total = select.small(9);
  record.level = select.text(10);
  record.at = select.integer(11);
  return record;
}

Result<void> Progress::set_current(const std::string& pack, const std::string& exercise,
                                   const std::string& language) {
  Statement replace(state_->database,
                    "INSERT OR REPLACE INTO current (one, pack, exercise, language) VALUES (1, ?, ?, ?)");
  replace.bind(pack).bind(exercise).bind(language);
  if (replace.step() != SQLITE_DONE) return state_->failed("could not write to");
  return {};
}

Result<std::optional<Progress::Current>> Progress::current() {
  Statement select(state_->database, "SELECT pack, exercise, language FROM current");
  const int step = select.step();
  if (step == SQLITE_DONE) return std::optional<Current>();
  if (step != SQLITE_ROW) return state_->failed("could not read");
  return Current{select.text(0), select.text(1), select.text(2)};
}

} // namespace bex::store
