// 200 MB to stdout, as fast as it goes.
#include "attack.hpp"

int main() {
  attack::bound_life();
  static char block[65536];
  std::memset(block, 'x', sizeof block);
  for (std::size_t sent = 0; sent < 200'000'000; sent += sizeof block)
    if (::write(1, block, sizeof block) < 0) return 1;
}
