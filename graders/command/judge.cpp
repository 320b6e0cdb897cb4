#include "graders/command/observation.hpp"

#include "graders/compare.hpp"
#include "graders/measure.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::command {
namespace {

constexpr std::size_t most_commands = 6, most_statements = 8, most_width = 160;

std::string command_of(const std::vector<std::string>& typed, const Step& step) {
  std::string line = "$";
  for (const auto* words : {&typed, &step.words})
    for (const auto& word : *words) line += " " + shell_quote(word);
  if (line.size() > 4 * most_width) line = line.substr(0, 4 * most_width) + " ...";
  if (step.input.empty()) return line + "\n";
  const auto count = std::count(step.input.begin(), step.input.end(), '\n');
  return fmt::format("{}   # with {} on stdin\n", line,
                     count == 1 ? "a line" : fmt::format("{} lines", count));
}

// What led to the step: the last commands.
std::string story_of(const Spec& check, const Observation& seen, std::size_t failed) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i <= failed && i < check.steps.size(); ++i)
    if (!check.steps[i].is_query() && !check.steps[i].arrived)
      lines.push_back(command_of(seen.typed, check.steps[i]));
  const auto first = lines.size() - std::min(lines.size(), most_commands);
  return join(std::span(lines).subspan(first), "");
}

Outcome with(Verdict verdict, Finding finding) {
  Outcome outcome;
  outcome.verdict = verdict;
  outcome.findings.push_back(std::move(finding));
  return outcome;
}

std::optional<Outcome> judge_exit(const Step& step, const Played& came) {
  const auto want = std::to_string(step.exit);
  if (came.signal != 0)
    return with(Verdict::run_time_error, {"exit code", want, describe(Signalled{came.signal}), {}});
  if (came.exit == step.exit) return std::nullopt;
  // A program that gives up where it should go on has failed; one that goes on where it should not is wrong.
  return with(step.exit == 0 ? Verdict::run_time_error : Verdict::wrong_answer,
              {"exit code", want, std::to_string(came.exit), {}});
}

std::optional<Outcome> judge_streams(const Step& step, const Played& came) {
  if (came.out.size() >= most_output)
    return with(Verdict::output_limit_exceeded, {"output", "less than 1 MiB", "more", {}});
  if (step.out)
    if (const auto found = compare::first_difference({}, *step.out, came.out)) {
      auto outcome =
          with(Verdict::wrong_answer, {"stdout", found->want, found->got,
                                       fmt::format("line {}, column {}", found->line, found->column)});
      outcome.evidence.expected = *step.out;
      return outcome;
    }
  if (step.err && *step.err == came.err.empty())
    return with(
        Verdict::wrong_answer,
        {"stderr", *step.err ? "a line that says why" : "nothing", came.err.substr(0, most_width), {}});
  return std::nullopt;
}

std::optional<Outcome> judge_work(const Step& step, const Played& came) {
  const auto over = [](const std::optional<int>& most, std::size_t count) {
    return most && count > static_cast<std::size_t>(*most);
  };
  std::optional<Outcome> outcome;
  const Nanos took(came.ended - came.began);
  if (step.within && took > *step.within)
    return with(Verdict::too_slow, {"time",
                                    fmt::format("at most {} ms", step.within->count()),
                                    fmt::format("{} ms", std::chrono::floor<Millis>(took).count()),
                                    {}});
  if (over(step.connections, static_cast<std::size_t>(came.connections)))
    outcome = with(Verdict::too_slow, {"connections to the database",
                                       fmt::format("at most {}", *step.connections),
                                       std::to_string(came.connections),
                                       {}});
  else if (over(step.statements, came.statements.size()))
    outcome = with(Verdict::too_slow, {"statements that the database saw",
                                       fmt::format("at most {}", *step.statements),
                                       std::to_string(came.statements.size()),
                                       {}});
  if (!outcome) return std::nullopt;
  std::string text;
  for (std::size_t i = 0; i < std::min(came.statements.size(), most_statements); ++i)
    text += came.statements[i].substr(0, most_width) + "\n";
  if (came.statements.size() > most_statements) text += "...\n";
  outcome->evidence.exhibits.push_back({"the database saw", text, false});
  return outcome;
}

Outcome judge_query(const Step& step, const Played& came) {
  Outcome outcome;
  outcome.verdict = Verdict::accepted;
  const auto found = compare::first_difference({}, *step.out, came.out);
  if (!found && came.exit == 0) return outcome;
  const bool answered = came.exit == 0;
  outcome = with(Verdict::wrong_answer, {"in the database",
                                         found && answered ? found->want : "an answer",
                                         found && answered ? found->got : std::string(trim(came.err)),
                                         {}});
  outcome.evidence.exhibits = {{"looked at afterwards", step.query + "\n", false},
                               {"expected", *step.out, true},
                               {"found", came.out, false}};
  return outcome;
}

Outcome judge_step(const Step& step, const Played& came) {
  if (step.is_query()) return judge_query(step, came);
  Outcome right;
  right.verdict = Verdict::accepted;
  for (auto* look : {judge_exit, judge_streams, judge_work})
    if (auto outcome = look(step, came)) {
      outcome->evidence.came = came.out;
      outcome->evidence.log = came.err + came.log;
      return std::move(*outcome);
    }
  return right;
}

Outcome judge_requests(upstream::Verdicts found, const Observation& seen, const upstream::Script& script) {
  Outcome outcome;
  outcome.verdict = Verdict::accepted;
  if (found.examination.findings.empty()) return outcome;
  outcome.verdict = found.malformed ? Verdict::protocol_violation : Verdict::wrong_answer;
  outcome.findings = std::move(found.examination.findings);
  outcome.evidence.exhibits = {{upstream::heading(script), upstream::told(seen.arrivals, seen.began), false}};
  if (!found.shown) return outcome;
  const auto& raw = seen.arrivals[*found.shown].raw;
  if (found.malformed)
    outcome.evidence.came = raw;
  else
    outcome.evidence.exhibits.push_back(
        {fmt::format("request {} to the upstream", *found.shown + 1), raw.substr(0, 4 * most_width), false});
  return outcome;
}

// What had arrived when the call before it was over.
Outcome judge_arrived(const upstream::Wanted& wanted, const Observation& seen, Nanos moment,
                      const upstream::Script& script) {
  const auto late = [&](const upstream::Arrival& arrival) { return arrival.came > moment; };
  const auto end = std::find_if(seen.arrivals.begin(), seen.arrivals.end(), late);
  const auto arrivals = std::span(seen.arrivals).first(static_cast<std::size_t>(end - seen.arrivals.begin()));
  auto found = upstream::examine(wanted, arrivals, 0, seen.variables, {});
  return judge_requests(std::move(found), seen, script);
}

Nanos last_end(const Observation& seen, std::size_t played) {
  return Nanos(played == 0 ? 0 : seen.played[played - 1].ended);
}

Outcome not_judged(Verdict verdict, Error error) {
  Outcome outcome;
  outcome.verdict = verdict;
  outcome.error = std::move(error);
  return outcome;
}

// The session did not come to its end.
Outcome judge_ending(const Spec& check, const Observation& seen) {
  const auto* exited = std::get_if<Exited>(&seen.run.ending);
  if (exited && exited->code == no_service)
    return not_judged(Verdict::skipped, {ErrorKind::machine,
                                         std::string(trim(seen.run.err)),
                                         {},
                                         "`bexercise doctor` looks for the cause",
                                         {}});
  Outcome outcome;
  outcome.verdict = verdict_of(seen.run.ending, {});
  if (outcome.verdict ==
      Verdict::judge_error) // the program has ended who called it, or the machine is at fault
    return not_judged(outcome.verdict, {ErrorKind::machine,
                                        "the session " + describe(seen.run.ending),
                                        {},
                                        "`bexercise doctor` looks for the cause",
                                        {}});
  if (outcome.verdict == Verdict::accepted) outcome.verdict = Verdict::run_time_error;
  outcome.evidence.sent = story_of(check, seen, seen.played.size());
  return outcome;
}

} // namespace

Outcome judge(const Spec& check, const Observation& seen) {
  if (seen.error)
    return not_judged(seen.error->kind == ErrorKind::machine ? Verdict::skipped : Verdict::judge_error,
                      *seen.error);
  // What comes of a request that is none, or that nobody expects, follows from that.
  Outcome outcome =
      judge_requests(upstream::examine_strays(seen.arrivals, check.upstream), seen, check.upstream);
  if (outcome.verdict != Verdict::accepted) outcome.evidence.sent = story_of(check, seen, check.steps.size());
  std::size_t played = 0;
  bool cut_off = false;
  for (std::size_t i = 0; i < check.steps.size() && outcome.verdict == Verdict::accepted && !cut_off; ++i) {
    const Step& step = check.steps[i];
    cut_off = !step.arrived && played == seen.played.size();
    if (cut_off) break;
    outcome = step.arrived ? judge_arrived(*step.arrived, seen, last_end(seen, played), check.upstream)
                           : judge_step(step, seen.played[played++]);
    if (outcome.verdict != Verdict::accepted) outcome.evidence.sent = story_of(check, seen, i);
  }
  const bool ended_early = outcome.verdict == Verdict::accepted &&
                           (cut_off || verdict_of(seen.run.ending, {}) != Verdict::accepted);
  if (ended_early) outcome = judge_ending(check, seen);
  // What was measured is the session; it says nothing of one step that is not as expected.
  if (outcome.verdict == Verdict::accepted || (ended_early && !outcome.error))
    outcome.measured = measured_of(seen.run, seen.limits);
  return outcome;
}

} // namespace bex::command
