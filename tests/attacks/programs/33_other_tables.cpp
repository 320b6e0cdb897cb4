// The kernel's other tables of system calls, which a filter by number does not know: `int80`, `x32`.
#include "attack.hpp"

#include <sys/syscall.h>

int main([[maybe_unused]] int argc, [[maybe_unused]] char** argv) {
  attack::bound_life();
#if defined(__x86_64__)
  attack::say("calls\n");
  if (attack::is(argc, argv, "x32")) {
    attack::tell("x32", ::syscall(0x40000000 | SYS_getpid));
    return 0;
  }
  long result = 20; // getpid there
  asm volatile("int $0x80" : "+a"(result) : : "memory");
  attack::say("int80=%s\n", result > 0 ? "0" : "failed");
#else
  attack::say("none\n");
#endif
}
