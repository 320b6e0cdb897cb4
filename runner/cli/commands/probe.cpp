#include "graders/http/probe.hpp"
#include "graders/sql/probe.hpp"

#include "runner/cli/grading.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/interrupt.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::cli {
namespace {

constexpr std::uint64_t largest_authority = 1u << 20;

using Checks = std::vector<const model::Check*>;

tl::expected<Checks, Errors> wanted(const model::Exercise& exercise, const std::string& only) {
  Checks checks;
  std::vector<std::string> known;
  const auto here = [&](const model::Check& check) { return only.empty() || check.id == only; };
  for (const auto& check : exercise.checks) {
    known.push_back(check.id);
    if (here(check)) checks.push_back(&check);
  }
  if (!checks.empty()) return checks;
  const auto near = closest(only, known);
  return refuse(ErrorKind::usage, fmt::format("there is no check `{}`", only),
                near.empty() ? "the checks are " + join(known, ", ")
                             : fmt::format("did you mean `{}`?", near));
}

model::Report report_of(const model::Exercise& exercise, const fs::path& file, const Checks& checks,
                        std::vector<Outcome> outcomes) {
  model::Report report;
  report.exercise = exercise.id;
  report.title = exercise.title.empty() ? file.filename().string() : exercise.title;
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const auto& check = *checks[i];
    verdicts.push_back(outcomes[i].verdict);
    report.checks.push_back({check.id, check.group, check.title, exercise.id, check.hints,
                             model::Disclosure::full, check.points, std::move(outcomes[i])});
  }
  report.passed = static_cast<int>(std::count(verdicts.begin(), verdicts.end(), Verdict::accepted));
  report.total = static_cast<int>(verdicts.size());
  report.verdict = aggregate(verdicts);
  return report;
}

Answered answer_of(const Session& session, model::Report report) {
  const auto code = exit_code_of(report.verdict);
  if (session.args.json) return Answer{render::report_json(report, "probe", static_cast<int>(code)), code};
  return Answer{render::report(report, session.style, {session.args.all, false}), code};
}

Answered probe_server(Session& session) {
  const auto& args = session.args;
  auto address = http::parse_url(args.url);
  if (!address)
    return refuse(ErrorKind::usage, fmt::format("`--url {}`: {}", args.url, address.error()),
                  "the server's host and port: --url http://127.0.0.1:8080");
  if (!args.cacert.empty()) {
    if (!address->tls) return refuse(ErrorKind::usage, "`--cacert` is for TLS", "ask by --url https://HOST");
    auto authority = read_file(args.cacert, largest_authority);
    if (!authority) return refuse(authority.error());
    address->authority = std::move(*authority);
    address->authority_file = args.cacert;
  }
  const auto exercise = model::load_checks(args.path);
  if (!exercise) return refuse(exercise.error());
  const auto checks = wanted(*exercise, args.check);
  if (!checks) return refuse(checks.error());
  std::vector<const http::Spec*> specs;
  for (const auto* check : *checks) specs.push_back(&std::get<http::Spec>(check->spec));
  auto& clock = system_clock();
  const auto begin = clock.now();
  const auto seed = args.seed.value_or(random_seed());
  auto outcomes = http::probe(specs, std::get<http::Settings>(exercise->settings), *address, clock, seed);
  if (!outcomes) return refuse(outcomes.error());
  if (interrupted()) return refuse(ErrorKind::interrupted, "interrupted", "");
  auto report = report_of(*exercise, args.path, *checks, std::move(*outcomes));
  report.url = args.url;
  report.seed = seed;
  report.took = clock.now() - begin;
  return answer_of(session, std::move(report));
}

// Where the database is, as it may be shown.
std::string shown_place(const std::string& db) {
  return sql::is_postgres_url(db) ? sql::without_password(db) : db;
}

Result<std::vector<Outcome>> look_at(const Session& session, const model::LookFile& looks) {
  const auto& db = session.args.db;
  if (sql::is_postgres_url(db)) return sql::probe_server(db, looks.visits);
  auto sandbox = make_sandbox(session.args.unsafe ? Safety::unsafe : Safety::sandboxed);
  if (!sandbox) return tl::unexpected<Error>(std::move(sandbox.error()));
  return sql::probe_file(fs::absolute(db), looks.text, **sandbox);
}

Answered probe_database(Session& session) {
  const auto& args = session.args;
  const auto looks = model::load_looks(args.path);
  if (!looks) return refuse(looks.error());
  const auto checks = wanted(looks->exercise, args.check);
  if (!checks) return refuse(checks.error());
  const auto begin = system_clock().now();
  auto all = look_at(session, *looks);
  if (!all) return refuse(all.error());
  std::vector<Outcome> outcomes;
  for (const auto* check : *checks)
    outcomes.push_back(std::move(all->at(static_cast<std::size_t>(check - looks->exercise.checks.data()))));
  auto report = report_of(looks->exercise, args.path, *checks, std::move(outcomes));
  report.url = shown_place(args.db);
  report.took = system_clock().now() - begin;
  return answer_of(session, std::move(report));
}

} // namespace

Answered run_probe(Session& session) {
  return session.args.db.empty() ? probe_server(session) : probe_database(session);
}

} // namespace bex::cli
