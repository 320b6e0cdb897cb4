// Makes processes or threads until there are no more. `fork`, `threads`, `wild`
#include "attack.hpp"

#include <atomic>
#include <pthread.h>
#include <sys/mman.h>

namespace {

constexpr int most = 2000;

int count_forks() {
  for (int made = 0; made < most; ++made) {
    const pid_t child = ::fork();
    if (child == 0) {
      attack::bound_life();
      attack::sleep_for_ever();
    }
    if (child < 0) {
      attack::say("made=%d\n", made);
      attack::tell("fork", -1);
      return 1;
    }
  }
  attack::say("made=%d\n", most);
  return 0;
}

int count_threads() {
  for (int made = 0; made < most; ++made) {
    pthread_t thread;
    pthread_attr_t small;
    ::pthread_attr_init(&small);
    ::pthread_attr_setstacksize(&small, 65536);
    const auto sleep = [](void*) -> void* { attack::sleep_for_ever(); };
    if ((errno = ::pthread_create(&thread, &small, sleep, nullptr)) != 0) {
      const int error = errno;
      attack::say("made=%d\n", made);
      errno = error;
      attack::tell("thread", -1);
      return 1;
    }
  }
  attack::say("made=%d\n", most);
  return 0;
}

// Every process makes more, the first two levels for ever.
int grow() {
  auto* made = static_cast<std::atomic<int>*>(
      ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  attack::say("grows\n");
  while (*made < most)
    if (::fork() == 0) {
      ++*made;
      attack::bound_life();
    }
  attack::sleep_for_ever();
}

} // namespace

int main(int argc, char** argv) {
  attack::bound_life();
  if (attack::is(argc, argv, "threads")) return count_threads();
  return attack::is(argc, argv, "wild") ? grow() : count_forks();
}
