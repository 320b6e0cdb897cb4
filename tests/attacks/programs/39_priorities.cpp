// More of the machine than the others get: real-time classes, priorities, locked memory, higher limits.
#include "attack.hpp"

#include <sched.h>
#include <sys/mman.h>
#include <sys/syscall.h>

int main() {
  attack::bound_life();
  sched_param param{};
  param.sched_priority = 1;
  attack::tell("fifo", ::sched_setscheduler(0, SCHED_FIFO, &param));
  attack::tell("round-robin", ::sched_setscheduler(0, SCHED_RR, &param));
  struct {
    std::uint32_t size = 48, policy = 6 /* SCHED_DEADLINE */;
    std::uint64_t flags = 0;
    std::int32_t nice = 0;
    std::uint32_t priority = 0;
    std::uint64_t runtime = 10'000'000, deadline = 30'000'000, period = 30'000'000;
  } deadline;
  attack::tell("deadline", ::syscall(SYS_sched_setattr, 0, &deadline, 0));
  attack::tell("nice", ::setpriority(PRIO_PROCESS, 0, -20));
  attack::tell("io-priority", ::syscall(SYS_ioprio_set, 1, 0, 1 << 13 | 0));
  for (const int resource : {RLIMIT_CORE, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_NPROC, RLIMIT_STACK}) {
    rlimit limit{};
    ::getrlimit(static_cast<__rlimit_resource>(resource), &limit);
    limit.rlim_cur = limit.rlim_max = limit.rlim_max + 1;
    attack::tell("limit " + std::to_string(resource),
                 ::setrlimit(static_cast<__rlimit_resource>(resource), &limit));
  }
  attack::tell("mlockall", ::mlockall(MCL_CURRENT | MCL_FUTURE));
  constexpr std::size_t size = 200 << 20;
  void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  attack::tell("locked-memory", memory == MAP_FAILED ? -1 : ::mlock(memory, size));
  attack::say("done\n");
}
