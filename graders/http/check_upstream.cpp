#include "graders/http/check_run.hpp"

#include "sandboxes/base/interrupt.hpp"

#include <algorithm>
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

std::vector<upstream::Arrival>
CheckRun::await(Nanos until, const std::function<bool(const std::vector<upstream::Arrival>&)>& is_over) {
  const upstream::Upstream& server = *server_.upstream();
  auto seen = server.seen().first;
  while (!is_over(seen) && clock_.now() < until && !interrupted() && !server_.ended()) {
    clock_.sleep_for(look_for_requests);
    seen = server.seen().first;
  }
  return seen;
}

std::optional<std::size_t> CheckRun::canary(const std::vector<std::string>& paths, Millis patience) {
  std::optional<std::size_t> found;
  (void)await(clock_.now() + patience, [&](const std::vector<upstream::Arrival>& arrivals) {
    for (const upstream::Arrival& arrival : arrivals) {
      const auto path = std::ranges::find(paths, arrival.request.path());
      if (path != paths.end() && !found) found = static_cast<std::size_t>(path - paths.begin());
    }
    return found.has_value();
  });
  fetched_ = found.has_value();
  return found;
}

bool CheckRun::await_arrivals(const upstream::Wanted& wanted, Variables& variables,
                              const std::string& place) {
  auto seen = await(clock_.now() + wanted.within,
                    [&](const auto& arrivals) { return is_settled(wanted, arrivals, variables); });
  std::size_t late = 0;
  if (wanted.quiet) {
    const std::size_t before = seen.size();
    seen =
        await(clock_.now() + *wanted.quiet, [&](const auto& arrivals) { return arrivals.size() > before; });
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
  if (!server_.upstream() || seen_.error || fetched_) return true;
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
    const std::string title = "request " + std::to_string(*verdicts.shown + 1) + " to the upstream";
    const auto same = [&](const Exhibit& exhibit) { return exhibit.title == title; };
    if (verdicts.malformed)
      exchange.came = raw, exchange.size = raw.size();
    else if (std::ranges::none_of(seen_.exhibits, same)) // it may be at fault twice
      seen_.exhibits.push_back({title, raw.substr(0, longest_shown)});
  }
  conclude(std::move(exchange), std::move(verdicts.examination));
}

void CheckRun::show_arrivals() {
  if (!server_.upstream()) return;
  const auto [arrivals, began] = server_.upstream()->seen();
  seen_.exhibits.insert(seen_.exhibits.begin(),
                        {upstream::heading(spec_.upstream), upstream::told(arrivals, began)});
}

} // namespace bex::http
