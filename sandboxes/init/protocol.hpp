// What the supervisor and the init inside say to each other: one datagram of a socket pair each.
#pragma once

#include <cstdint>

namespace bex::init {

// init -> supervisor
struct Notice {
  enum class Kind : int { failed, started, ended };
  Kind kind = Kind::failed;
  int step = 0;         // failed: an index into Plan::ops, or -1 - StartStep
  int error = 0;        // failed
  std::int64_t at = 0;  // started, ended: CLOCK_MONOTONIC in ns
  int status = 0;       // ended: the program's wait status
  int killed = 0;       // ended: 1 when the program lived until the supervisor's word
  std::int64_t cpu = 0; // ended: of the whole tree, in ns
  std::int64_t rss =
      0; // ended: the largest resident set of one process, in bytes; 0 when it cannot be told from init's own
  int tasks = 0;   // ended: processes that were there when the program ended, itself included
  int created = 0; // ended: process and thread ids ever given out; 0 when not counted
};

// What the child does between its birth and execve. The order is that of `start_steps`.
enum class StartStep : int {
  group,
  fork,
  session,
  descriptors,
  limits,
  identity,
  capabilities,
  folder,
  landlock,
  seccomp,
  exec
};
inline constexpr const char* start_steps[] = {"enter the control group",
                                              "start a process",
                                              "make a session",
                                              "set the standard descriptors",
                                              "set the limits",
                                              "change to user 1000",
                                              "drop capabilities",
                                              "change to the folder",
                                              "restrict file access with Landlock",
                                              "restrict system calls",
                                              "execute"};

// supervisor -> init
enum class Order : char { go = 'g', finish = 'f' };

// On the service socket a request is one byte, an address family; the answer is one int, an errno, with a
// socket attached when it is 0: of TCP, for AF_NETLINK of NETLINK_SOCK_DIAG. Where the plan has the act
// `listen`, the first message is such an answer, with the socket that listens, and nobody has asked for it.

} // namespace bex::init
