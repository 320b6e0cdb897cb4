// What the processes of a run use, read from the supervisor's own /proc.
#pragma once

#include "sandboxes/base/units.hpp"

#include <optional>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace bex {

// Of /proc/PID/stat (proc_pid_stat(5)), times in clock ticks.
struct ProcessStat {
  char state = '?';
  std::uint64_t own_ticks = 0;      // utime + stime
  std::uint64_t children_ticks = 0; // cutime + cstime: of children that were waited for
  unsigned threads = 1;
};
[[nodiscard]] std::optional<ProcessStat> parse_stat(std::string_view text);

// Of /proc/PID/statm, in pages.
struct ProcessMemory {
  std::uint64_t resident = 0;
  std::uint64_t shared = 0; // of these: file-backed and shared memory
};
[[nodiscard]] std::optional<ProcessMemory> parse_statm(std::string_view text);

// "Pss:   123 kB" of /proc/PID/smaps_rollup.
[[nodiscard]] std::optional<Bytes> parse_pss(std::string_view text);

struct Usage {
  Nanos cpu{};
  Bytes memory{};     // private pages of all, and the largest part of shared ones that one of them has
  Bytes ceiling{};    // what that can be at most: as if nobody shared a page
  unsigned tasks = 0; // threads, and zombies not yet reaped
  std::vector<pid_t> processes;
};

// Of all descendants of `init`, and what those had used that `init` reaped. A process that comes or goes
// meanwhile may be missed.
[[nodiscard]] Usage usage_below(pid_t init);

// Of all processes together; nothing where one of them may not be looked at. One that is gone has none.
[[nodiscard]] std::optional<std::size_t> descriptors_of(const std::vector<pid_t>& processes);

// The same memory with each page divided by those who share it: exact, and much slower.
[[nodiscard]] Bytes proportional_memory(const std::vector<pid_t>& processes);

} // namespace bex
