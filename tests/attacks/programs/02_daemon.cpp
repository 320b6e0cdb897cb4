// Leaves a daemon in a session of its own that ignores every signal, and goes as if nothing were.
#include "attack.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>

int main() {
  int ready[2];
  if (::pipe(ready) != 0) return 1;
  if (::fork() == 0) {
    ::setsid();
    if (::fork() != 0) ::_exit(0);
    attack::bound_life();
    for (int signal = 1; signal < 65; ++signal)
      if (signal != SIGALRM) ::signal(signal, SIG_IGN);
    ::prctl(PR_SET_NAME, "kworker/0:1");
    ::prctl(PR_SET_PDEATHSIG, 0);
    for (int fd = 0; fd < 3; ++fd) ::close(fd);
    (void)!::write(ready[1], "x", 1);
    attack::sleep_for_ever();
  }
  ::wait(nullptr);
  char byte = 0;
  attack::tell("daemon", ::read(ready[0], &byte, 1));
}
