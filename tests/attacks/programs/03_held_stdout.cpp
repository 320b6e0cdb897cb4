// The program exits while a child keeps its stdout open and writes to it.
#include "attack.hpp"

int main() {
  int ready[2];
  if (::pipe(ready) != 0) return 1;
  if (::fork() == 0) {
    attack::bound_life();
    (void)!::write(ready[1], "x", 1);
    ::sleep(1);
    for (;;) {
      attack::say("late\n");
      ::usleep(10'000);
    }
  }
  char byte = 0;
  (void)!::read(ready[0], &byte, 1);
  attack::say("parent\n");
}
