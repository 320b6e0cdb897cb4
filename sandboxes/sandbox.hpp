// The only way by which the program runs anything that it did not bring itself.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/base/fd.hpp"
#include "sandboxes/result.hpp"
#include "sandboxes/spec.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bex {

struct Listener {
  std::string address; // "127.0.0.1", "0.0.0.0", "::1", "::"
  std::uint16_t port = 0;
};

// What the processes of a run hold at one moment.
struct Census {
  std::size_t processes = 0; // zombies, too
  std::size_t threads = 0;   // of all of them
  std::size_t descriptors = 0;
  Bytes memory; // resident; of shared pages the largest part that one process has
  Nanos cpu{};  // user + system time of all of them since their start, and of children that were waited for
};

// A program that runs while the grader talks to it. The destructor kills the whole tree and waits for its
// end. All members may be called from any one thread at a time; output is drained all the while.
class Running {
 public:
  virtual ~Running() = default;
  // A connected, non-blocking, close-on-exec TCP socket of the run's own network namespace; 127.0.0.1 is
  // tried first, then ::1. ECONNREFUSED and the like come back as an error with kind `machine`; they say
  // nothing about the submission.
  virtual Result<Fd> connect(std::uint16_t port) = 0;
  // False while the server's queue of connections to accept is full (listen(2)), so that `connect` would have
  // to wait for it. True also where the kernel does not tell. Never blocks.
  virtual bool has_room(std::uint16_t port) = 0;
  // How many bytes that were sent on `socket`, a connection that `connect` gave, the program has not read
  // yet. Nothing where the kernel does not tell. Never blocks.
  virtual std::optional<std::size_t> unread(int socket) = 0;
  // The TCP sockets in state LISTEN in the run's namespace.
  virtual Result<std::vector<Listener>> listeners() = 0;
  // Nothing where the machine does not tell, or when the program has ended.
  virtual std::optional<Census> census() { return std::nullopt; }
  // What happened, once the program has ended; nothing while it runs. Never blocks.
  virtual const std::optional<RunResult>& ended() = 0;
  // What it has written to stdout and stderr before this call, in order of arrival, the last `limit` bytes at
  // most.
  virtual std::string log(std::size_t limit) = 0;
  // SIGTERM to the program, which may end or not: with it the ending is Signalled, if it does not catch it.
  virtual void terminate() = 0;
  // SIGTERM to the program, after `grace` (0: at once, and without SIGTERM) SIGKILL to the tree. The ending
  // is the program's own when it ended by itself, else Stopped.
  virtual RunResult stop(Millis grace) = 0;
};

// Thread-safe: runs may go on side by side.
class Sandbox {
 public:
  virtual ~Sandbox() = default;
  [[nodiscard]] virtual Level level() const = 0;
  // Runs to the end. A run that could not be started is a RunResult with the ending NotStarted; an Error is
  // only for what the caller did wrong, for an interrupt (kind `interrupted`), and for faults of the
  // supervisor.
  virtual Result<RunResult> run(const SandboxSpec& spec) = 0;
  virtual Result<std::unique_ptr<Running>> start(const SandboxSpec& spec) = 0;
};

enum class Safety { sandboxed, unsafe };

// The strongest sandbox that this machine allows; with Safety::unsafe the one that only sets limits. Where
// user namespaces are forbidden the error (kind `machine`) names the cause and the command that mends it; it
// never falls back to unsafe. `at_most` keeps it from using what a stronger level needs.
[[nodiscard]] Result<std::unique_ptr<Sandbox>> make_sandbox(Safety safety, Level at_most = Level::full);

} // namespace bex
