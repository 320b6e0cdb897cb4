// From what was seen and counted to the one ending of a run.
#pragma once

#include "sandboxes/result.hpp"
#include "sandboxes/spec.hpp"

namespace bex {

// Why the supervisor ended a run.
enum class Cause { none, cpu, wall, memory, processes, output, stopped, interrupted };

struct Facts {
  Cause cause = Cause::none;
  bool ended = false;      // the program's wait status is known
  int status = 0;          // as from waitpid(2)
  bool killed = false;     // it was alive when the supervisor ended the run
  bool terminated = false; // it was sent SIGTERM by Running::stop before it ended
  bool out_over = false;
  Nanos cpu{};
  Nanos wall{};
  Bytes memory{};     // the most that was resident at one time, as far as seen; at least that of the largest
                      // process
  unsigned tasks = 0; // the most processes and threads seen at one time
  bool refused_tasks = false;     // the kernel counted a refusal
  bool killed_for_memory = false; // the kernel did
  unsigned created = 0;           // process and thread ids ever given out inside; 0 when not counted
};

// A limit that was measurably passed counts whatever the program did about it. In this order:
// 1. output and memory, which are what they are at whatever time they are noticed;
// 2. processes: the supervisor ended it for them, or it failed (or was ended for CPU or wall time) and as
// many as the limit allows were seen
//    at one time, or it failed with exactly as many made as the limit allows: it gave up at the first that
//    was refused;
// 3. CPU and wall time;
// 4. the program's own ending, unless the supervisor had stopped it.
[[nodiscard]] Ending decide(const Facts& facts, const Limits& limits);

} // namespace bex
