#include "graders/sql/observation.hpp"

#include "graders/measure.hpp"

namespace bex::sql {

Outcome judge(const Spec&, const Observation& seen) {
  Outcome outcome;
  if (seen.error) {
    outcome.verdict = seen.error->kind == ErrorKind::machine ? Verdict::skipped : Verdict::judge_error;
    outcome.error = seen.error;
    return outcome;
  }
  if (seen.run) outcome.measured = measured_of(*seen.run, seen.limits);
  const auto ending = seen.run ? verdict_of(seen.run->ending, {}) : Verdict::accepted;
  const bool broke = ending == Verdict::judge_error || ending == Verdict::run_time_error;
  if (broke || (ending == Verdict::accepted && !seen.report)) {
    outcome.verdict = Verdict::judge_error;
    outcome.error = Error{ErrorKind::internal,
                          "the SQL runner " + (seen.run ? describe(seen.run->ending) : "did not start"),
                          {},
                          "`bexercise doctor` looks for the cause",
                          {}};
    return outcome;
  }
  if (ending != Verdict::accepted) {
    outcome.verdict = ending;
    return outcome;
  }
  if (!seen.report->broken.empty()) {
    outcome.verdict = Verdict::skipped;
    outcome.error =
        Error{ErrorKind::machine, seen.report->broken, {}, "`bexercise doctor` looks for the cause", {}};
    return outcome;
  }
  if (!seen.report->fault.empty()) {
    outcome.verdict = Verdict::judge_error;
    outcome.error =
        Error{ErrorKind::pack, seen.report->fault, {}, "this is a fault of the pack: tell its authors", {}};
    return outcome;
  }
  outcome.verdict = seen.report->verdict;
  outcome.findings = seen.report->findings;
  outcome.evidence.exhibits = seen.report->exhibits;
  outcome.evidence.remark = seen.report->remark;
  // What the sandbox measured is not what a limit of SQLite or a count of its steps was about.
  if (outcome.verdict != Verdict::accepted && outcome.verdict != Verdict::time_limit_exceeded)
    outcome.measured.reset();
  return outcome;
}

} // namespace bex::sql
