// The right answer on stdout, 50 MB on stderr, and one more line on stdout when that is done.
#include "attack.hpp"

int main() {
  attack::bound_life();
  attack::say("42\n");
  static char block[65536];
  std::memset(block, 'x', sizeof block);
  for (std::size_t sent = 0; sent < 50'000'000; sent += sizeof block)
    if (::write(2, block, sizeof block) < 0) return 1;
  attack::say("done\n");
}
