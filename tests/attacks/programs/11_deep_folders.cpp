// 1,500 folders in one another, whose names together are longer than any path may be.
#include "attack.hpp"

#include <fcntl.h>
#include <sys/stat.h>

int main() {
  attack::bound_life();
  const std::string name(200, 'd');
  int depth = 0;
  for (; depth < 1500; ++depth) {
    if (::mkdir(name.c_str(), 0755) != 0 || ::chdir(name.c_str()) != 0) break;
  }
  attack::say("depth=%d\n", depth);
  const int fd = ::open("bottom", O_WRONLY | O_CREAT, 0644);
  attack::tell("bottom", fd < 0 ? -1 : ::write(fd, "x", 1));
}
