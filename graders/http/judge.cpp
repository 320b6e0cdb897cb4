#include "graders/http/http.hpp"

#include "graders/http/observation.hpp"
#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <cerrno>

namespace bex::http {
namespace {

bool ended_by_itself(const Ending& ending) {
  return std::holds_alternative<Exited>(ending) || std::holds_alternative<Signalled>(ending);
}

// The command of the submission names no program: its own mistake. Everything else that hinders a start is
// the machine's.
bool lacks_program(const Ending& ending) {
  const auto* start = std::get_if<NotStarted>(&ending);
  return start && start->step.starts_with("execute") &&
         (start->error == ENOENT || start->error == EACCES || start->error == ENOEXEC);
}

// A server that ends while it is asked has failed, whatever its exit code.
Verdict verdict_of_end(const Ending& ending) {
  return std::holds_alternative<Exited>(ending) ? Verdict::run_time_error : verdict_of(ending, {});
}

Verdict verdict_of_trial(const Trial& trial) {
  const auto& findings = trial.examination.findings;
  switch (trial.exchange.end) {
  case Exchange::End::faulty:
  case Exchange::End::cut_short:
    return Verdict::protocol_violation;
  case Exchange::End::silent:
    return Verdict::idle_limit_exceeded;
  case Exchange::End::too_large:
    return Verdict::output_limit_exceeded;
  case Exchange::End::unsent:
  case Exchange::End::answered:
    break;
  }
  if (findings.empty()) return Verdict::accepted;
  bool late_alone =
      std::ranges::all_of(findings, [](const Finding& finding) { return finding.label == "time"; });
  return late_alone ? Verdict::too_slow : Verdict::wrong_answer;
}

std::string remark_on(const Observation& seen) {
  std::vector<std::string> remarks;
  if (!seen.around.empty()) remarks.push_back(seen.around);
  if (!seen.pace.empty()) remarks.push_back(seen.pace);
  if (seen.ended_before) remarks.emplace_back("the server had ended during an earlier check of this group");
  if (seen.trial) {
    const Exchange& exchange = seen.trial->exchange;
    if (seen.trial->examination.more > 0) {
      remarks.push_back("the body differs in " + std::to_string(seen.trial->examination.more) +
                        " more places");
    }
    if (exchange.end == Exchange::End::silent && exchange.response.until_close) {
      remarks.emplace_back("the answer has neither a Content-Length nor chunks, so it ends only when the "
                           "connection is closed");
    }
    if (exchange.size > exchange.came.size()) {
      remarks.push_back("only the first " + std::to_string(exchange.came.size()) + " of " +
                        std::to_string(exchange.size) + " bytes of the answer are shown");
    }
  }
  return join(remarks, "; ");
}

// The request that shows it; those that lead there, below a comment, where it does not do so by itself.
std::string shell_lines(const Observation& seen, const Request& last) {
  if (seen.by_itself) return shell_line(last, seen.host, seen.dial);
  const auto& requests = seen.requests.empty() ? std::vector{last} : seen.requests;
  std::string lines;
  for (const Request& request : requests)
    if (const auto line = shell_line(request, seen.host, seen.dial); !line.empty()) lines += "\n" + line;
  return lines.empty() ? "" : (seen.requests.empty() ? "# its last request" : "# its requests") + lines;
}

Evidence evidence_of(const Observation& seen) {
  Evidence evidence;
  evidence.log = seen.log;
  evidence.exhibits = seen.exhibits;
  evidence.remark = remark_on(seen);
  if (!seen.paces.empty()) evidence.exhibits.push_back({"measured", seen.paces, false});
  if (!seen.trial) return evidence;
  const Exchange& exchange = seen.trial->exchange;
  if (exchange.request.method.empty() && exchange.request.raw.empty()) return evidence;
  evidence.sent = bytes_of(exchange.request);
  evidence.came = exchange.came;
  evidence.reproduce = shell_lines(seen, exchange.request);
  return evidence;
}

Verdict verdict_of_error(ErrorKind kind) {
  bool machine = kind == ErrorKind::machine || kind == ErrorKind::interrupted;
  return machine ? Verdict::skipped : Verdict::judge_error;
}

} // namespace

Outcome judge(const Spec&, const Observation& seen) {
  Outcome outcome;
  outcome.measured = seen.measured;
  outcome.bars = seen.bars;
  outcome.evidence = evidence_of(seen);
  if (seen.error) {
    outcome.verdict = verdict_of_error(seen.error->kind);
    outcome.error = seen.error;
  } else if (seen.ending && std::holds_alternative<NotStarted>(*seen.ending) &&
             !lacks_program(*seen.ending)) {
    outcome.verdict = verdict_of(*seen.ending, {});
    outcome.error = Error{ErrorKind::machine,
                          "the server " + describe(*seen.ending),
                          {},
                          "`bexercise doctor` looks for the cause",
                          {}};
  } else if (seen.not_ready &&
             (!seen.ending || ended_by_itself(*seen.ending) || lacks_program(*seen.ending))) {
    outcome.verdict = Verdict::not_ready;
    outcome.findings = {*seen.not_ready};
  } else if (seen.ending) {
    outcome.verdict = verdict_of_end(*seen.ending);
    outcome.findings = {{"server", "runs until it is stopped", describe(*seen.ending), ""}};
  } else if (seen.trial) {
    outcome.verdict = verdict_of_trial(*seen.trial);
    outcome.findings = seen.trial->examination.findings;
  } else {
    outcome.verdict = Verdict::accepted;
  }
  if (outcome.verdict == Verdict::accepted && !seen.undecided.empty()) {
    outcome.verdict = Verdict::skipped;
    outcome.error = Error{ErrorKind::machine,
                          "the speed cannot be judged: " + seen.undecided,
                          {},
                          "the check needs an accepted solution of the exercise beside yours",
                          {}};
  }
  return outcome;
}

} // namespace bex::http
