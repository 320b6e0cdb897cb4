// What happened in a run: facts, no opinion about right or wrong.
#pragma once

#include "sandboxes/base/units.hpp"

#include <string>
#include <variant>

namespace bex {

// How strongly a run was confined. It is stamped on every verdict and never falls silently.
enum class Level {
  unsafe,     // --unsafe: the user's own word
  reduced,    // L2p: as L2 with an empty /proc
  namespaces, // L2: namespaces, seccomp, Landlock and limits without a cgroup
  full,       // L3: the same with a cgroup
};

[[nodiscard]] const char* name_of(Level level); // "unsafe", "L2p", "L2", "L3"

struct Exited {
  int code = 0;
};
struct Signalled {
  int signal = 0;
}; // by the program itself or the kernel, not by the supervisor
struct CpuLimit {};  // the supervisor ended it: Limits::cpu
struct IdleLimit {}; // Limits::wall passed
struct MemoryLimit {};
struct OutputLimit {}; // of stdout
struct ProcessLimit {};
struct Denied {
  std::string what;
}; // a call that seccomp kills for
struct Stopped {}; // the grader had seen enough and ended it (Running::stop)
struct NotStarted {
  std::string step;
  int error = 0;
}; // `step` is a verb phrase: "mount /usr read-only"

using Ending = std::variant<Exited, Signalled, CpuLimit, IdleLimit, MemoryLimit, OutputLimit, ProcessLimit,
                            Denied, Stopped, NotStarted>;

struct RunResult {
  Ending ending = NotStarted{};
  std::string out; // at most Limits::output bytes
  std::string err; // the same; what comes after that is dropped and changes nothing
  Nanos cpu{};     // of the whole tree
  Nanos wall{};
  Bytes peak_memory{};
  Level level = Level::unsafe;
  std::string data_lost; // why not all of /data was copied to SandboxSpec::data_to; empty: it was
};

// "exited with code 3", "was killed by SIGSEGV (segmentation fault)", "was stopped at the CPU limit", ...
[[nodiscard]] std::string describe(const Ending& ending);

} // namespace bex
