#include "graders/http/check_run.hpp"

#include "sandboxes/base/interrupt.hpp"

#include <utility>

namespace bex::http {
namespace {

constexpr Millis look_for_requests{2};
constexpr std::size_t longest_shown = 4'096;

} // namespace

bool CheckRun::has_upstream() {
  if (!settings_.upstream || server_.upstream()) return true;
  seen_.error =
      Error{ErrorKind::machine, "this server is not started here, so that it has no upstream", {}, "", {}};
  return false;
}

bool CheckRun::await_arrivals(const upstream::Wanted& wanted, Variables& variables,
                              const std::string& place) {
  upstream::Upstream& server = *server_.upstream();
  const auto wait = [&](Nanos until, const auto& is_over) {
    auto seen = server.seen().first;
    while (!is_over(seen) && clock_.now() < until && !interrupted() && !server_.ended()) {
      clock_.sleep_for(look_for_requests);
      seen = server.seen().first;
    }
    return seen;
  };
  auto seen = wait(clock_.now() + wanted.within,
                   [&](const auto& arrivals) { return is_settled(wanted, arrivals, variables); });
  std::size_t late = 0;
  if (wanted.quiet) {
    const std::size_t before = seen.size();
    seen = wait(clock_.now() + *wanted.quiet, [&](const auto& arrivals) { return arrivals.size() > before; });
    late = seen.size() - before;
  }
  auto verdicts = examine(wanted, seen, late, variables, place);
  if (verdicts.examination.findings.empty()) {
    keep(wanted, seen, variables);
    return true;
  }
  conclude_arrivals(std::move(verdicts), seen);
  return false;
}

bool CheckRun::is_upstream_fine() {
  if (!server_.upstream() || seen_.error) return true;
  const auto seen = server_.upstream()->seen().first;
  auto verdicts = examine_strays(seen, spec_.upstream);
  if (verdicts.examination.findings.empty()) return true;
  conclude_arrivals(std::move(verdicts), seen);
  return false;
}

// With the exchange before it, if there is one; of what is no request the bytes take the answer's place.
void CheckRun::conclude_arrivals(upstream::Verdicts verdicts,
                                 const std::vector<upstream::Arrival>& arrivals) {
  Exchange exchange = seen_.trial ? std::move(seen_.trial->exchange) : unsent({});
  exchange.end = verdicts.malformed ? Exchange::End::faulty : Exchange::End::answered;
  if (verdicts.shown) {
    const std::string& raw = arrivals[*verdicts.shown].raw;
    if (verdicts.malformed)
      exchange.came = raw, exchange.size = raw.size();
    else
      seen_.exhibits.push_back({"request " + std::to_string(*verdicts.shown + 1) + " to the upstream",
                                raw.substr(0, longest_shown)});
  }
  conclude(std::move(exchange), std::move(verdicts.examination));
}

void CheckRun::show_arrivals() {
  if (!server_.upstream()) return;
  const auto [arrivals, began] = server_.upstream()->seen();
  seen_.exhibits.insert(seen_.exhibits.begin(),
                        {"what arrived at the upstream", upstream::told(arrivals, began)});
}

} // namespace bex::http
