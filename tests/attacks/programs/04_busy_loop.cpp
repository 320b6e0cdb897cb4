// `spin` burns CPU time for ever, `burn MS` for a while.
#include "attack.hpp"

#include <ctime>

int main(int argc, char** argv) {
  attack::bound_life();
  attack::say("spins\n");
  if (!attack::is(argc, argv, "burn")) attack::spin();
  const long ms = argc > 2 ? std::atol(argv[2]) : 0;
  timespec used{};
  do {
    for (int i = 0; i < 10'000; ++i) asm volatile("" ::: "memory");
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  } while (used.tv_sec * 1000 + used.tv_nsec / 1'000'000 < ms);
}
