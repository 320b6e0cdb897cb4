#include "graders/sql/observation.hpp"
#include "graders/sql/scripts.hpp"

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
Result<void> add_engine(SandboxSpec& spec, Task& task, const fs::path& cache, Sandbox& sandbox) {
  if (task.rules.engine != Product::postgres) return {};
  const auto postgres = services::find_postgres();
  if (!postgres) return tl::unexpected<Error>(postgres.error());
  const auto cluster = services::cluster_of(*postgres, cache, sandbox);
  if (!cluster) return tl::unexpected<Error>(cluster.error());
  task.server = services::add_postgres(spec, *postgres, *cluster);
  // The sandbox counts the server's processor time, and ends it; the runner sees only what a statement waits.
  task.cpu_ms = spec.limits.wall.count();
  spec.limits.wall += spec.limits.wall / 2;
  return {};
}

Observation run_check(const Spec& check, const Settings& settings, Context& context) {
  Task task = check;
  auto reference = read_scripts(context.exercise / "solutions" / "accepted" / settings.reference, task);
  if (!reference) return broken({ErrorKind::pack, "the reference: " + reference.error(), {}, {}, {}});
  auto submission = read_scripts(context.submission.box, task);
  Observation seen;
  seen.limits = context.submission.limits;
  if (!submission) {
    seen.report.emplace();
    seen.report->verdict = Verdict::wrong_answer;
    seen.report->remark = std::move(submission.error());
    return seen;
  }
  task.reference = std::move(*reference);
  task.submission = std::move(*submission);
  task.cpu_ms = seen.limits.cpu.count();
  task.heap_bytes = heap_of(seen.limits);
  auto spec = runner_spec(runner_word, seen.limits);
  spec.limits.cpu += seen.limits.cpu / 2; // the runner itself stops a statement that takes too long
  if (auto added = add_engine(spec, task, context.cache, context.sandbox); !added)
    return broken(std::move(added.error()));
  spec.input = to_json(task);
  auto run = context.sandbox.run(spec);
  if (!run) return broken(std::move(run.error()));
  seen.report = report_of(run->out);
  seen.run = std::move(*run);
  seen.run->out.clear();
  return seen;
}

} // namespace

std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context) {
  std::vector<Observation> all;
  const auto turn = context.turns.beside();
  for (const auto* check : checks) {
    if (!turn)
      all.push_back(broken(turn.error()));
    else if (!all.empty() && all.back().error)
      all.push_back(broken(*all.back().error)); // the machine, the pack, or an interrupt: it stays so
    else
      all.push_back(run_check(*check, settings, context));
  }
  return all;
}

Result<std::string> make_database(const Spec& check, const Limits& limits, Sandbox& sandbox,
                                  const fs::path& cache) {
  Task task = check;
  task.heap_bytes = heap_of(limits);
  auto spec = runner_spec(maker_word, limits);
  if (auto added = add_engine(spec, task, cache, sandbox); !added)
    return tl::unexpected<Error>(added.error());
  spec.input = to_json(task);
  spec.limits.output = mib(64);
  auto run = sandbox.run(spec);
  if (!run) return tl::unexpected<Error>(std::move(run.error()));
  if (const auto* exited = std::get_if<Exited>(&run->ending); exited && exited->code == 0)
    return std::move(run->out);
  return fail(ErrorKind::pack, run->err.empty() ? "the SQL runner " + describe(run->ending) : run->err,
              "this is a fault of the pack: tell its authors");
}

} // namespace bex::sql
