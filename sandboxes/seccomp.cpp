#include "sandboxes/seccomp.hpp"

#include "sandboxes/base/fd.hpp"

#include <cerrno>
#include <cstring>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bex {
namespace {

// With ENOSYS run-time libraries take their older way. clone3 hides its flags in memory, where a filter
// cannot see them.
constexpr const char* unknown_calls[] = {
    "clone3",       "io_uring_setup", "io_uring_enter", "io_uring_register",
    "memfd_secret", "userfaultfd",    "mseal"};

// Their memory belongs to no process's resident set, so that without a cgroup nobody would count it.
// Segments of one page are let through: there are at most 4096 of them (kernel.shmmni), and PostgreSQL does
// not start without one, by which it tells whether another server has its data.
constexpr const char* uncounted_call = "memfd_create";
constexpr std::uint64_t small_segment = 4096;

// Namespaces and mounts, the kernel's own state, other people's processes and keys.
constexpr const char* forbidden_calls[] = {"setns",
                                           "mount",
                                           "umount",
                                           "umount2",
                                           "pivot_root",
                                           "chroot",
                                           "move_mount",
                                           "open_tree",
                                           "open_tree_attr",
                                           "fsopen",
                                           "fsconfig",
                                           "fsmount",
                                           "fspick",
                                           "mount_setattr",
                                           "statmount",
                                           "listmount",
                                           "quotactl",
                                           "quotactl_fd",
                                           "swapon",
                                           "swapoff",
                                           "bpf",
                                           "perf_event_open",
                                           "keyctl",
                                           "add_key",
                                           "request_key",
                                           "kexec_load",
                                           "kexec_file_load",
                                           "init_module",
                                           "finit_module",
                                           "delete_module",
                                           "create_module",
                                           "reboot",
                                           "acct",
                                           "syslog",
                                           "nfsservctl",
                                           "lookup_dcookie",
                                           "vhangup",
                                           "iopl",
                                           "ioperm",
                                           "modify_ldt",
                                           "settimeofday",
                                           "clock_settime",
                                           "clock_adjtime",
                                           "adjtimex",
                                           "stime",
                                           "sethostname",
                                           "setdomainname",
                                           "name_to_handle_at",
                                           "open_by_handle_at",
                                           "fanotify_init",
                                           "pidfd_getfd",
                                           "kcmp",
                                           "process_madvise",
                                           "move_pages",
                                           "migrate_pages"};

constexpr std::uint64_t namespace_flags[] = {CLONE_NEWUSER, CLONE_NEWNS,  CLONE_NEWPID,   CLONE_NEWNET,
                                             CLONE_NEWIPC,  CLONE_NEWUTS, CLONE_NEWCGROUP};

constexpr std::uint64_t tiocsti = 0x5412, tioclinux = 0x541C, tiocsetd = 0x5423;

class Filter {
 public:
  Filter() : context_(::seccomp_init(SCMP_ACT_ALLOW), ::seccomp_release) {}
  explicit operator bool() const { return context_ != nullptr; }

  // A call that this version of the library does not know cannot be named in a filter; all such are new and
  // need capabilities.
  void add(std::uint32_t action, const char* name, std::initializer_list<scmp_arg_cmp> conditions = {}) {
    const int call = ::seccomp_syscall_resolve_name(name);
    if (error_ != 0 || call == __NR_SCMP_ERROR || call < 0) return;
    error_ = ::seccomp_rule_add_array(context_.get(), action, call, static_cast<unsigned>(conditions.size()),
                                      conditions.begin());
  }
  void set(scmp_filter_attr attribute, std::uint32_t value) {
    if (error_ == 0) error_ = ::seccomp_attr_set(context_.get(), attribute, value);
  }
  [[nodiscard]] int error() const { return -error_; }
  [[nodiscard]] int write_to(int fd) { return -::seccomp_export_bpf(context_.get(), fd); }

 private:
  std::unique_ptr<void, void (*)(scmp_filter_ctx)> context_;
  int error_ = 0;
};

void add_sockets(Filter& filter) {
  const auto no = SCMP_ACT_ERRNO(EAFNOSUPPORT);
  // Conditions on one argument cannot be joined, so the domains between the allowed ones (1, 2, 10, 16) stand
  // one by one. The comparison is of all 64 bits: what the kernel would cut off is refused with the numbers
  // above 16.
  static_assert(AF_UNIX == 1 && AF_INET == 2 && AF_INET6 == 10 && AF_NETLINK == 16);
  for (const unsigned domain : {0U, 3U, 4U, 5U, 6U, 7U, 8U, 9U, 11U, 12U, 13U, 14U, 15U})
    filter.add(no, "socket", {SCMP_A0(SCMP_CMP_EQ, domain)});
  filter.add(no, "socket", {SCMP_A0(SCMP_CMP_GT, AF_NETLINK)});
  filter.add(no, "socket", {SCMP_A0(SCMP_CMP_EQ, AF_NETLINK), SCMP_A2(SCMP_CMP_NE, 0)}); // 0: NETLINK_ROUTE
  filter.add(no, "socketpair", {SCMP_A0(SCMP_CMP_NE, AF_UNIX)});
}

void add_all(Filter& filter, bool grouped) {
  filter.set(SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
  filter.set(SCMP_FLTATR_CTL_OPTIMIZE, 2); // a binary tree of numbers instead of a list
  const auto no = SCMP_ACT_ERRNO(EPERM);
  for (const char* name : unknown_calls) filter.add(SCMP_ACT_ERRNO(ENOSYS), name);
  if (!grouped) {
    filter.add(SCMP_ACT_ERRNO(ENOSYS), uncounted_call);
    filter.add(SCMP_ACT_ERRNO(ENOSYS), "shmget", {SCMP_A1(SCMP_CMP_GT, small_segment)});
  }
  for (const char* name : forbidden_calls) filter.add(no, name);
  for (const auto flag : namespace_flags) {
    filter.add(no, "clone", {SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag)});
    filter.add(no, "unshare", {SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag)});
  }
  constexpr std::uint64_t new_time = 0x80; // CLONE_NEWTIME; in clone(2) the bit is part of the signal
  filter.add(no, "unshare", {SCMP_A0(SCMP_CMP_MASKED_EQ, new_time, new_time)});
  for (const auto request : {tiocsti, tioclinux, tiocsetd})
    filter.add(no, "ioctl", {SCMP_A1(SCMP_CMP_MASKED_EQ, 0xFFFFFFFFU, request)});
  add_sockets(filter);
}

} // namespace

Result<std::vector<sock_filter>> system_call_filter(bool grouped) {
  const auto fault = [](int error) {
    return fail_errno(ErrorKind::machine, "could not make the system call filter", error);
  };
  Filter filter;
  if (!filter) return fault(ENOMEM);
  add_all(filter, grouped);
  if (filter.error() != 0) return fault(filter.error());
  const Fd file(::memfd_create("filter", MFD_CLOEXEC));
  if (!file) return fault(errno);
  if (const int error = filter.write_to(file.get())) return fault(error);
  if (::lseek(file.get(), 0, SEEK_SET) != 0) return fault(errno);
  const auto bytes = read_to_end(file.get());
  if (!bytes) return fault(bytes.error());
  std::vector<sock_filter> program(bytes->size() / sizeof(sock_filter));
  std::memcpy(program.data(), bytes->data(), program.size() * sizeof(sock_filter));
  return program;
}

} // namespace bex
