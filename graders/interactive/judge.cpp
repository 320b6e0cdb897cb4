#include "graders/interactive/observation.hpp"
#include "graders/measure.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

namespace bex::interactive {
namespace {

// A program that was told all and still says nothing mostly has its question in a buffer.
std::string about_silence(const Observation& seen) {
  if (!seen.talk.awaited) return "your program was waiting for an answer that did not come";
  if (seen.talk.unfinished) return "your last line has no line end, so it is not a line yet";
  return "your question never arrived: flush the output after each line";
}

Verdict verdict_of(const Observation& seen, const std::vector<Finding>& findings) {
  switch (seen.talk.end) {
  case End::too_many_questions:
    return Verdict::too_slow;
  case End::too_many_bytes:
    return Verdict::output_limit_exceeded;
  case End::idle: {
    const auto verdict = bex::verdict_of(seen.run.ending, {});
    return verdict == Verdict::accepted ? Verdict::idle_limit_exceeded : verdict;
  }
  default:
    if (std::holds_alternative<Stopped>(seen.run.ending)) return Verdict::idle_limit_exceeded;
    return bex::verdict_of(seen.run.ending, findings);
  }
}

std::string remark_on(const Observation& seen, Verdict verdict) {
  if (verdict != Verdict::idle_limit_exceeded) return {};
  if (seen.talk.end == End::idle) return about_silence(seen);
  return "the conversation is over, and your program goes on";
}

} // namespace

Outcome judge(const Spec& check, const Observation& seen) {
  Outcome outcome;
  if (seen.error) {
    outcome.verdict = seen.error->kind == ErrorKind::machine ? Verdict::skipped : Verdict::judge_error;
    outcome.error = seen.error;
    outcome.evidence.log = seen.error_log;
    return outcome;
  }
  if (seen.judgement && !seen.judgement->accepted)
    outcome.findings.push_back({"checker", {}, seen.judgement->message, {}});
  if (seen.talk.end == End::too_many_questions)
    outcome.findings.push_back({"questions",
                                fmt::format("at most {}", check.questions),
                                fmt::format("question number {}", seen.talk.questions),
                                {}});
  outcome.verdict = verdict_of(seen, outcome.findings);
  outcome.measured = measured_of(seen.run, seen.limits);
  if (outcome.verdict == Verdict::accepted) return outcome;
  if (outcome.verdict == Verdict::skipped || outcome.verdict == Verdict::judge_error)
    outcome.error = Error{ErrorKind::machine,
                          "the program " + describe(seen.run.ending),
                          {},
                          "`bexercise doctor` looks for the cause",
                          {}};
  outcome.evidence.came = seen.talk.transcript;
  outcome.evidence.log = seen.run.err;
  outcome.evidence.remark = remark_on(seen, outcome.verdict);
  return outcome;
}

} // namespace bex::interactive
