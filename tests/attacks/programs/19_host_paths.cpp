// Looks for paths of the host in what the kernel tells, and prints it all; then tries to use those that it
// finds: `tries PATH=...`.
#include "attack.hpp"

#include <fcntl.h>
#include <set>
#include <sys/stat.h>

extern char** environ;

int main(int argc, char** argv) {
  attack::bound_life();
  std::set<std::string> paths;
  const auto look = [&](const std::string& text) {
    for (std::size_t at = text.find('/'); at != std::string::npos; at = text.find('/', at)) {
      const auto end = text.find_first_of(std::string(" \t\n,:=\0", 7), at);
      paths.insert(text.substr(at, end - at));
      at = std::min(end, text.size());
    }
  };
  for (int i = 0; i < argc; ++i) std::printf("argv %s\n", argv[i]);
  for (char** variable = environ; *variable; ++variable) std::printf("environment %s\n", *variable);
  for (const char* file :
       {"/proc/self/mountinfo", "/proc/self/mounts", "/proc/self/mountstats", "/proc/self/environ",
        "/proc/self/cgroup", "/proc/self/cmdline", "/proc/1/environ", "/proc/1/cmdline", "/proc/1/mountinfo",
        "/proc/1/maps", "/proc/1/cgroup", "/proc/self/auxv", "/proc/self/maps", "/proc/cmdline",
        "/proc/mdstat", "/proc/swaps", "/etc/mtab", "/etc/fstab"}) {
    const int fd = ::open(file, O_RDONLY);
    std::string text(1 << 16, '\0');
    const ssize_t n = fd < 0 ? -1 : ::read(fd, text.data(), text.size());
    attack::tell(std::string("read ") + file, n);
    if (n <= 0) continue;
    text.resize(static_cast<std::size_t>(n));
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::printf("\n");
    look(text);
  }
  for (const auto& path : paths) {
    struct stat st{};
    attack::tell("use " + path, ::stat(path.c_str(), &st));
  }
}
