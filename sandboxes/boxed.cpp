#include "sandboxes/boxed.hpp"

#include "sandboxes/base/interrupt.hpp"
#include "sandboxes/init/protocol.hpp"
#include "sandboxes/running.hpp"
#include "sandboxes/service.hpp"
#include "sandboxes/supervision.hpp"

#include <cerrno>
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

Result<void> open_folder(const fs::path& path, Fd& to) {
  if (path.empty()) return {};
  to = Fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (to) return {};
  return fail_errno(ErrorKind::usage, "could not open the folder `" + path.string() + "`", errno);
}

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

} // namespace

Result<void> take_ends(const SandboxSpec& spec, PreparedRun& run) {
  run.limits = spec.limits;
  run.collect = spec.collect;
  run.data_to = spec.data_to;
  if (spec.inlet) run.take_inlet = spec.inlet->take;
  if (auto taken = take_streams(spec, run); !taken) return taken;
  if (auto opened = open_folder(spec.box, run.box); !opened) return opened;
  return open_folder(spec.data_from, run.data);
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
                    std::move(prepared.data), std::move(prepared.root));
  if (!box) return not_started(box.error());
  if (prepared.lease) prepared.lease->tidy();
  auto result = supervision.see_through(
      *box, [&](int step) { return describe_step(prepared.plan, step); },
      [&] {
        if (prepared.take_inlet)
          if (auto inlet = receive_socket(box->service)) prepared.take_inlet(std::move(*inlet));
        if (on_started) on_started(*box);
      });
  box->status.reset(); // init's leave to go
  if (prepared.lease)
    prepared.lease->init = box->pid;
  else
    ::waitpid(box->pid, nullptr, 0);
  if (result && !prepared.data_to.empty()) {
    auto copied = supervision.folder()
                      ? copy_out(supervision.folder().get(), prepared.data_to, prepared.limits.scratch)
                      : fail(ErrorKind::machine, "it was never there");
    if (!copied) result->data_lost = copied.error().what;
  }
  if (!result || prepared.collect.empty()) return result;
  const auto* exited = std::get_if<Exited>(&result->ending);
  if (!exited || exited->code != 0) return result;
  if (!supervision.folder()) return fail(ErrorKind::machine, "could not open the box to copy out of it");
  if (auto copied = copy_out(supervision.folder().get(), prepared.collect, prepared.limits.scratch); !copied)
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
