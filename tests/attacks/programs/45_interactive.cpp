// `deadlock`: two processes wait for each other's words. `exit-early`: leaves its input unread. `flood`:
// fills every pipe that it has and reads none. `reads`: wants more input than there is.
#include "attack.hpp"

#include <poll.h>

namespace {

int deadlock() {
  int there[2], back[2];
  if (::pipe(there) != 0 || ::pipe(back) != 0) return 1;
  attack::say("waits\n");
  char word = 0;
  if (::fork() == 0) {
    attack::bound_life();
    return static_cast<int>(::read(there[0], &word, 1));
  }
  return static_cast<int>(::read(back[0], &word, 1));
}

int flood() {
  static char block[65536];
  std::memset(block, 'y', sizeof block);
  int pipe[2];
  if (::pipe(pipe) != 0) return 1;
  if (::fork() == 0) {
    attack::bound_life();
    for (;;) (void)!::write(pipe[1], block, sizeof block); // blocks for ever
  }
  for (int i = 0; i < 16; ++i)
    for (const int fd : {1, 2})
      if (::write(fd, block, sizeof block) < 0) return 1;
  return 0;
}

int read_more() {
  char c;
  long count = 0;
  while (::read(0, &c, 1) == 1) ++count;
  attack::say("read=%ld\n", count);
  pollfd watched{0, POLLIN, 0};
  attack::tell("poll", ::poll(&watched, 1, 1000));
  attack::tell("read-again", ::read(0, &c, 1));
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  attack::bound_life();
  if (attack::is(argc, argv, "deadlock")) return deadlock();
  if (attack::is(argc, argv, "flood")) return flood();
  if (attack::is(argc, argv, "reads")) return read_more();
  attack::say("early\n");
}
