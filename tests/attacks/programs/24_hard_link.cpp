// Brings a file of the host into the box as a hard link: `24_hard_link HOST-PATH MOUNTED-PATH`.
#include "attack.hpp"

#include <fcntl.h>
#include <sys/stat.h>

int main(int, char** argv) {
  attack::bound_life();
  attack::tell("host", ::link(argv[1], "host"));
  attack::tell("mounted", ::link(argv[2], "mounted"));
  const int fd = ::open(argv[2], O_RDONLY);
  attack::tell("open", fd);
  attack::tell("empty-path", ::linkat(fd, "", AT_FDCWD, "by-descriptor", AT_EMPTY_PATH));
  const std::string magic = "/proc/self/fd/" + std::to_string(fd);
  attack::tell("magic", ::linkat(AT_FDCWD, magic.c_str(), AT_FDCWD, "by-magic", AT_SYMLINK_FOLLOW));
  attack::tell("input", ::linkat(AT_FDCWD, "/proc/self/fd/0", AT_FDCWD, "input", AT_SYMLINK_FOLLOW));
  attack::tell("rename", ::rename(argv[2], "renamed"));
}
