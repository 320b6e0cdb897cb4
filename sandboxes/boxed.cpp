#include "sandboxes/boxed.hpp"

#include "sandboxes/base/interrupt.hpp"
#include "sandboxes/init/protocol.hpp"
#include "sandboxes/running.hpp"
#include "sandboxes/supervision.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <utility>

namespace bex {
namespace {

std::string describe_step(const Plan& plan, int step) {
  if (step >= 0 && static_cast<std::size_t>(step) < plan.ops.size())
    return step_of(plan.ops[static_cast<std::size_t>(step)]);
  const auto index = static_cast<std::size_t>(-1 - step);
  if (index >= std::size(init::start_steps)) return "start";
  const std::string text = init::start_steps[index];
  switch (static_cast<init::StartStep>(index)) {
  case init::StartStep::exec:
    return text + " " + plan.argv.front();
  case init::StartStep::folder:
    return text + " " + plan.cwd;
  default:
    return text;
  }
}

} // namespace

Result<void> take_streams(const SandboxSpec& spec, PreparedRun& run) {
  const auto take = [](Result<Fd> from, Fd& to) -> Result<void> {
    if (!from) return tl::unexpected<Error>(from.error());
    to = std::move(*from);
    return {};
  };
  if (!spec.streams) return take(make_input(spec.input), run.input);
  const auto& given = *spec.streams;
  run.plan.terminal = given.terminal;
  if (auto taken = take(given.in < 0 ? make_input(spec.input) : duplicate(given.in), run.input); !taken)
    return taken;
  for (const auto& [fd, to] : {std::pair{given.out, &run.out}, std::pair{given.err, &run.err}})
    if (fd >= 0)
      if (auto taken = take(duplicate(fd), *to); !taken) return taken;
  return {};
}

Result<RunResult> carry_out(PreparedRun& prepared, Supervision& supervision, Level level,
                            const std::function<void(Box&)>& on_started) {
  if (interrupted()) return fail(ErrorKind::interrupted, "interrupted");
  const auto not_started = [&](NotStarted refusal) {
    RunResult result;
    result.level = level;
    result.ending = std::move(refusal);
    return result;
  };
  if (prepared.refused) return not_started(*prepared.refused);
  auto box = launch(prepared.plan, prepared.lease ? &prepared.lease->box : nullptr, std::move(prepared.input),
                    {std::move(prepared.out), std::move(prepared.err)}, std::move(prepared.box),
                    std::move(prepared.root));
  if (!box) return not_started(box.error());
  if (prepared.lease) prepared.lease->tidy();
  auto result = supervision.see_through(
      *box, [&](int step) { return describe_step(prepared.plan, step); },
      [&] {
        if (on_started) on_started(*box);
      });
  box->status.reset(); // init's leave to go
  if (prepared.lease)
    prepared.lease->init = box->pid;
  else
    ::waitpid(box->pid, nullptr, 0);
  if (!result || prepared.collect.empty()) return result;
  const auto* exited = std::get_if<Exited>(&result->ending);
  if (!exited || exited->code != 0) return result;
  if (!supervision.box_folder()) return fail(ErrorKind::machine, "could not open the box to copy out of it");
  if (auto copied = copy_out(supervision.box_folder().get(), prepared.collect, prepared.limits.scratch);
      !copied)
    return tl::unexpected<Error>(copied.error());
  return result;
}

Result<RunResult> Boxed::run(const SandboxSpec& spec) {
  auto prepared = prepare(spec);
  if (!prepared) return tl::unexpected<Error>(prepared.error());
  Supervision supervision(prepared->limits, level_, prepared->lease ? prepared->lease->group.get() : nullptr);
  return carry_out(*prepared, supervision, level_);
}

Result<std::unique_ptr<Running>> Boxed::start(const SandboxSpec& spec) {
  auto prepared = prepare(spec);
  if (!prepared) return tl::unexpected<Error>(prepared.error());
  return start_running(std::move(*prepared), level_);
}

} // namespace bex
