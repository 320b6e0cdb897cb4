#include "graders/sql/probe.hpp"

#include "graders/sql/connection.hpp"
#include "graders/sql/database.hpp"
#include "graders/sql/lexer.hpp"
#include "graders/sql/observation.hpp"
#include "graders/sql/sqlite.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iostream>
#include <memory>
#include <system_error>

namespace bex::sql {
namespace {

constexpr const char* database_file = "probe.db";
constexpr const char* checks_file = "checks.toml";
constexpr const char* program_inside = "/bexercise-sql";
constexpr std::uintmax_t most_database = std::uintmax_t{128} << 20;
constexpr std::int64_t statement_ms = 10'000;
constexpr std::size_t most_shown = 12;

// Runs one statement where it belongs.
using Ask = std::function<Ran(const std::string& query)>;

Report wrong(const Look& look, Finding finding) {
  Report report;
  report.verdict = Verdict::wrong_answer;
  report.findings.push_back(std::move(finding));
  report.exhibits.push_back({"asked", look.query + "\n", false});
  return report;
}

// Values of types that a TOML file has no words for are compared as texts.
Rows plain(Rows rows) {
  for (auto& row : rows.rows)
    for (auto& cell : row)
      if (auto* typed = std::get_if<Typed>(&cell)) {
        if (typed->type == "boolean")
          cell = std::int64_t{typed->text == "true"};
        else
          cell = std::string(typed->text);
      }
  return rows;
}

Report judge_rows(const Visit& visit, const Look& look, const Ran& ran) {
  Task rules;
  rules.order = visit.order;
  rules.tolerance = visit.tolerance;
  const auto got = plain(ran.rows);
  auto want = *look.rows;
  want.columns = got.columns;
  const auto width = want.rows.empty() ? got.columns.size() : want.rows.front().size();
  if (width != got.columns.size())
    return wrong(look, {"columns", std::to_string(width), std::to_string(got.columns.size()), {}});
  const auto found = difference(want, got, rules);
  if (!found) return {};
  auto report = wrong(look, {found->rule, found->want, found->got, found->where});
  report.exhibits.push_back({"expected rows", text_table(want, most_shown), true});
  report.exhibits.push_back({"rows that came", text_table(got, most_shown), false});
  return report;
}

Report judge_look(const Visit& visit, const Look& look, const Ran& ran) {
  if (look.refused) {
    if (ran.failure && ran.failure->refusal == "refused") return {};
    return wrong(look, {"what came of it", "refused", ran.failure ? ran.failure->what : "done", {}});
  }
  if (ran.failure) {
    auto report = wrong(look, {"what came of it",
                               look.rows ? "rows" : "done",
                               ran.failure->forbidden.empty() ? ran.failure->what
                                                              : "not allowed here: " + ran.failure->forbidden,
                               {}});
    report.verdict =
        ran.failure->verdict == Verdict::run_time_error ? Verdict::wrong_answer : ran.failure->verdict;
    return report;
  }
  return look.rows ? judge_rows(visit, look, ran) : Report();
}

Report visit_with(const Visit& visit, const Ask& ask) {
  for (const auto& look : visit.looks)
    if (auto report = judge_look(visit, look, ask(look.query)); report.verdict != Verdict::accepted)
      return report;
  return {};
}

Outcome outcome_of(Report report) {
  Observation seen;
  seen.report = std::move(report);
  return judge({}, seen);
}

// The file as it is at this moment, with what its write-ahead log holds
// (https://www.sqlite.org/c3ref/serialize.html).
Result<std::string> snapshot_of(const fs::path& path) {
  std::error_code code;
  if (!fs::is_regular_file(path, code))
    return fail(ErrorKind::usage, fmt::format("there is no database file `{}`", path.string()),
                "--db FILE, or --db postgresql://USER@HOST/DATABASE");
  if (fs::file_size(path, code) > most_database)
    return fail(ErrorKind::usage, fmt::format("`{}` is larger than 128 MiB", path.string()),
                "look at a smaller copy of it");
  sqlite3* raw = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READONLY, nullptr);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(raw, sqlite3_close);
  sqlite3_int64 size = 0;
  // It reads the header, which a file that is none does not have.
  if (opened == SQLITE_OK &&
      sqlite3_exec(raw, "SELECT 1 FROM sqlite_schema", nullptr, nullptr, nullptr) == SQLITE_OK)
    if (const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes(
            sqlite3_serialize(raw, "main", &size, 0), sqlite3_free);
        bytes)
      return std::string(reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size));
  return fail(
      ErrorKind::usage,
      fmt::format("`{}` cannot be read as an SQLite database: {}", path.string(), sqlite3_errmsg(raw)),
      "name a file that sqlite3 opens");
}

std::vector<Visit> visits_in(const std::string& text) {
  const auto document = Document::parse(checks_file, text);
  Reader root(*document, document->table(), Span{});
  std::vector<Visit> visits;
  for (auto& check : root.tables("check")) visits.push_back(parse_visit(check));
  return visits;
}

Report visit_file(const Visit& visit, const std::string& image) {
  Task task;
  task.rules.allowed = visit.allowed;
  task.rules.statements = 1;
  const auto engine = make_sqlite(task);
  const auto database = engine->open(image);
  return visit_with(visit, [&](const std::string& query) {
    auto ran = database->run(query, "look", {&task.rules, 0, engine->now_ms() + statement_ms});
    if (ran.failure || ran.statements == 1) return ran;
    ran.failure.emplace();
    ran.failure->what = "a look is one statement";
    return ran;
  });
}

std::string words_of(const ServerError& error) {
  const auto state = error.state.empty() ? "" : fmt::format(" (SQLSTATE {})", error.state);
  return std::string(trim(error.message)) + state;
}

Ran ran_of(Answer answer) {
  Ran ran;
  ran.rows = std::move(answer.rows);
  ran.has_rows = answer.has_rows;
  ran.statements = 1;
  if (answer.cut != Cut::none) {
    ran.failure.emplace();
    ran.failure->verdict = answer.cut == Cut::late   ? Verdict::time_limit_exceeded
                           : answer.cut == Cut::rows ? Verdict::output_limit_exceeded
                                                     : Verdict::wrong_answer;
    ran.failure->what = "it was cut off";
  } else if (answer.error) {
    const auto kind = answer.error->state.substr(0, 2);
    ran.failure.emplace();
    ran.failure->what = words_of(*answer.error);
    ran.failure->refusal = kind == "22" || kind == "23" ? "refused" : "an error";
  }
  return ran;
}

Error broken(const std::string& what) {
  return {ErrorKind::machine, "the database: " + what, {}, "try it again", {}};
}

// One transaction, whatever its statements are: those that could end it are no looks (parse_visit).
Result<Report> visit_server(Connection& connection, const Visit& visit) {
  const auto begin = fmt::format("BEGIN {}; SET LOCAL lock_timeout = '5s'",
                                 visit.allowed == Allowed::read ? "READ ONLY" : "READ WRITE");
  if (const auto begun = connection.ask_all(begin); begun.error)
    return tl::unexpected<Error>(broken(words_of(*begun.error)));
  auto report = visit_with(visit, [&](const std::string& query) {
    (void)connection.ask("SAVEPOINT look");
    auto ran = ran_of(connection.ask(query, steady_ms() + statement_ms));
    if (ran.failure) (void)connection.ask("ROLLBACK TO look");
    return ran;
  });
  if (const auto ended = connection.ask("ROLLBACK"); ended.error)
    return tl::unexpected<Error>(broken(words_of(*ended.error)));
  return report;
}

std::vector<Report> reports_in(const std::string& text) {
  std::vector<Report> reports;
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_array())
    for (const auto& one : json)
      if (auto report = report_of(one.dump())) reports.push_back(std::move(*report));
  return reports;
}

} // namespace

bool is_postgres_url(std::string_view place) {
  return place.starts_with("postgresql://") || place.starts_with("postgres://");
}

std::string without_password(std::string_view url) {
  const auto begin = url.find("://");
  const auto at = url.find('@');
  if (begin == std::string_view::npos || at == std::string_view::npos) return std::string(url);
  const auto colon = url.find(':', begin + 3);
  if (colon > at) return std::string(url);
  return std::string(url.substr(0, colon)) + std::string(url.substr(at));
}

Result<std::vector<Outcome>> probe_file(const fs::path& path, const std::string& checks, Sandbox& sandbox) {
  auto database = snapshot_of(path);
  if (!database) return tl::unexpected<Error>(std::move(database.error()));
  std::error_code code;
  SandboxSpec spec;
  spec.argv = {program_inside, std::string(probe_word)};
  spec.env = {{"PATH", "/usr/bin:/bin"}, {"LANG", "C.UTF-8"}, {"TZ", "UTC"}};
  spec.mounts = {{fs::read_symlink("/proc/self/exe", code), program_inside}};
  spec.files = {{database_file, std::move(*database)}, {checks_file, checks}};
  spec.limits.memory = mib(1'024);
  spec.limits.cpu = Millis(120'000), spec.limits.wall = Millis(300'000);
  const auto run = sandbox.run(spec);
  if (!run) return tl::unexpected<Error>(run.error());
  std::vector<Outcome> outcomes;
  for (auto& report : reports_in(run->out)) outcomes.push_back(outcome_of(std::move(report)));
  const auto* exited = std::get_if<Exited>(&run->ending);
  if (exited && exited->code == 0) return outcomes;
  return fail(ErrorKind::machine, "the SQL runner " + describe(run->ending), std::string(trim(run->err)));
}

Result<std::vector<Outcome>> probe_server(const std::string& url, std::span<const Visit> visits) {
  if (!libpq()) return fail(ErrorKind::machine, "libpq.so.5 cannot be loaded", "sudo apt-get install libpq5");
  const auto connection = Connection::open(url);
  if (!connection)
    return fail(ErrorKind::usage, std::string(trim(connection.error())),
                "--db postgresql://USER:PASSWORD@HOST:PORT/DATABASE, as psql takes it");
  const auto who = (*connection)->ask("SELECT rolsuper::int FROM pg_roles WHERE rolname = current_user");
  if (who.error || who.rows.rows.empty())
    return tl::unexpected<Error>(broken(who.error ? words_of(*who.error) : "it names no role"));
  if (std::get<std::int64_t>(who.rows.rows.front().front()) != 0)
    return fail(ErrorKind::usage,
                "checks are not asked as a superuser, whose statements reach beyond the database",
                "connect as a role without these rights: CREATE ROLE visitor LOGIN; GRANT pg_read_all_data "
                "TO visitor");
  std::vector<Outcome> outcomes;
  for (const auto& visit : visits) {
    auto report = visit_server(**connection, visit);
    if (!report) return tl::unexpected<Error>(std::move(report.error()));
    outcomes.push_back(outcome_of(std::move(*report)));
  }
  return outcomes;
}

std::optional<int> probe_inside(std::string_view word) {
  if (word != probe_word) return std::nullopt;
  const auto image = read_file(database_file, most_database + 1);
  const auto checks = read_file(checks_file);
  if (!image || !checks) return 66; // sysexits.h
  auto reports = nlohmann::json::array();
  for (const auto& visit : visits_in(*checks))
    reports.push_back(nlohmann::json::parse(to_json(visit_file(visit, *image))));
  std::cout << reports << std::flush;
  return std::cout ? 0 : 74;
}

} // namespace bex::sql
