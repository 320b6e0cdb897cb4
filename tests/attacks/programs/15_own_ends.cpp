// Ends as if something else had ended it: `signal N`, `abort`, `exit N`.
#include "attack.hpp"

int main(int argc, char** argv) {
  attack::bound_life();
  attack::say("ends itself\n");
  if (attack::is(argc, argv, "abort")) std::abort();
  const int number = argc > 2 ? std::atoi(argv[2]) : 0;
  if (attack::is(argc, argv, "exit")) return number;
  ::signal(number, SIG_DFL);
  ::raise(number);
  return 99;
}
