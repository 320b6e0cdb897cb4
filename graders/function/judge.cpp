#include "graders/function/observation.hpp"
#include "graders/measure.hpp"
#include "graders/stdio/bar.hpp"

#include <fmt/format.h>

namespace bex::function {
namespace {

constexpr std::size_t label_room = 60;  // of a call in a finding, in bytes
constexpr std::size_t value_room = 160; // of a value there
constexpr std::size_t evidence_room = 16u << 10;

std::string call_text(const Spec& check, const Value::List& args, std::size_t most) {
  std::string text = check.signature.name + "(";
  const auto begin = text.size();
  for (const auto& arg : args) {
    if (text.size() > begin) text += ", ";
    text += show(arg, most / args.size());
  }
  return text + ")";
}

// The whole values while they are short, else only what differs.
Finding difference_of(const Difference& difference, const Value& want, const Value& got) {
  auto whole_want = show(want, value_room), whole_got = show(got, value_room);
  if (difference.place.empty() || (whole_want.size() < value_room && whole_got.size() < value_room))
    return {{}, std::move(whole_want), std::move(whole_got), {}};
  return {{}, show(difference.want, value_room), show(difference.got, value_room), difference.place};
}

std::string lengths_of(const Difference& difference) {
  const auto *want = difference.want.list(), *got = difference.got.list();
  if (!want || !got || want->size() == got->size()) return {};
  return fmt::format("the list{} has {} items where {} are due",
                     difference.place.empty() ? "" : " at " + difference.place, got->size(), want->size());
}

void judge_result(Outcome& outcome, const Spec& check, const Observation& seen) {
  auto& evidence = outcome.evidence;
  auto got = seen.answer.value;
  Finding finding;
  if (const auto misfit = make_fit(got, check.signature.result)) {
    finding = {{}, show(seen.want, value_room), show(got, value_room), {}};
    const auto place = misfit->place.empty() ? "" : " at " + misfit->place;
    evidence.remark = fmt::format("returned {}{} where {} is due", misfit->is, place, misfit->due);
  } else if (const auto difference = first_difference(check.rule, seen.want, got)) {
    finding = difference_of(*difference, seen.want, got);
    evidence.remark = lengths_of(*difference);
  }
  if (seen.alone_right)
    evidence.remark =
        "this call by itself gives the right result: something is kept from one call to the next";
  if (auto whole = show(got, evidence_room); whole.size() > value_room) evidence.came = std::move(whole);
  outcome.findings.push_back(std::move(finding));
  outcome.verdict = Verdict::wrong_answer;
}

// What the driver says in place of a result.
void judge_words(Outcome& outcome, const Spec& check, const Observation& seen) {
  const auto& text = seen.answer.text;
  auto& evidence = outcome.evidence;
  Finding finding{{}, show(seen.want, value_room), text, {}};
  switch (seen.answer.kind) {
  case Answer::Kind::no_json:
    outcome.verdict = Verdict::wrong_answer;
    evidence.remark = fmt::format("returned `{}` where {} is due", text, noun_of(check.signature.result));
    break;
  case Answer::Kind::raised:
    outcome.verdict = Verdict::run_time_error;
    outcome.measured->ending = "raised an error"; // the driver that said so has exited well
    break;
  default:
    outcome.verdict = Verdict::protocol_violation;
    finding = {"answers", {}, text, {}};
    evidence.remark = "only the driver may write answers: what a function prints goes to stderr";
    break;
  }
  outcome.findings.push_back(std::move(finding));
}

// The process is gone, and this call is the one that it was gone in.
void judge_ending(Outcome& outcome, const Observation& seen) {
  outcome.verdict = verdict_of(seen.run.ending, {});
  if (outcome.verdict == Verdict::accepted) {
    outcome.verdict = Verdict::run_time_error;
    outcome.measured->ending += " and returned nothing";
    outcome.evidence.remark = "the program ended during this call: a function returns, and does not exit";
  }
  outcome.findings.push_back({{}, show(seen.want, value_room), "no result", {}});
}

// One message, and nothing of calls: none was made.
void judge_missing(Outcome& outcome, const Observation& seen) {
  outcome.verdict = Verdict::run_time_error;
  outcome.measured->ending.clear();
  outcome.evidence.remark = seen.answer.text;
}

void judge_call(Outcome& outcome, const Spec& check, const Observation& seen) {
  outcome.evidence.log = seen.run.err;
  if (seen.answer.kind == Answer::Kind::missing) return judge_missing(outcome, seen);
  if (*seen.failed < seen.calls) {
    outcome.evidence.sent = call_text(check, seen.args, evidence_room);
    outcome.evidence.expected = show(seen.want, evidence_room);
  }
  if (seen.answer.kind == Answer::Kind::none)
    judge_ending(outcome, seen);
  else if (seen.answer.kind == Answer::Kind::result)
    judge_result(outcome, check, seen);
  else
    judge_words(outcome, check, seen);
  auto& label = outcome.findings.front().label;
  if (label.empty()) label = call_text(check, seen.args, label_room);
}

// Right, or stopped on the way, and over a bar.
void judge_bars(Outcome& outcome, const Observation& seen) {
  outcome.bars = seen.bars;
  auto late = stdio::finding_of(seen.bars);
  if (!late) return;
  if (outcome.verdict == Verdict::accepted) outcome.verdict = Verdict::too_slow;
  if (outcome.verdict == Verdict::too_slow || outcome.verdict == Verdict::time_limit_exceeded)
    outcome.findings.push_back(std::move(*late));
}

} // namespace

Outcome judge(const Spec& check, const Observation& observation) {
  Outcome outcome;
  if (observation.error) {
    outcome.verdict = observation.error->kind == ErrorKind::machine ? Verdict::skipped : Verdict::judge_error;
    outcome.error = observation.error;
    outcome.evidence.log = observation.error_log;
    return outcome;
  }
  outcome.measured = measured_of(observation.run, observation.limits, observation.runs);
  const auto* start = std::get_if<NotStarted>(&observation.run.ending);
  if (!observation.failed || start) {
    outcome.verdict = verdict_of(observation.run.ending, {});
    if (outcome.verdict != Verdict::accepted) outcome.evidence.log = observation.run.err;
    if (start && outcome.verdict != Verdict::run_time_error)
      outcome.error = Error{ErrorKind::machine,
                            "the driver " + describe(observation.run.ending),
                            {},
                            "`bexercise doctor` looks for the cause",
                            {}};
  } else {
    judge_call(outcome, check, observation);
  }
  judge_bars(outcome, observation);
  return outcome;
}

} // namespace bex::function
