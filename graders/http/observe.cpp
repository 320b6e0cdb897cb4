#include "graders/http/http.hpp"

#include "graders/http/life.hpp"
#include "graders/http/observation.hpp"
#include "graders/http/server.hpp"
#include "graders/measure.hpp"

namespace bex::http {
namespace {

std::vector<Observation> all_alike(std::size_t count, const Observation& observation) {
  return std::vector<Observation>(count, observation);
}

Observation unready(Server& server) {
  Observation seen;
  seen.not_ready = server.not_ready();
  if (const auto& end = server.ended()) seen.ending = end->ending;
  if (server.bad_probe()) {
    Trial trial{*server.bad_probe(), examine({}, *server.bad_probe(), {}, "")};
    trial.exchange.response.body.clear();
    seen.trial = std::move(trial);
  }
  seen.host = server.host();
  seen.log = server.log();
  return seen;
}

// Checks that share a server, or one that steers the life of its own.
std::vector<Observation> observe_together(std::span<const Spec* const> checks, const Settings& settings,
                                          Context& context) {
  const std::span<const Step> first = checks.front()->steps;
  auto server = has_life(first) ? Server::keep(settings, context) : Server::start(settings, context);
  Observation failed;
  if (server && has_life(first) && !begins_down(first)) {
    if (auto begun = server->begin(settings); !begun) failed.error = begun.error();
  }
  if (!server) failed.error = server.error();
  if (failed.error) return all_alike(checks.size(), failed);
  std::vector<Observation> observations;
  if (server->not_ready() || server->bad_probe()) {
    observations = all_alike(checks.size(), unready(*server));
  } else {
    observations = observe_at(*server, checks, settings, context.clock, context.seed);
  }
  const auto& end = server->ended();
  Measured measured = measured_of(end ? *end : server->stop(), context.submission.limits);
  for (Observation& observation : observations) observation.measured = measured;
  return observations;
}

} // namespace

std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context) {
  const auto turn = context.turns.beside();
  if (!turn) {
    Observation failed;
    failed.error = turn.error();
    return all_alike(checks.size(), failed);
  }
  std::vector<const Spec*> together;
  for (const Spec* check : checks)
    if (!has_life(check->steps)) together.push_back(check);
  std::vector<Observation> shared;
  if (!together.empty()) shared = observe_together(together, settings, context);
  std::vector<Observation> observations;
  auto next = shared.begin();
  for (const Spec* check : checks) {
    if (has_life(check->steps))
      observations.push_back(std::move(observe_together({&check, 1}, settings, context).front()));
    else
      observations.push_back(std::move(*next++));
  }
  return observations;
}

} // namespace bex::http
