// Opens for writing all of /proc/sys, and what else changes the kernel; a setting that opens gets its own
// value once more, for some are refused no sooner.
#include "attack.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

namespace {

int tried = 0;

void try_one(const std::string& path) {
  ++tried;
  const int fd = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) return;
  bool refused = false;
  if (path.compare(0, 10, "/proc/sys/") == 0) {
    char value[4096];
    const int from = ::open(path.c_str(), O_RDONLY | O_NONBLOCK);
    const ssize_t n = ::read(from, value, sizeof value);
    ::close(from);
    refused = n > 0 && ::write(fd, value, static_cast<std::size_t>(n)) < 0;
  }
  if (!refused) attack::say("writable %s\n", path.c_str());
  ::close(fd);
}

void try_all(const std::string& folder, int depth) {
  DIR* entries = depth > 12 ? nullptr : ::opendir(folder.c_str());
  while (const dirent* entry = entries ? ::readdir(entries) : nullptr) {
    const std::string name = entry->d_name, path = folder + "/" + name;
    if (name == "." || name == "..") continue;
    if (entry->d_type == DT_DIR)
      try_all(path, depth + 1);
    else
      try_one(path);
  }
  if (entries) ::closedir(entries);
}

} // namespace

int main() {
  attack::bound_life();
  try_all("/proc/sys", 0);
  for (const char* path : {"/proc/sys/kernel/core_pattern",
                           "/proc/sys/kernel/modprobe",
                           "/proc/sys/vm/drop_caches",
                           "/proc/sysrq-trigger",
                           "/proc/self/exe",
                           "/proc/1/exe",
                           "/proc/1/oom_score_adj",
                           "/proc/1/mem",
                           "/proc/kcore",
                           "/proc/kmsg",
                           "/proc/kallsyms",
                           "/proc/keys",
                           "/proc/mtrr",
                           "/proc/timer_list",
                           "/proc/acpi/wakeup",
                           "/proc/scsi/scsi",
                           "/sys/kernel/uevent_helper",
                           "/sys/fs/cgroup/cgroup.procs",
                           "/sys/kernel/debug",
                           "/sys/kernel/security",
                           "/sys/power/state",
                           "/dev/mem",
                           "/dev/kmsg",
                           "/dev/sda",
                           "/dev/vda",
                           "/dev/loop0",
                           "/dev/kvm",
                           "/dev/fuse",
                           "/dev/net/tun",
                           "/etc/ld.so.preload",
                           "/etc/passwd",
                           "/etc/hosts"})
    try_one(path);
  attack::say("tried=%d\n", tried);
  // Its own are its own: they change what becomes of this process alone.
  attack::tell("own-oom", ::open("/proc/self/oom_score_adj", O_WRONLY));
}
