// Looks for processes and ends them: `20_signals PID` one of the host, and with `all` whatever there is.
// `all` does nothing outside of a box.
#include "attack.hpp"

#include <dirent.h>
#include <sched.h>
#include <sys/syscall.h>

int main(int argc, char** argv) {
  attack::bound_life();
  const pid_t victim = argc > 1 ? std::atoi(argv[1]) : 0;
  if (victim > 1) {
    attack::tell("look", ::kill(victim, 0));
    attack::tell("pidfd", ::syscall(SYS_pidfd_open, victim, 0));
    attack::tell("kill", ::kill(victim, SIGKILL));
    attack::tell("queue", ::sigqueue(victim, SIGTERM, {}));
    attack::tell("affinity", [&] {
      cpu_set_t set;
      return ::sched_getaffinity(victim, sizeof set, &set);
    }());
  }
  if (argc < 3 || std::strcmp(argv[2], "all") != 0) return 0;
  char host[64] = {};
  if (::gethostname(host, sizeof host - 1) != 0 || std::strcmp(host, "box") != 0 || ::getuid() != 1000)
    return 98;
  int seen = 0;
  for (pid_t pid = 1; pid < 70'000; ++pid)
    if (pid != ::getpid() && (::kill(pid, 0) == 0 || errno != ESRCH)) ++seen;
  attack::say("others=%d\n", seen);
  int listed = 0;
  if (DIR* processes = ::opendir("/proc"))
    while (const dirent* entry = ::readdir(processes))
      if (const int pid = std::atoi(entry->d_name); pid > 0 && pid != ::getpid()) ++listed;
  attack::say("listed=%d\n", listed);
  attack::tell("everybody", ::kill(-1, SIGKILL)); // spares the caller and process 1 (kill(2))
  attack::tell("init", ::kill(1, SIGKILL));
  attack::tell("parent", ::kill(::getppid(), SIGKILL));
  attack::tell("group", ::kill(0, 0));
  attack::say("lives\n");
}
