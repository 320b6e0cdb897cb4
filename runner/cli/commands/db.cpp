#include "runner/cli/by_hand.hpp"
#include "runner/cli/talk.hpp"

#include <fmt/format.h>

namespace bex::cli {
namespace {

constexpr const char* client = "/usr/bin/sqlite3";
constexpr const char* file = "exercise.db";

// Values are shown as SQL writes them, as in reports.
SandboxSpec client_spec(const Program& program, const sql::Spec& check, std::string database) {
  auto spec = spec_for(program);
  spec.argv = {client,
               "-cmd",
               ".mode box --quote",
               "-cmd",
               fmt::format("PRAGMA foreign_keys = {}", check.rules.foreign_keys ? "ON" : "OFF"),
               file};
  spec.files.emplace_back(file, std::move(database));
  spec.limits.cpu = spec.limits.wall = by_hand;
  return spec;
}

} // namespace

Answered run_db_shell(Session& session) {
  auto bench = set_up(session);
  if (!bench) return refuse(std::move(bench.error()));
  const auto& exercise = bench->exercise();
  const auto found = find_check(exercise, session.args.check);
  if (!found) return refuse(found.error());
  const auto* check = std::get_if<sql::Spec>(&(*found)->spec);
  if (!check)
    return refuse(ErrorKind::usage, fmt::format("`{}` has no database: it is not in SQL", exercise.id),
                  "`bexercise sh` opens a shell in its box");
  if (check->rules.engine != sql::Product::sqlite)
    return refuse(ErrorKind::usage,
                  fmt::format("`{}` is on PostgreSQL, and this shell opens SQLite only", exercise.id),
                  "`bexercise test` runs your statements");
  std::error_code code;
  if (!fs::exists(client, code))
    return refuse(ErrorKind::machine, fmt::format("there is no `{}`", client),
                  "sudo apt-get install sqlite3");
  auto& sandbox = *bench->submission.sandbox;
  auto database = sql::make_database(*check, exercise.limits, sandbox);
  if (!database) return refuse(database.error());
  if (is_talk(session))
    (void)print(2,
                fmt::format("bexercise: the database of `{}`; what you change in it is gone with the shell\n",
                            (*found)->id));
  return talk_or_read(session, sandbox, client_spec(*bench->program, *check, std::move(*database)));
}

} // namespace bex::cli
