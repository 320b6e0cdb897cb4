// Four children that hold 50 MB each: `private`, or `shared` memory that each has for itself alone.
#include "attack.hpp"

#include <sys/mman.h>
#include <sys/wait.h>

int main(int argc, char** argv) {
  attack::bound_life();
  const int how = attack::is(argc, argv, "shared") ? MAP_SHARED : MAP_PRIVATE;
  for (int i = 0; i < 4; ++i)
    if (::fork() == 0) {
      attack::bound_life();
      attack::say("child %d begins\n", i);
      constexpr std::size_t size = 50'000'000;
      void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, how | MAP_ANONYMOUS, -1, 0);
      if (memory == MAP_FAILED) ::_exit(1);
      attack::touch(memory, size);
      ::sleep(2);
      ::_exit(0);
    }
  while (::wait(nullptr) > 0) {
  }
  attack::say("all held\n");
}
