// A control group for each run (cgroups(7)): exact counts of CPU time and memory, and limits that the kernel
// keeps. Version 2 where a part of the tree is delegated to the caller, version 1 where it is writable.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/spec.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace bex {

struct GroupUsage {
  Nanos cpu{};              // of all that ever ran inside
  Bytes memory{};           // now, with tmpfs, shared memory and pipes
  Bytes peak{};             // the most at one time
  unsigned tasks = 0;       // processes and threads now
  bool over_memory = false; // the kernel killed for want of memory
  bool over_tasks = false;  // a fork was refused
};

// The group of one run. With this object go all processes inside and the group itself. Its members may be
// called from any one thread at a time.
class Group {
 public:
  virtual ~Group() = default;
  // Limits::memory and Limits::processes (+ `own_tasks`, the processes of ours that are inside). No swap. 0
  // or errno.
  [[nodiscard]] virtual int limit(const Limits& limits, unsigned own_tasks) = 0;
  // A process of one thread that writes "0" to each of these descriptors is inside, and so are the children
  // that it makes from then on. One for each hierarchy of version 1, one for version 2. Close-on-exec,
  // numbers >= 3.
  [[nodiscard]] virtual const std::vector<int>& doors() const = 0;
  // For CLONE_INTO_CGROUP of clone3(2): a child that is born inside costs nothing, whereas on version 2 the
  // door waits for 8 ms on an idle machine, until no processor is in the middle of a fork. -1: only doors.
  [[nodiscard]] virtual int birthplace() const = 0;
  // To be polled for `alarm_events`: the kernel killed for want of memory, or a limit was met. -1: none.
  [[nodiscard]] virtual int alarm() const = 0;
  [[nodiscard]] virtual short alarm_events() const = 0; // POLLPRI or POLLIN
  // After it went off, before `usage` is asked why; it can go off again. Waits for at most 5 ms.
  virtual void quiet_alarm() = 0;
  [[nodiscard]] virtual GroupUsage usage() = 0;
  virtual void kill() = 0; // all processes inside; they may still be dying when it returns
};

class Groups {
 public:
  virtual ~Groups() = default;
  // One made ahead, or else a new one, with `Group::limit`.
  [[nodiscard]] Result<std::unique_ptr<Group>> make(const Limits& limits, unsigned own_tasks);
  // Makes one for a run to come unless there is one, for when nobody waits: half a millisecond. What fails
  // here fails again in `make`, which tells.
  void make_ahead();
  // "cgroup v2 (delegated by systemd)", "cgroup v1"
  [[nodiscard]] virtual const std::string& name() const = 0;

 private:
  [[nodiscard]] virtual Result<std::unique_ptr<Group>> create() = 0;
  std::mutex mutex_;
  std::unique_ptr<Group> ahead_;
};

// The place in the tree that is ours: version 2 below our own group where that is delegated, after asking
// systemd for a scope with Delegate=yes where it is not; else version 1 with the controllers memory, pids and
// cpuacct. What killed processes of this program left there is removed. The error (kind `machine`) says what
// is missing, its help the command that mends it. Thread-safe.
[[nodiscard]] Result<std::unique_ptr<Groups>> open_groups();

} // namespace bex
