// Leaves links to a file of the host where an output is expected: `21_link_as_output PATH`.
#include "attack.hpp"

#include <sys/stat.h>

int main(int, char** argv) {
  attack::bound_life();
  const std::string path = argv[1], parent = path.substr(0, path.rfind('/'));
  attack::tell("file", ::symlink(path.c_str(), "app"));
  attack::tell("relative", ::symlink(("../../../../../../.." + path).c_str(), "up"));
  attack::tell("folder", ::symlink(parent.c_str(), "folder"));
  attack::tell("root", ::symlink("/", "root"));
  attack::tell("process", ::symlink("/proc/self/root", "process"));
  attack::tell("mkdir", ::mkdir("sub", 0755));
  attack::tell("chain", ::symlink("../app", "sub/chain"));
  attack::tell("name", ::symlink("x", "..."));
}
