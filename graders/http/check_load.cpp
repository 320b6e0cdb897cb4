#include "graders/http/check_run.hpp"
#include "graders/http/flood.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace bex::http {
namespace {

// A server that nobody asks may take so much of one processor, and may take more for so long in all: whatever
// compiles or cleans up behind a slice is done by then.
constexpr double most_busy = 0.25;
constexpr Nanos most_wasted = std::chrono::seconds(4);
constexpr Millis calm{50}; // before the next pair

} // namespace

// What the clients of `step` ask, and how their answers are judged.
Question CheckRun::question_of(const Step& step, Variables& variables, Unique& unique,
                               const std::string& place) {
  Question question;
  question.clients = step.clients;
  question.alike = step.load->alike;
  question.ask = [&](int client, int round) {
    set_place(variables, client, round);
    return fill_in(step, variables);
  };
  question.judge = [&](const Exchange& exchange) {
    set_place(variables, exchange.client, exchange.round);
    std::string where = after(place, "client " + std::to_string(exchange.client));
    where = after(where, "request " + std::to_string(exchange.round));
    Examination examination = examine(step, exchange, variables, where);
    if (examination.findings.empty()) examination.findings = unique.take(exchange, where);
    return examination;
  };
  return question;
}

bool CheckRun::can_be_asked(const Step& step, Variables& variables, const std::string& place) {
  set_place(variables, 1, 1);
  const auto flaw = flaw_of(fill_in(step, variables));
  if (!flaw) return true;
  conclude(unsent({}),
           {{{"request", "an earlier answer with values that can be sent on", flaw->what, place}}, 0});
  return false;
}

// Nothing when an answer was not as expected, or none came.
std::optional<Pace> CheckRun::take_slice(Flood& flood, std::size_t requests, Nanos time) {
  auto slice = flood.run(requests, time, settings_.step);
  if (!slice) {
    gave_up(slice.error(), clock_.now());
    conclude(flood.last(), {});
    seen_.trial->exchange.end = Exchange::End::unsent;
    return std::nullopt;
  }
  if (slice->failure) {
    broke_ = slice->failure->exchange.end == Exchange::End::cut_short;
    conclude(std::move(slice->failure->exchange), std::move(slice->failure->examination));
    return std::nullopt;
  }
  return pace_of(std::move(slice->latencies), slice->took);
}

bool CheckRun::run_load(const Step& step, Variables& variables, const std::string& place) {
  if (!can_be_asked(step, variables, place)) return false;
  Unique unique(step);
  std::vector<Fd> slow;
  if (step.slow_clients > 0) slow = crowd_in(step, variables);
  client_->retire_all();
  Flood flood(server_.running(), clock_, server_.port(), question_of(step, variables, unique, place));
  if (step.load->has_bar() && reference_) return race(step, flood, place);
  const Load& load = *step.load;
  const auto pace = take_slice(flood, load.requests.value_or(std::numeric_limits<std::size_t>::max()),
                               load.requests ? Nanos::max() / 2 : Nanos(load.time));
  if (!pace) return false;
  seen_.pace = describe(*pace);
  if (load.has_bar()) seen_.undecided = lacking_;
  conclude(flood.last(), {});
  return true;
}

std::optional<Pace> CheckRun::take_reference_slice(Flood& flood, const Pairs& pairs, double& busy) {
  const auto before = server_.running().census();
  const Nanos begun = clock_.now();
  auto pace = reference_->take_slice(flood, pairs.requests(), pairs.time());
  const Nanos took = clock_.now() - begun;
  const auto after = server_.running().census();
  busy = before && after ? std::chrono::duration<double>(after->cpu - before->cpu) / took : 0;
  return pace;
}

bool CheckRun::blame_bustle(double busy, const Exchange& last, const std::string& place) {
  const auto percent = [](double share) { return std::to_string(std::lround(100 * share)) + " %"; };
  seen_.pace =
      "what works in the background while nobody asks slows down the reference, so that nothing can be "
      "measured by it: a server waits for requests asleep";
  conclude(last, {{{"time", "at most " + percent(most_busy) + " of a processor while nobody asks",
                    percent(busy), place}},
                  0});
  return false;
}

// The reference is asked the same, in turn. The first pair is for whatever gets faster by being used. A pair
// in which the submission took processor time from the reference does not count.
bool CheckRun::race(const Step& step, Flood& flood, const std::string& place) {
  CheckRun& other = *reference_;
  if (!other.can_be_asked(step, other.variables_, place)) return blame_reference();
  Unique unique(step);
  std::vector<Fd> slow;
  if (step.slow_clients > 0) slow = other.crowd_in(step, other.variables_);
  other.client_->retire_all();
  Flood theirs(other.server_.running(), clock_, other.server_.port(),
               other.question_of(step, other.variables_, unique, place));
  Pairs pairs(*step.load);
  Nanos wasted{};
  for (bool warm = false; !pairs.decided();) {
    const Nanos begun = clock_.now();
    const bool first = pairs.count() % 2 == 0;
    double busy = 0;
    std::optional<Pace> ours, reference;
    if (first && !(ours = take_slice(flood, pairs.requests(), pairs.time()))) return false;
    if (!(reference = take_reference_slice(theirs, pairs, busy))) return blame_reference();
    if (!first && !(ours = take_slice(flood, pairs.requests(), pairs.time()))) return false;
    if (busy > most_busy) {
      clock_.sleep_for(calm);
      wasted += clock_.now() - begun;
      if (wasted > most_wasted) return blame_bustle(busy, flood.last(), place);
    } else if (std::exchange(warm, true)) {
      pairs.add(*ours, *reference);
    }
  }
  Examination examination{pairs.findings(place), 0};
  const bool kept = examination.findings.empty();
  for (BarResult& bar : pairs.bars()) seen_.bars.push_back(std::move(bar));
  seen_.paces = pairs.table();
  if (!kept) seen_.pace = pairs.advice();
  conclude(flood.last(), std::move(examination));
  return kept;
}

bool CheckRun::follow(const Step& step, const std::string& place) {
  if (step.load && step.load->has_bar()) return true; // it was asked in turn
  return reference_->run_step(step, reference_->variables_, place) || blame_reference();
}

// It passes the whole exercise, or the pack is wrong; but a machine can fail it.
bool CheckRun::blame_reference() {
  const Observation& seen = reference_->seen_;
  if (seen.error) {
    seen_.error = seen.error;
    return false;
  }
  std::string what = "the reference that this is measured against does not pass";
  if (seen.trial && !seen.trial->examination.findings.empty()) {
    const Finding& finding = seen.trial->examination.findings.front();
    what += ": " + finding.label + ": expected " + finding.want + ", came " + finding.got;
  }
  seen_.error = Error{ErrorKind::pack, what, {}, "this is a fault of the pack: tell its authors", {}};
  return false;
}

} // namespace bex::http
