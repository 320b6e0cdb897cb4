#include "graders/http/http.hpp"

#include "graders/http/life.hpp"
#include "graders/http/observation.hpp"
#include "graders/http/server.hpp"
#include "graders/measure.hpp"
#include "sandboxes/base/text.hpp"

#include <utility>

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

Settings under(Settings settings, const Spec& check) {
  for (const auto& variable : check.env) {
    std::erase_if(settings.env, [&](const auto& one) { return one.first == variable.first; });
    settings.env.push_back(variable);
  }
  return settings;
}

// A server for checks that have these steps; it runs unless they begin without one.
Result<Server> server_for(std::span<const Step> steps, const Settings& settings, Context& context) {
  if (!has_life(steps)) return Server::start(settings, context);
  auto server = Server::keep(settings, context);
  if (!server || begins_down(steps)) return server;
  if (auto begun = server->begin(settings); !begun) return tl::unexpected(begun.error());
  return server;
}

// The one that bars are measured against, in a box of its own.
Result<Server> reference_for(std::span<const Step> steps, const Settings& settings, const Context& context) {
  Context theirs{context.sandbox, context.clock, *context.yardstick.program};
  theirs.seed = context.seed;
  auto server = server_for(steps, settings, theirs);
  if (!server || (!server->not_ready() && !server->bad_probe())) return server;
  const auto& why = server->not_ready();
  const auto& end = server->ended();
  const bool machine = end && std::holds_alternative<NotStarted>(end->ending);
  return fail(machine ? ErrorKind::machine : ErrorKind::pack,
              "the reference never was ready: it " + (why ? why->got : "gives no valid answer"),
              machine ? "`bexercise doctor` looks for the cause"
                      : "this is a fault of the pack: tell its authors");
}

// Checks that share a server, or one that has its own.
std::vector<Observation> observe_together(std::span<const Spec* const> checks, const Settings& of_all,
                                          Context& context) {
  const Settings settings = under(of_all, *checks.front());
  const std::span<const Step> first = checks.front()->steps;
  auto server = server_for(first, settings, context);
  Observation failed;
  std::optional<Server> other;
  Reference reference;
  if (!server) failed.error = server.error();
  if (server && has_bar(first) && context.yardstick.program) {
    auto made = reference_for(first, settings, context);
    if (!made) failed.error = made.error();
    if (made) reference.server = &other.emplace(std::move(*made));
  } else {
    reference.lacking = context.yardstick.lacking;
  }
  if (failed.error) return all_alike(checks.size(), failed);
  std::vector<Observation> observations;
  if (server->not_ready() || server->bad_probe()) {
    observations = all_alike(checks.size(), unready(*server));
  } else {
    observations = observe_at(*server, checks, settings, context.clock, context.seed, reference);
  }
  const auto& end = server->ended();
  Measured measured = measured_of(end ? *end : server->stop(), context.submission.limits);
  for (Observation& observation : observations) observation.measured = measured;
  return observations;
}

Observation failed_by(Error error) {
  Observation failed;
  failed.error = std::move(error);
  return failed;
}

// What has bars is left for later.
std::optional<Error> observe_beside(std::span<const Spec* const> checks, const Settings& settings,
                                    Context& context, std::vector<Observation>& observations) {
  const auto turn = context.turns.beside();
  if (!turn) return turn.error();
  std::vector<const Spec*> together;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < checks.size(); ++i) {
    if (is_apart(*checks[i]) || has_bar(checks[i]->steps)) continue;
    together.push_back(checks[i]);
    places.push_back(i);
  }
  if (!together.empty()) {
    auto shared = observe_together(together, settings, context);
    for (std::size_t i = 0; i < places.size(); ++i) observations[places[i]] = std::move(shared[i]);
  }
  for (std::size_t i = 0; i < checks.size(); ++i)
    if (is_apart(*checks[i]))
      observations[i] = std::move(observe_together(checks.subspan(i, 1), settings, context).front());
  return std::nullopt;
}

Observation observe_alone(const Spec& check, const Settings& settings, Context& context) {
  const auto turn = context.turns.alone();
  if (!turn) return failed_by(turn.error());
  const Spec* const one = &check;
  return std::move(observe_together({&one, 1}, settings, context).front());
}

std::vector<Observation> observe_once(std::span<const Spec* const> checks, const Settings& settings,
                                      Context& context) {
  std::vector<Observation> observations(checks.size());
  if (auto error = observe_beside(checks, settings, context, observations))
    return all_alike(checks.size(), failed_by(std::move(*error)));
  bool failed = false;
  for (std::size_t i = 0; i < checks.size(); ++i)
    failed = failed ||
             (!has_bar(checks[i]->steps) && judge(*checks[i], observations[i]).verdict != Verdict::accepted);
  const bool leave_out = failed && context.purpose != Purpose::feedback;
  for (std::size_t i = 0; i < checks.size(); ++i)
    if (has_bar(checks[i]->steps))
      observations[i] =
          leave_out ? failed_by({ErrorKind::machine, "left out: another check has failed", {}, "", {}})
                    : observe_alone(*checks[i], settings, context);
  return observations;
}

// "as a later stage wants it: with ..."
std::string describe_profile(const Settings& settings) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : settings.around.env) parts.push_back(name + "=" + value);
  if (const int silent = settings.around.silent_connections; silent > 0)
    parts.push_back(std::to_string(silent) + " more connection" + (silent == 1 ? "" : "s") + " that say" +
                    (silent == 1 ? "s" : "") + " nothing");
  if (settings.own_connection) parts.emplace_back("a connection of its own for each request");
  return parts.empty() ? "" : "as a later stage wants it: with " + join(parts, ", ");
}

// Requests of this step that one connection could carry, at least.
std::size_t requests_in_a_row(const Step& step) {
  const bool asks = !step.raw && !step.log && !step.file && !step.stop && !step.start && !step.data &&
                    !step.arrived && !step.load;
  const bool asks_more = step.call || step.crud || !step.also.none() || step.security;
  return asks ? static_cast<std::size_t>(step.repeat) + (asks_more ? 1 : 0) : 0;
}

bool asks_several(const Spec& check) {
  std::size_t requests = 0;
  for (const Step& step : check.steps) requests += requests_in_a_row(step);
  return requests * check.rows.size() * static_cast<std::size_t>(check.trials) > 1;
}

bool is_fine(const Spec& check, const Observation& seen) {
  return judge(check, seen).verdict == Verdict::accepted;
}

// What was right over connections that were kept has to be right with one for each request. Checks of a group
// may build on each other, so all of them are asked.
void observe_again(std::span<const Spec* const> checks, Settings settings, Context& context,
                   std::vector<Observation>& observations) {
  std::vector<const Spec*> again;
  std::vector<std::size_t> places;
  bool several = false;
  for (std::size_t i = 0; i < checks.size(); ++i) {
    if (has_bar(checks[i]->steps) || has_life(checks[i]->steps)) continue;
    if (!is_fine(*checks[i], observations[i])) return;
    several = several || asks_several(*checks[i]);
    again.push_back(checks[i]);
    places.push_back(i);
  }
  if (!several) return;
  settings.own_connection = true;
  auto second = observe_once(again, settings, context);
  for (std::size_t i = 0; i < places.size(); ++i) {
    second[i].around = describe_profile(settings);
    if (!is_fine(*again[i], second[i])) observations[places[i]] = std::move(second[i]);
  }
}

} // namespace

std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context) {
  auto observations = observe_once(checks, settings, context);
  for (Observation& observation : observations) observation.around = describe_profile(settings);
  if (settings.around.connection_per_request) observe_again(checks, settings, context, observations);
  return observations;
}

} // namespace bex::http
