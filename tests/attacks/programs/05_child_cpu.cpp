// Others burn the CPU time: `child` while the parent sleeps, `orphans` that lost their parent, `crumbs` of
// children that end within milliseconds and that nobody waits for.
#include "attack.hpp"

#include <ctime>
#include <sys/wait.h>

namespace {

void burn(long us) {
  timespec used{};
  do {
    for (int i = 0; i < 1000; ++i) asm volatile("" ::: "memory");
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  } while (used.tv_sec * 1'000'000 + used.tv_nsec / 1000 < us);
}

int child() {
  if (::fork() == 0) {
    attack::bound_life();
    attack::spin();
  }
  attack::sleep_for_ever();
}

int orphans() {
  for (;;) {
    if (::fork() == 0) {
      if (::fork() == 0) burn(30'000);
      ::_exit(0);
    }
    ::wait(nullptr);
    ::usleep(30'000);
  }
}

// With SIGCHLD ignored what a child used is added to nobody's account (wait(2), NOTES).
int crumbs() {
  ::signal(SIGCHLD, SIG_IGN);
  for (;;) {
    if (::fork() == 0) {
      burn(3'000);
      ::_exit(0);
    }
    ::waitpid(-1, nullptr, 0);
  }
}

} // namespace

int main(int argc, char** argv) {
  attack::bound_life();
  attack::say("begins\n");
  if (attack::is(argc, argv, "orphans")) return orphans();
  return attack::is(argc, argv, "crumbs") ? crumbs() : child();
}
