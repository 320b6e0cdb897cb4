#include "runner/cli/by_hand.hpp"
#include "runner/cli/talk.hpp"

#include <fmt/format.h>

namespace bex::cli {
namespace {

constexpr const char* client = "/usr/bin/sqlite3";
constexpr const char* file = "exercise.db";

// Values are shown as SQL writes them, as in reports.
SandboxSpec sqlite_spec(const Program& program, const sql::Spec& check, std::string database) {
  auto spec = spec_for(program);
  spec.argv = {client,
               "-cmd",
               ".mode box --quote",
               "-cmd",
               fmt::format("PRAGMA foreign_keys = {}", check.rules.foreign_keys ? "ON" : "OFF"),
               file};
  spec.files.emplace_back(file, std::move(database));
  return spec;
}

// The engine's client in place of the program, on services that are started before it.
Result<SandboxSpec> service_spec(Program program, const services::Service& service) {
  const auto words = services::session_words(service);
  if (!words) return tl::unexpected<Error>(words.error());
  program.argv = *words;
  return spec_for(program);
}

// The database of a check in SQL.
Result<SandboxSpec> spec_of(const sql::Spec& check, const Session& session, const Workbench& bench) {
  const bool is_sqlite = check.rules.engine == sql::Product::sqlite;
  std::error_code code;
  if (is_sqlite && !fs::exists(client, code))
    return fail(ErrorKind::machine, fmt::format("there is no `{}`", client), "sudo apt-get install sqlite3");
  auto& sandbox = *bench.submission.sandbox;
  auto database = sql::make_database(check, bench.exercise().limits, sandbox, session.places.cache);
  if (!database) return tl::unexpected<Error>(std::move(database.error()));
  auto program = *bench.program;
  if (is_sqlite) return sqlite_spec(program, check, std::move(*database));
  const services::Service service{"db", services::Engine::postgres, "DATABASE_URL", std::move(*database)};
  if (auto done = services::equip(program, {&service, 1}, sandbox, session.places.cache); !done)
    return tl::unexpected<Error>(std::move(done.error()));
  return service_spec(std::move(program), service);
}

} // namespace

Answered run_db_shell(Session& session) {
  auto bench = set_up(session);
  if (!bench) return refuse(std::move(bench.error()));
  const auto& exercise = bench->exercise();
  const auto found = find_check(exercise, session.args.check);
  if (!found) return refuse(found.error());
  const auto* check = std::get_if<sql::Spec>(&(*found)->spec);
  if (!check && exercise.services.empty())
    return refuse(ErrorKind::usage, fmt::format("`{}` has no database", exercise.id),
                  "`bexercise sh` opens a shell in its box");
  if (!bench->program) {
    auto program = unbuilt_program(session, *bench); // the database does not ask what the program is like
    if (!program) return refuse(std::move(program.error()));
    bench->program = std::move(*program);
  }
  auto spec =
      check ? spec_of(*check, session, *bench) : service_spec(*bench->program, exercise.services.front());
  if (!spec) return refuse(spec.error());
  spec->limits.cpu = spec->limits.wall = by_hand;
  if (is_talk(session))
    (void)print(2,
                fmt::format("bexercise: the database of `{}`; what you change in it is gone with the shell\n",
                            check ? (*found)->id : exercise.id));
  return talk_or_read(session, *bench->submission.sandbox, std::move(*spec));
}

} // namespace bex::cli
