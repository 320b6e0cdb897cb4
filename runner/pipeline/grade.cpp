#include "runner/pipeline/grade.hpp"

#include "graders/services/watched.hpp"
#include "runner/pipeline/support.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <span>
#include <thread>
#include <utility>

namespace bex::pipeline {
namespace {

using Batch = std::vector<const model::Check*>; // of one group, in order

// The checks of one group that this job runs.
Batch selected(const model::Exercise& exercise, const model::Group& group, const std::string& only,
               const Grader& grader) {
  const auto wanted = [&](const auto& check) { return check.id == only && check.group == group.id; };
  const auto last = std::find_if(exercise.checks.begin(), exercise.checks.end(), wanted);
  if (!only.empty() && last == exercise.checks.end()) return {};
  if (!only.empty() && grader.is_apart(last->spec)) return {&*last};
  Batch checks;
  for (auto check = exercise.checks.begin(); check != exercise.checks.end(); ++check) {
    if (check->group == group.id && (only.empty() || check == last || !grader.is_apart(check->spec)))
      checks.push_back(&*check);
    if (check == last) break;
  }
  return checks;
}

// What the grader gets at a time.
std::vector<Batch> batches_of(const model::Exercise& exercise, const Grader& grader, const Job& job,
                              bool heavy) {
  std::vector<Batch> batches;
  for (const auto& group : exercise.groups) {
    if (group.heavy && !heavy) continue;
    Batch together;
    for (const auto* check : selected(exercise, group, job.only, grader)) {
      if ((job.until_failure || grader.idle == Idle::mostly) && grader.is_apart(check->spec))
        batches.push_back({check});
      else
        together.push_back(check);
    }
    if (!together.empty()) batches.push_back(std::move(together));
  }
  return batches;
}

// Where the grader has no lines that reproduce a failure, this program is one.
Outcome with_line(Outcome outcome, const model::Exercise& exercise, const model::Check& check,
                  const Job& job) {
  auto& line = outcome.evidence.reproduce;
  const auto stage = exercise.id == job.exercise.id ? "" : exercise.id + "/";
  if (outcome.verdict != Verdict::accepted && (line.empty() || line.starts_with("# ")))
    line = fmt::format("bexercise test --only {}{} --seed {}{}{}", stage, check.id, job.seed,
                       line.empty() ? "" : "\n", line);
  return outcome;
}

model::CheckReport report_of(const model::Exercise& exercise, const model::Check& check, Outcome outcome) {
  return {check.id,    check.group,      check.title,  exercise.id,
          check.hints, check.disclosure, check.points, std::move(outcome)};
}

bool failed(const Outcome& outcome) {
  return outcome.verdict != Verdict::accepted && outcome.verdict != Verdict::skipped;
}

// What became of the checks, by batch; after an interrupt, or the first failure of a job that wants no more,
// nothing more is begun.
std::vector<std::vector<Outcome>> run_batches(const std::vector<Batch>& batches,
                                              const model::Exercise& exercise, const KindSettings& settings,
                                              const Grader& grader, const Context& context, const Job& job,
                                              const Tools& tools) {
  std::vector<std::vector<Outcome>> outcomes(batches.size());
  std::atomic<std::size_t> next{0};
  std::atomic<int> done{0};
  std::atomic<bool> enough{false};
  const auto work = [&] {
    for (std::size_t i; !enough && !interrupted() && (i = next++) < batches.size();) {
      tools.events.on(Checking{exercise.id, batches[i].front()->group, static_cast<int>(done),
                               static_cast<int>(exercise.checks.size())});
      std::vector<const CheckSpec*> specs;
      for (const auto* check : batches[i]) specs.push_back(&check->spec);
      Context own = context;
      outcomes[i] = grader.grade(specs, settings, own);
      done += static_cast<int>(specs.size());
      if (job.until_failure && std::any_of(outcomes[i].begin(), outcomes[i].end(), failed)) enough = true;
    }
  };
  const bool side_by_side = grader.idle == Idle::mostly && !job.until_failure;
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; side_by_side && i < std::min<std::size_t>(tools.workers, batches.size()); ++i)
    threads.emplace_back(work);
  work();
  threads.clear();
  return outcomes;
}

// All checks of one exercise against a built program, or those that are not heavy.
Result<std::vector<model::CheckReport>> run_checks(const model::Exercise& exercise,
                                                   const KindSettings& settings, Program program,
                                                   const Job& job, bool heavy, const Tools& tools) {
  std::vector<model::CheckReport> reports;
  auto support = support_for(exercise, *job.submission.language, tools);
  if (support)
    if (auto equipped = services::equip(program, exercise.services, tools.sandbox, tools.cache); !equipped)
      support = tl::unexpected<Outcome>(not_judged(equipped.error()));
  if (!support) {
    for (const auto& check : exercise.checks) reports.push_back(report_of(exercise, check, support.error()));
    return reports;
  }
  const auto* grader = grader_named(exercise.kind);
  services::Watched sandbox(tools.sandbox);
  Context context{sandbox, tools.clock, program};
  context.python = support->python ? &*support->python : nullptr;
  context.reference = support->reference ? &support->reference->program : nullptr;
  context.exercise = exercise.folder;
  context.cache = tools.cache;
  context.seed = job.seed;
  context.workers = tools.workers;
  context.turns = turns_for(tools);
  context.yardstick = yardstick_of(*support, *job.submission.language);
  context.purpose = job.purpose;
  context.sample = job.sample;
  context.times = tools.times;
  const auto batches = batches_of(exercise, *grader, job, heavy);
  auto outcomes = run_batches(batches, exercise, settings, *grader, context, job, tools);
  if (interrupted()) return fail(ErrorKind::interrupted, "interrupted");
  std::map<const model::Check*, Outcome> by_check;
  for (std::size_t i = 0; i < batches.size(); ++i)
    for (std::size_t k = 0; k < outcomes[i].size(); ++k)
      by_check.emplace(batches[i][k], std::move(outcomes[i][k]));
  for (const auto& group : exercise.groups)
    for (const auto& check : exercise.checks)
      if (const auto at = by_check.find(&check); at != by_check.end() && check.group == group.id)
        reports.push_back(report_of(exercise, check, with_line(std::move(at->second), exercise, check, job)));
  return reports;
}

std::vector<Verdict> verdicts_of(const std::vector<model::CheckReport>& checks) {
  std::vector<Verdict> verdicts;
  for (const auto& check : checks) verdicts.push_back(check.outcome.verdict);
  return verdicts;
}

// The limits are the exercise's own: a program built for one stage runs the earlier ones under theirs.
Program with_limits(Program program, const model::Exercise& exercise, const model::Language& language) {
  program.limits = limits_for(exercise.limits, language);
  return program;
}

// Heavy groups of an earlier stage are asked at every third stage after it, and at the last.
constexpr std::ptrdiff_t heavy_every = 3;

// Those of the first of `stages`, as the stages after it want them.
KindSettings settings_under(std::span<const model::Exercise> stages) {
  const auto* grader = grader_named(stages.front().kind);
  KindSettings settings = stages.front().settings;
  for (const auto& later : stages.subspan(1)) settings = grader->under(std::move(settings), later.settings);
  return settings;
}

std::vector<model::Exercise>::const_iterator stage_of(const Job& job, const model::Exercise& exercise) {
  return std::find_if(job.pack.exercises.begin(), job.pack.exercises.end(),
                      [&](const auto& stage) { return stage.id == exercise.id; });
}

// The checks of a stage before the job's exercise.
Result<std::vector<model::CheckReport>> run_earlier(const model::Exercise& stage, const Program& program,
                                                    const Job& job, bool heavy, const Tools& tools) {
  return run_checks(stage, settings_under({stage_of(job, stage), stage_of(job, job.exercise) + 1}),
                    with_limits(program, stage, *job.submission.language), job, heavy, tools);
}

Result<void> run_regression(model::Report& report, const Program& program, const Job& job,
                            const Tools& tools) {
  const auto own = stage_of(job, job.exercise);
  for (auto stage = job.pack.exercises.begin(); stage != own; ++stage) {
    const bool heavy = (own - stage) % heavy_every == 0 || own + 1 == job.pack.exercises.end();
    auto checks = run_earlier(*stage, program, job, heavy, tools);
    if (!checks) return tl::unexpected<Error>(checks.error());
    const auto verdict = aggregate(verdicts_of(*checks));
    std::move(checks->begin(), checks->end(), std::back_inserter(report.regression));
    if (verdict != Verdict::accepted && verdict != Verdict::skipped) return {};
  }
  return {};
}

model::Report new_report(const Job& job, const Tools& tools) {
  model::Report report;
  report.pack = job.pack.id;
  report.exercise = job.exercise.id;
  report.title = job.exercise.title;
  report.language = job.submission.language->id;
  report.digest = job.submission.digest;
  report.seed = job.seed;
  report.level = tools.sandbox.level();
  report.total = static_cast<int>(job.exercise.checks.size());
  return report;
}

void conclude(model::Report& report) {
  auto verdicts = verdicts_of(report.checks);
  report.passed = static_cast<int>(std::count(verdicts.begin(), verdicts.end(), Verdict::accepted));
  report.total = static_cast<int>(verdicts.size());
  const auto earlier = verdicts_of(report.regression);
  verdicts.insert(verdicts.end(), earlier.begin(), earlier.end());
  report.verdict = aggregate(verdicts);
}

} // namespace

Result<model::Report> grade(const Job& job, const Tools& tools) {
  const auto begin = tools.clock.now();
  auto report = new_report(job, tools);
  tools.events.on(Building{job.submission.language->name});
  auto program = build_in_turn(job.submission, job.exercise, tools);
  if (interrupted()) return fail(ErrorKind::interrupted, "interrupted");
  if (program) {
    auto checks = job.stage ? run_earlier(*job.stage, *program, job, true, tools)
                            : run_checks(job.exercise, job.exercise.settings, *program, job, true, tools);
    if (!checks) return tl::unexpected<Error>(checks.error());
    report.checks = std::move(*checks);
    conclude(report);
    if (job.regression && !job.stage && job.pack.staged && report.verdict == Verdict::accepted)
      if (auto done = run_regression(report, *program, job, tools); !done)
        return tl::unexpected<Error>(done.error());
    conclude(report);
  } else {
    report.verdict = program.error().verdict;
    report.build = std::move(program.error());
  }
  report.took = tools.clock.now() - begin;
  return report;
}

} // namespace bex::pipeline
