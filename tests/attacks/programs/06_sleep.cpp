// Does nothing: `sleep`, or `stop` of itself and its child, which no SIGALRM wakes.
#include "attack.hpp"

int main(int argc, char** argv) {
  attack::bound_life();
  attack::say("waits\n");
  if (attack::is(argc, argv, "stop")) {
    if (::fork() == 0) {
      attack::bound_life();
      ::raise(SIGSTOP);
      attack::sleep_for_ever();
    }
    ::raise(SIGSTOP);
  }
  attack::sleep_for_ever();
}
