// 20,000 empty files in the current folder, then as many more as there can be, 60,000 at most.
#include "attack.hpp"

#include <fcntl.h>

int main(int argc, char** argv) {
  attack::bound_life();
  const int most = attack::is(argc, argv, "all") ? 60'000 : 20'000;
  for (int i = 0; i < most; ++i) {
    const int fd = ::open(std::to_string(i).c_str(), O_WRONLY | O_CREAT, 0644);
    if (fd < 0) {
      const int error = errno;
      attack::say("made=%d\n", i);
      errno = error;
      attack::tell("open", -1);
      return 0;
    }
    ::close(fd);
  }
  attack::say("made=%d\n", most);
}
