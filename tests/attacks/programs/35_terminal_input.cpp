// Types on the terminal of whoever runs it.
#include "attack.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

int main() {
  attack::bound_life();
  for (int fd = 0; fd < 3; ++fd) {
    const std::string which = " " + std::to_string(fd);
    attack::tell("tiocsti" + which, ::ioctl(fd, TIOCSTI, "x"));
    attack::tell("tiocsti-high" + which, ::syscall(SYS_ioctl, fd, (1UL << 32) | TIOCSTI, "x"));
    char paste[8] = {3};
    attack::tell("tioclinux" + which, ::ioctl(fd, TIOCLINUX, paste));
    const int discipline = 0;
    attack::tell("tiocsetd" + which, ::ioctl(fd, TIOCSETD, &discipline));
  }
  for (const char* path :
       {"/dev/tty", "/dev/console", "/dev/tty0", "/dev/tty1", "/dev/ptmx", "/dev/pts/0", "/dev/vcs"})
    attack::tell(path, ::open(path, O_RDWR | O_NOCTTY));
}
