// Namespaces of its own, where it would have all capabilities, and those of others.
#include "attack.hpp"

#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <sys/wait.h>

int main() {
  attack::bound_life();
  struct {
    const char* name;
    unsigned long flag;
  } const kinds[] = {{"user", CLONE_NEWUSER},    {"mnt", CLONE_NEWNS},  {"pid", CLONE_NEWPID},
                     {"net", CLONE_NEWNET},      {"ipc", CLONE_NEWIPC}, {"uts", CLONE_NEWUTS},
                     {"cgroup", CLONE_NEWCGROUP}};
  for (const auto& kind : kinds) {
    const std::string name = kind.name;
    attack::tell("unshare " + name, ::unshare(static_cast<int>(kind.flag)));
    attack::tell("unshare-user-and " + name, ::unshare(static_cast<int>(kind.flag | CLONE_NEWUSER)));
    const long child = ::syscall(SYS_clone, kind.flag | SIGCHLD, nullptr, nullptr, nullptr, nullptr);
    if (child == 0) ::_exit(0);
    attack::tell("clone " + name, child);
    clone_args args{};
    args.flags = kind.flag, args.exit_signal = SIGCHLD;
    const long other = ::syscall(SYS_clone3, &args, sizeof args);
    if (other == 0) ::_exit(0);
    attack::tell("clone3 " + name, other);
    for (const char* whose : {"self", "1"}) {
      const int fd = ::open((std::string("/proc/") + whose + "/ns/" + name).c_str(), O_RDONLY);
      attack::tell("setns " + std::string(whose) + " " + name, fd < 0 ? -1 : ::setns(fd, 0));
    }
  }
  attack::tell("unshare time", ::syscall(SYS_unshare, 0x80));
  attack::tell("setns pidfd", ::setns(static_cast<int>(::syscall(SYS_pidfd_open, 1, 0)), CLONE_NEWNS));
  attack::tell("mount", ::mount("none", "/tmp", "tmpfs", 0, nullptr));
  attack::tell("bind", ::mount("/", "/tmp", nullptr, MS_BIND | MS_REC, nullptr));
  attack::tell("remount", ::mount(nullptr, "/", nullptr, MS_REMOUNT | MS_BIND, nullptr));
  attack::tell("umount", ::umount2("/proc", MNT_DETACH));
  attack::tell("chroot", ::chroot("/tmp"));
  attack::tell("pivot_root", ::syscall(SYS_pivot_root, ".", "."));
  attack::tell("open_tree", ::syscall(428, AT_FDCWD, "/", 1));
  attack::tell("fsopen", ::syscall(430, "proc", 0));
}
