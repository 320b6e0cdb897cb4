#include "graders/command/observation.hpp"

#include "graders/upstream/upstream.hpp"

#include <memory>
#include <tuple>
#include <utility>

namespace bex::command {
namespace {

Observation broken(Error error) {
  Observation seen;
  seen.error = std::move(error);
  return seen;
}

// The service that a step names, or the only one.
const services::Given* service_of(const Step& step, const std::vector<services::Given>& all) {
  if (step.service.empty() && all.size() == 1) return &all.front();
  for (const auto& given : all)
    if (given.name == step.service) return &given;
  return nullptr;
}

Result<Task> task_for(const Spec& check, const Program& program) {
  Task task;
  if (!program.launcher.empty()) task.services = program.launcher.back();
  const auto services = services::given_of(task.services).value_or(std::vector<services::Given>{});
  for (const auto& step : check.steps) {
    if (step.arrived) continue;
    Call call{{}, step.is_query() ? step.query + "\n" : step.input, {}};
    if (step.is_query()) {
      const auto* given = service_of(step, services);
      if (!given)
        return fail(ErrorKind::pack,
                    step.service.empty() ? "a step asks a service, and not one alone is declared"
                                         : "there is no service `" + step.service + "`",
                    "name one of `[service.NAME]` in `service`");
      call.service = given->name;
    } else {
      call.words = program.argv;
      call.words.insert(call.words.end(), step.words.begin(), step.words.end());
    }
    task.calls.push_back(std::move(call));
  }
  return task;
}

Observation run_check(const Spec& check, const Settings& settings, Context& context) {
  const auto& program = context.submission;
  const auto task = task_for(check, program);
  if (!task) return broken(task.error());
  auto spec = spec_for(program);
  if (program.launcher.empty()) spec.mounts.push_back(services::own_program());
  spec.argv = {services::program_inside, std::string(session_word)};
  spec.input = to_json(*task);
  spec.limits.output = mib(64); // each call has a limit of its own
  Observation seen;
  seen.variables.emplace("seed", http::json_unsigned(context.seed));
  std::shared_ptr<upstream::Upstream> upstream;
  if (settings.upstream) {
    spec.network = Network::loopback;
    const auto port = upstream::port_for(context.seed, context.sandbox.level() != Level::unsafe);
    auto made = upstream::Upstream::make(context.clock, port, *settings.upstream);
    if (!made) return broken(std::move(made.error()));
    upstream = std::move(*made);
    upstream::Upstream::join(upstream, spec);
    upstream->play(check.upstream, seen.variables);
  }
  auto run = context.sandbox.run(spec);
  if (!run) return broken(std::move(run.error()));
  if (upstream) std::tie(seen.arrivals, seen.began) = upstream->seen();
  seen.limits = spec.limits;
  seen.typed = program.typed;
  seen.played = played_of(run->out);
  seen.run = std::move(*run);
  seen.run.out.clear();
  return seen;
}

} // namespace

std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context) {
  std::vector<Observation> all;
  const auto turn = context.turns.beside();
  for (const auto* check : checks)
    all.push_back(turn ? run_check(*check, settings, context) : broken(turn.error()));
  return all;
}

} // namespace bex::command
