// System calls that have opened kernels before.
#include "attack.hpp"

#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

int main() {
  attack::bound_life();
  char buffer[256] = {};
  attack::tell("io_uring_setup", ::syscall(SYS_io_uring_setup, 1, buffer));
  attack::tell("io_uring_enter", ::syscall(SYS_io_uring_enter, 0, 0, 0, 0, nullptr, 0));
  attack::tell("io_uring_register", ::syscall(SYS_io_uring_register, 0, 0, nullptr, 0));
  for (const int command : {0, 5, 18}) // BPF_MAP_CREATE, BPF_PROG_LOAD, BPF_BTF_LOAD
    attack::tell("bpf", ::syscall(SYS_bpf, command, buffer, sizeof buffer));
  attack::tell("userfaultfd", ::syscall(SYS_userfaultfd, O_CLOEXEC));
  attack::tell("userfaultfd-user-mode", ::syscall(SYS_userfaultfd, O_CLOEXEC | UFFD_USER_MODE_ONLY));
  attack::tell("userfaultfd-device", ::open("/dev/userfaultfd", O_RDWR));
  attack::tell("perf_event_open", ::syscall(SYS_perf_event_open, buffer, 0, -1, -1, 0));
  attack::tell("fanotify", ::syscall(SYS_fanotify_init, 0, 0));
  attack::tell("open_by_handle_at", ::syscall(SYS_open_by_handle_at, AT_FDCWD, buffer, O_RDONLY));
  attack::tell("name_to_handle_at", ::syscall(SYS_name_to_handle_at, AT_FDCWD, "/", buffer, buffer, 0));
  attack::tell("init_module", ::syscall(SYS_init_module, buffer, 1, ""));
  attack::tell("kexec_load", ::syscall(SYS_kexec_load, 0, 0, nullptr, 0));
  attack::tell("syslog", ::syscall(SYS_syslog, 3, buffer, sizeof buffer));
  attack::tell("keyctl", ::syscall(SYS_keyctl, 0, -3, 0, 0, 0));
  attack::tell("memfd_secret", ::syscall(447, 0)); // without a name in older headers
  attack::tell("move_pages", ::syscall(SYS_move_pages, 0, 0, nullptr, nullptr, nullptr, 0));
  attack::tell("settimeofday", ::syscall(SYS_settimeofday, nullptr, buffer));
  attack::tell("reboot", ::syscall(SYS_reboot, 0, 0, 0, nullptr)); // with wrong magic numbers
  attack::tell("swapon", ::syscall(SYS_swapon, "/box/none", 0));
  attack::tell("acct", ::syscall(SYS_acct, "/box/none"));
  attack::tell("quotactl", ::syscall(SYS_quotactl, 0, nullptr, 0, nullptr));
}
