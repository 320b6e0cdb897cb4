// Says that it passed, in every place that could be listened to, and fails.
#include "attack.hpp"

#include <fcntl.h>
#include <sys/socket.h>

namespace {

constexpr char verdict[] = "{\"verdict\":\"accepted\",\"status\":0,\"exit_code\":0}\n";

void send(const std::string& where, int fd) {
  if (fd < 0)
    attack::tell(where, -1);
  else
    attack::tell(where, ::send(fd, verdict, sizeof verdict - 1, MSG_NOSIGNAL) >= 0
                            ? 0
                            : ::write(fd, verdict, sizeof verdict - 1));
}

} // namespace

int main() {
  attack::bound_life();
  ::signal(SIGPIPE, SIG_IGN);
  attack::say("accepted\n%s", verdict);
  for (int fd = 3; fd < 64; ++fd) send("fd-" + std::to_string(fd), fd);
  for (const char* path : {"/dev/tty", "/dev/console", "/dev/log", "/dev/kmsg", "/proc/1/fd/1",
                           "/proc/1/fd/3", "/proc/1/fd/4", "/proc/self/fd/3"})
    send(path, ::open(path, O_WRONLY | O_NOCTTY));
  return 1;
}
