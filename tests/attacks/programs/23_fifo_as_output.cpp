// Leaves FIFOs, a socket and an unreadable file where an output is expected: who opens them waits for ever.
#include "attack.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

int main() {
  attack::bound_life();
  attack::tell("fifo", ::mkfifo("app", 0644));
  ::mkdir("sub", 0755);
  attack::tell("fifo-below", ::mkfifo("sub/app", 0644));
  const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  const sockaddr_un address{AF_UNIX, "socket"};
  attack::tell("socket", ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address));
  attack::tell("device", ::mknod("null", S_IFCHR | 0666, 1 << 8 | 3));
  ::close(::open("unreadable", O_WRONLY | O_CREAT, 0));
}
