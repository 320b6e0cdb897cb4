#include "runner/pipeline/grade.hpp"

#include "graders/services/watched.hpp"
#include "runner/pipeline/support.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::pipeline {
namespace {

using Batch = std::vector<const model::Check*>; // of one group, in order

// The checks of one group that this job runs.
Batch selected(const model::Exercise& exercise, const model::Group& group, const std::string& only,
               bool independent) {
  Batch checks;
  bool wanted = only.empty();
  for (const auto& check : exercise.checks) {
    if (check.group != group.id) continue;
    if (independent && !only.empty() && check.id != only) continue;
    checks.push_back(&check);
    if (check.id != only) continue;
    wanted = true;
    break;
  }
  return wanted ? checks : Batch{};
}

// What the grader gets at a time.
std::vector<Batch> batches_of(const model::Exercise& exercise, const Grader& grader, const Job& job) {
  std::vector<Batch> batches;
  for (const auto& group : exercise.groups) {
    auto checks = selected(exercise, group, job.only, grader.independent);
    if (checks.empty()) continue;
    if (job.until_failure && grader.independent)
      for (const auto* check : checks) batches.push_back({check});
    else
      batches.push_back(std::move(checks));
  }
  return batches;
}

// Where the grader has no lines that reproduce a failure, this program is one.
Outcome with_line(Outcome outcome, const model::Check& check, std::uint64_t seed) {
  auto& line = outcome.evidence.reproduce;
  if (outcome.verdict != Verdict::accepted && (line.empty() || line.starts_with("# ")))
    line =
        fmt::format("bexercise test --only {} --seed {}{}{}", check.id, seed, line.empty() ? "" : "\n", line);
  return outcome;
}

model::CheckReport report_of(const model::Exercise& exercise, const model::Check& check, Outcome outcome) {
  return {check.id,    check.group,      check.title,  exercise.id,
          check.hints, check.disclosure, check.points, std::move(outcome)};
}

bool failed(const model::CheckReport& check) {
  const auto verdict = check.outcome.verdict;
  return verdict != Verdict::accepted && verdict != Verdict::skipped;
}

// All checks of one exercise against a built program.
Result<std::vector<model::CheckReport>> run_checks(const model::Exercise& exercise, Program program,
                                                   const Job& job, const Tools& tools) {
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
  for (const auto& checks : batches_of(exercise, *grader, job)) {
    tools.events.on(Checking{exercise.id, checks.front()->group, static_cast<int>(reports.size()),
                             static_cast<int>(exercise.checks.size())});
    std::vector<const CheckSpec*> specs;
    for (const auto* check : checks) specs.push_back(&check->spec);
    auto outcomes = grader->grade(specs, exercise.settings, context);
    if (interrupted()) return fail(ErrorKind::interrupted, "interrupted");
    for (std::size_t i = 0; i < checks.size(); ++i)
      reports.push_back(
          report_of(exercise, *checks[i], with_line(std::move(outcomes[i]), *checks[i], job.seed)));
    if (job.until_failure && std::any_of(reports.begin(), reports.end(), failed)) break;
  }
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

Result<void> run_regression(model::Report& report, const Program& program, const Job& job,
                            const Tools& tools) {
  for (const auto& earlier : job.pack.exercises) {
    if (earlier.id == job.exercise.id) return {};
    auto checks = run_checks(earlier, with_limits(program, earlier, *job.submission.language), job, tools);
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
    auto checks = run_checks(job.exercise, *program, job, tools);
    if (!checks) return tl::unexpected<Error>(checks.error());
    report.checks = std::move(*checks);
    conclude(report);
    if (job.regression && job.pack.staged && report.verdict == Verdict::accepted)
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
