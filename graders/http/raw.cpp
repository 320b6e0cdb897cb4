#include "graders/http/raw.hpp"

#include "graders/http/crowd.hpp"

#include <algorithm>

namespace bex::http {
namespace {

Finding connection(std::string want, const Talk& talk, const std::string& place) {
  std::string got = "still open";
  if (talk.ended)
    got = "closed after " + std::to_string(std::chrono::floor<Millis>(*talk.ended).count()) + " ms";
  return {"connection", std::move(want), std::move(got), place};
}

std::vector<Finding> look_at_end(const Raw& step, const Talk& talk, const std::string& place) {
  std::vector<Finding> findings;
  if (step.stays_open && talk.ended && *talk.ended < *step.stays_open) {
    const std::string time = std::to_string(step.stays_open->count());
    findings.push_back(connection("open for at least " + time + " ms", talk, place));
  }
  if (step.closes_within && (!talk.ended || *talk.ended > *step.closes_within)) {
    const std::string time = std::to_string(step.closes_within->count());
    findings.push_back(connection("closed by the server within " + time + " ms", talk, place));
  }
  return findings;
}

// A server that had the choice has closed the connection without a byte of an answer.
bool is_closed_instead(const Step& answer, const Exchange& exchange, std::uint64_t before) {
  return answer.or_close && exchange.end == Exchange::End::cut_short && exchange.fault.offset == before;
}

} // namespace

Trial look_at(const Raw& step, const Talk& talk, Variables& variables, const std::string& place) {
  Trial trial;
  if (talk.answers.empty()) trial.exchange.end = Exchange::End::answered; // nothing was awaited
  std::uint64_t before = 0;                                               // bytes of earlier answers
  for (std::size_t i = 0; i < talk.answers.size(); ++i) {
    const Step& wanted = step.answers[i];
    trial.exchange = talk.answers[i];
    if (is_closed_instead(wanted, trial.exchange, before)) {
      trial.exchange.end = Exchange::End::answered; // the close is the answer
      break;
    }
    const std::size_t of = step.answers.size();
    std::string number = of > 1 ? "answer " + std::to_string(i + 1) + " of " + std::to_string(of) : "";
    trial.examination = examine(wanted, trial.exchange, variables, after(place, number));
    if (!trial.examination.findings.empty()) return trial;
    keep(wanted.captures, trial.exchange.response, variables);
    before += trial.exchange.length;
  }
  trial.examination.findings = look_at_end(step, talk, place);
  return trial;
}

Result<Trial> RawRun::run(const Raw& step, Variables& variables, const std::string& place) {
  const auto pieces = pieces_of(step, variables);
  const std::size_t count = count_of_scripts(step, pieces);
  for (std::size_t i = 0;; ++i) {
    const bool every = step.cuts == Raw::Cuts::every;
    auto trial = converse(step, cut(step, pieces, i), variables,
                          after(place, every ? "cut at byte " + std::to_string(i + 1) : ""));
    if (!trial || !trial->examination.findings.empty() || i + 1 == count) return trial;
  }
}

Result<Trial> RawRun::converse(const Raw& step, std::vector<std::string> pieces, Variables& variables,
                               const std::string& place) {
  Script script{std::move(pieces),  step.finish, {},         step.stays_open,
                step.closes_within, when_read,   step.pause, step.takes_per_second};
  for (const Step& answer : step.answers) script.to_head.push_back(answer.to_head);
  auto talked = talk(server, clock, port, script, patience);
  if (!talked) return tl::unexpected(talked.error());
  Trial trial = look_at(step, *talked, variables, place);
  trial.exchange.request.raw = std::move(script.pieces);
  trial.exchange.request.half_close = step.finish == Finish::half_close;
  trial.exchange.came = talked->came;
  if (step.finish == Finish::hold && talked->socket) held.push_back(std::move(talked->socket));
  return trial;
}

} // namespace bex::http
