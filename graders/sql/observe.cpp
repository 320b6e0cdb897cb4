#include "graders/sql/observation.hpp"
#include "graders/sql/scripts.hpp"
#include "sandboxes/base/text.hpp"

#include <iterator>
#include <system_error>

namespace bex::sql {
namespace {

namespace fs = std::filesystem;

constexpr const char* inside = "/bexercise-sql";

Observation broken(Error error) {
  Observation seen;
  seen.error = std::move(error);
  return seen;
}

// This program, which is the runner inside.
fs::path own_program() {
  std::error_code code;
  return fs::read_symlink("/proc/self/exe", code);
}

SandboxSpec runner_spec(std::string_view word, const Limits& limits) {
  SandboxSpec spec;
  spec.argv = {inside, std::string(word)};
  spec.env = {{"PATH", "/usr/bin:/bin"}, {"LANG", "C.UTF-8"}, {"TZ", "UTC"}};
  spec.mounts = {{own_program(), inside}};
  spec.limits = limits;
  return spec;
}

std::int64_t heap_of(const Limits& limits) {
  return static_cast<std::int64_t>(limits.memory.count / 2);
}

// The server's own needs come on top of what the exercise allows.
Result<void> add_engine(SandboxSpec& spec, std::vector<Task>& tasks, const fs::path& cache,
                        Sandbox& sandbox) {
  if (tasks.front().rules.engine != Product::postgres) return {};
  const auto postgres = services::find_postgres();
  if (!postgres) return tl::unexpected<Error>(postgres.error());
  const auto cluster = services::cluster_of(*postgres, cache, sandbox);
  if (!cluster) return tl::unexpected<Error>(cluster.error());
  const auto server = services::add_postgres(spec, *postgres, *cluster);
  // The sandbox counts the server's processor time, and ends it; the runner sees only what a statement waits.
  for (auto& task : tasks) task.server = server, task.cpu_ms = spec.limits.wall.count();
  spec.limits.wall += spec.limits.wall / 2;
  return {};
}

// A check as the runner takes it, or what is to be said of it without a run.
tl::expected<Task, Observation> task_for(const Spec& check, const Settings& settings, Context& context) {
  Task task = check;
  auto reference = read_scripts(context.exercise / "solutions" / "accepted" / settings.reference, task);
  if (!reference)
    return tl::unexpected(broken({ErrorKind::pack, "the reference: " + reference.error(), {}, {}, {}}));
  auto submission = read_scripts(context.submission.box, task);
  const auto& limits = context.submission.limits;
  if (!submission) {
    Observation seen;
    seen.limits = limits;
    seen.report.emplace();
    seen.report->verdict = Verdict::wrong_answer;
    seen.report->remark = std::move(submission.error());
    return tl::unexpected(std::move(seen));
  }
  task.reference = std::move(*reference);
  task.submission = std::move(*submission);
  task.cpu_ms = limits.cpu.count();
  task.heap_bytes = heap_of(limits);
  return task;
}

std::string lines_of(const std::vector<Task>& tasks) {
  std::string lines;
  for (const auto& task : tasks) lines += to_json(task) + "\n";
  return lines;
}

// The reports that hold although other checks were in the same run: what the runner has written to its end,
// up to an engine that broke, since one before it may have broken it.
std::vector<Observation> observations_of(std::string_view lines, const Limits& limits) {
  std::vector<Observation> all;
  for (const auto line : split(lines, '\n')) {
    auto report = report_of(std::string(line));
    if (!report || !report->broken.empty()) break;
    Observation seen;
    seen.limits = limits;
    seen.report = std::move(report);
    all.push_back(std::move(seen));
  }
  return all;
}

// One run for as many of the checks as it can answer, which are the first ones; at least one. It has the
// limits of a single check, so what stays within them together would have done so alone.
std::vector<Observation> run_checks(std::span<const Spec* const> checks, const Settings& settings,
                                    Context& context) {
  std::vector<Task> tasks;
  for (const auto* check : checks) {
    auto task = task_for(*check, settings, context);
    if (!task && tasks.empty()) return {std::move(task.error())};
    if (!task) break;
    tasks.push_back(std::move(*task));
  }
  const auto& limits = context.submission.limits;
  auto spec = runner_spec(runner_word, limits);
  spec.limits.cpu += limits.cpu / 2; // the runner itself stops a statement that takes too long
  if (auto added = add_engine(spec, tasks, context.cache, context.sandbox); !added)
    return {broken(std::move(added.error()))};
  spec.input = lines_of(tasks);
  auto run = context.sandbox.run(spec);
  if (!run) return {broken(std::move(run.error()))};
  if (tasks.size() > 1)
    if (auto all = observations_of(run->out, limits); !all.empty()) return all;
  Observation seen; // what came of the run came of the first check
  seen.limits = limits;
  seen.report = report_of(run->out.substr(0, run->out.find('\n')));
  seen.run = std::move(*run);
  seen.run->out.clear();
  return {std::move(seen)};
}

} // namespace

std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context) {
  std::vector<Observation> all;
  const auto turn = context.turns.beside();
  bool alone = settings.rules.engine != Product::postgres; // there is no server to share
  while (all.size() < checks.size()) {
    if (!turn)
      all.push_back(broken(turn.error()));
    else if (!all.empty() && all.back().error)
      all.push_back(broken(*all.back().error)); // the machine, the pack, or an interrupt: it stays so
    else {
      const auto rest = checks.subspan(all.size(), alone ? 1 : checks.size() - all.size());
      auto some = run_checks(rest, settings, context);
      // The one that a shared run did not come through is asked by itself.
      alone = settings.rules.engine != Product::postgres || some.size() < rest.size();
      std::move(some.begin(), some.end(), std::back_inserter(all));
    }
  }
  return all;
}

Result<std::string> make_database(const Spec& check, const Limits& limits, Sandbox& sandbox,
                                  const fs::path& cache) {
  std::vector<Task> tasks{check};
  tasks.front().heap_bytes = heap_of(limits);
  auto spec = runner_spec(maker_word, limits);
  if (auto added = add_engine(spec, tasks, cache, sandbox); !added)
    return tl::unexpected<Error>(added.error());
  spec.input = lines_of(tasks);
  spec.limits.output = mib(64);
  auto run = sandbox.run(spec);
  if (!run) return tl::unexpected<Error>(std::move(run.error()));
  if (const auto* exited = std::get_if<Exited>(&run->ending); exited && exited->code == 0)
    return std::move(run->out);
  return fail(ErrorKind::pack, run->err.empty() ? "the SQL runner " + describe(run->ending) : run->err,
              "this is a fault of the pack: tell its authors");
}

} // namespace bex::sql
