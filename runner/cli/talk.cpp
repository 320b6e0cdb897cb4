#include "runner/cli/talk.hpp"

#include "runner/cli/by_hand.hpp"
#include "runner/cli/pty.hpp"
#include "runner/render/run.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <cerrno>
#include <cstdlib>
#include <poll.h>
#include <unistd.h>

namespace bex::cli {
namespace {

constexpr int look_every_ms = 200; // for an end that closes no terminal

Answered ended(const Session& session, const RunResult& result, const Limits& limits) {
  const int code = run_code_of(result.ending);
  if (const auto* refused = std::get_if<NotStarted>(&result.ending))
    return refuse(ErrorKind::machine, "could not " + with_errno(refused->step, refused->error),
                  "`bexercise doctor` says what this machine can do");
  auto members = render::run_json(result, limits);
  members["out"] = result.out;
  members["err"] = result.err;
  auto done = answer(session, for_stream(1, result.out), std::move(members), ExitCode{code});
  if (session.args.json) return done;
  done.notes = for_stream(2, result.err);
  if (!std::holds_alternative<Exited>(result.ending))
    done.notes += "bexercise: the shell " + render::run_line(result, nullptr) + "\n";
  return done;
}

// All bytes that are there; false at the end.
bool pass_on(int from, int to) {
  char part[65536];
  const ssize_t n = ::read(from, part, sizeof part);
  if (n < 0) return errno == EINTR || errno == EAGAIN; // EIO: nobody has the slave open any more (pty(7))
  return n > 0 && write_all(to, {part, static_cast<std::size_t>(n)}) == 0;
}

// The user's terminal and the shell's, until the shell is gone.
Result<RunResult> attend(Running& running, const Fd& master) {
  const InterruptCatch stop;
  const RawMode raw(0);
  const int resized = resize_fd();
  copy_size(0, master.get()); // it may have changed before somebody listened
  bool keys = true, screen = true;
  while (!running.ended()) {
    pollfd all[] = {{keys ? 0 : -1, POLLIN, 0},
                    {screen ? master.get() : -1, POLLIN, 0},
                    {resized, POLLIN, 0},
                    {stop.fd(), POLLIN, 0}};
    if (::poll(all, 4, look_every_ms) < 0 && errno != EINTR)
      return fail_errno(ErrorKind::internal, "could not wait for the terminal", errno);
    if (all[3].revents != 0)
      return running.stop(Millis{0}); // the terminal was closed, or somebody wants us to end
    if (all[2].revents != 0) {
      std::uint64_t count = 0;
      (void)!::read(resized, &count, sizeof count);
      copy_size(0, master.get());
    }
    if (all[1].revents != 0) screen = pass_on(master.get(), 1);
    if (all[0].revents != 0) keys = pass_on(0, master.get());
    if (!keys) return running.stop(Millis{0});
  }
  return *running.ended();
}

Answered talk(const Session& session, Sandbox& sandbox, SandboxSpec spec) {
  auto pty = Pty::make(0);
  if (!pty) return refuse(pty.error());
  const char* term = std::getenv("TERM");
  spec.env.emplace_back("TERM", term && *term ? term : "dumb");
  const int slave = pty->slave.get();
  spec.streams = Streams{slave, slave, slave, true};
  auto running = sandbox.start(spec);
  if (!running) return refuse(running.error());
  pty->slave.reset();
  auto result = attend(**running, pty->master);
  if (!result) return refuse(result.error());
  return ended(session, *result, spec.limits);
}

} // namespace

bool is_talk(const Session& session) {
  return ::isatty(0) == 1 && !session.args.json;
}

Answered talk_or_read(const Session& session, Sandbox& sandbox, SandboxSpec spec) {
  if (is_talk(session)) return talk(session, sandbox, std::move(spec));
  auto input = read_input();
  if (!input) return refuse(input.error());
  spec.input = std::move(*input);
  const auto result = sandbox.run(spec);
  if (!result) return refuse(result.error());
  return ended(session, *result, spec.limits);
}

} // namespace bex::cli
