// Touches MEBIBYTES of memory: `12_memory MEBIBYTES`.
#include "attack.hpp"

#include <algorithm>
#include <sys/mman.h>

int main(int argc, char** argv) {
  attack::bound_life();
  const std::size_t size = std::min(256UL, argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 0) << 20;
  void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 1;
  attack::say("touches\n");
  attack::touch(memory, size);
  attack::say("touched\n");
}
