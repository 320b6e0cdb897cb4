#include "sandboxes/ending.hpp"

#include <csignal>
#include <sys/wait.h>

namespace bex {
namespace {

bool met_process_limit(const Facts& f, const Limits& limits) {
  if (f.cause == Cause::processes) return true;
  const bool out_of_time = f.cause == Cause::cpu || f.cause == Cause::wall;
  const bool failed =
      f.cause == Cause::none && !f.killed && !(WIFEXITED(f.status) && WEXITSTATUS(f.status) == 0);
  if (!out_of_time && !failed) return false;
  return f.refused_tasks || f.tasks >= limits.processes ||
         (failed && limits.processes > 1 && f.created == limits.processes);
}

Ending own_ending(const Facts& f) {
  if (WIFEXITED(f.status)) return Exited{WEXITSTATUS(f.status)};
  const int signal = WTERMSIG(f.status);
  if (signal == SIGTERM && f.terminated) return Stopped{};
  // The filter kills for nothing else. (A program that raises SIGSYS accuses itself.)
  if (signal == SIGSYS) return Denied{"a system call of another architecture"};
  return Signalled{signal};
}

} // namespace

Ending decide(const Facts& f, const Limits& limits) {
  if (f.out_over) return OutputLimit{};
  if (f.cause == Cause::memory || f.killed_for_memory || f.memory > limits.memory) return MemoryLimit{};
  if (met_process_limit(f, limits)) return ProcessLimit{};
  if (f.cause == Cause::cpu || f.cpu > limits.cpu) return CpuLimit{};
  if (f.cause == Cause::wall && f.killed) return IdleLimit{};
  if (f.cause == Cause::none && f.wall > limits.wall) return IdleLimit{};
  if (f.ended && !f.killed) return own_ending(f);
  return Stopped{};
}

} // namespace bex
