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

Observation run_check(const Spec& check, const Settings& settings, const fs::path& runner, Context& context) {
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
  task.heap_bytes = static_cast<std::int64_t>(seen.limits.memory.count / 2);
  SandboxSpec spec;
  spec.argv = {inside, std::string(runner_word)};
  spec.env = {{"PATH", "/usr/bin:/bin"}, {"LANG", "C.UTF-8"}, {"TZ", "UTC"}};
  spec.mounts = {{runner, inside}};
  spec.input = to_json(task);
  spec.limits = seen.limits;
  spec.limits.cpu += seen.limits.cpu / 2; // the runner itself stops a statement that takes too long
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
  std::error_code code;
  const auto runner = fs::read_symlink("/proc/self/exe", code);
  const auto turn = context.turns.beside();
  for (const auto* check : checks) {
    if (!turn)
      all.push_back(broken(turn.error()));
    else if (!all.empty() && all.back().error)
      all.push_back(broken(*all.back().error)); // the machine, the pack, or an interrupt: it stays so
    else
      all.push_back(run_check(*check, settings, runner, context));
  }
  return all;
}

} // namespace bex::sql
