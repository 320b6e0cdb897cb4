// The first process inside: builds the box, starts the program, reaps, and answers the supervisor. It is a
// copy of the calling process without its other threads, so all of sandboxes/init keeps to async-signal-safe
// calls and allocates nothing.
#pragma once

#include "sandboxes/init/protocol.hpp"
#include "sandboxes/plan.hpp"

namespace bex::init {

// The child's own ends, each >= 3; -1 for what is not there.
struct Ends {
  int status = -1;  // Notice, Order
  int service = -1; // requests for sockets
  int input = -1;
  int output = -1;
  int errors = -1;
  int box = -1;  // the host folder that /box is copied from
  int data = -1; // the same for /data
  int root = -1; // an unconfined run: the folder that stands for the root
};

// In the namespaces of a prepared box, and in those that are the run's own.
[[noreturn]] void run_init(Plan& plan, const Ends& ends);

// In namespaces that are new: waits for Order::go, builds, and answers with the Notice `started` (or
// `failed`), then waits until it is killed. Nobody else's code ever runs in this process.
[[noreturn]] void build_prepared(Ops& ops, int status);

// What an act works with. `root` stands for the box's root and is replaced by the act `enter`.
struct Site {
  std::vector<int>& slots;
  bool two_ids = false; // what the program owns is given to it
  int box = -1, data = -1;
  int root = -1;
  int inlet = -1; // the socket of the act `listen`
};

// 0, or errno.
[[nodiscard]] int perform(const Op& op, Site& site);

// A Landlock ruleset for the finished tree: read and execute everywhere, write in Plan::writable. -1 where
// the kernel has none (ENOSYS, EOPNOTSUPP); -2 with errno on failure.
[[nodiscard]] int landlock_rules(const Plan& plan);

// How a start went; written by the child into the memory that it shares with init until execve.
struct Start {
  volatile int step = 0;
  volatile int error = 0;
  volatile std::int64_t at = 0;         // CLOCK_MONOTONIC in ns, just before execve
  volatile std::int64_t cpu_before = 0; // ns of CPU that went into the start itself
};

// The program's process id, or -1 with `start.error` set. Returns after the execve.
[[nodiscard]] int start_program(const Plan& plan, int landlock, Start& start);

} // namespace bex::init
