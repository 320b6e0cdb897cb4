// Landlock by its raw system calls: the headers of the oldest supported system know less than newer kernels
// do (landlock(7)).
#include "sandboxes/init/init.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#error "the C library's headers must know Landlock (Linux 5.13)"
#endif

namespace bex::init {
namespace {

// The kernel's ABI: include/uapi/linux/landlock.h.
struct RulesetAttr {
  std::uint64_t handled_access_fs = 0;
  std::uint64_t handled_access_net = 0; // ABI 4
  std::uint64_t scoped = 0;             // ABI 6
};
struct [[gnu::packed]] PathAttr {
  std::uint64_t allowed_access;
  std::int32_t parent_fd;
};

constexpr std::uint64_t execute = 1ULL << 0;
constexpr std::uint64_t write_file = 1ULL << 1;
constexpr std::uint64_t read_file = 1ULL << 2;
constexpr std::uint64_t read_dir = 1ULL << 3;
constexpr std::uint64_t abi_1 = (1ULL << 13) - 1; // up to MAKE_SYM
constexpr std::uint64_t refer = 1ULL << 13;     // ABI 2; without it no rename or link across folders (EXDEV)
constexpr std::uint64_t truncate = 1ULL << 14;  // ABI 3
constexpr std::uint64_t ioctl_dev = 1ULL << 15; // ABI 5
constexpr std::uint64_t scope_abstract_unix = 1ULL << 0, scope_signal = 1ULL << 1;
constexpr int rule_path_beneath = 1;
constexpr unsigned version = 1; // LANDLOCK_CREATE_RULESET_VERSION

bool allow(int ruleset, const char* path, std::uint64_t access) {
  PathAttr attr{access, ::open(path, O_PATH | O_CLOEXEC)};
  if (attr.parent_fd < 0) return errno == ENOENT;
  const bool ok = ::syscall(SYS_landlock_add_rule, ruleset, rule_path_beneath, &attr, 0) == 0;
  const int error = errno;
  ::close(attr.parent_fd);
  errno = error;
  return ok;
}

} // namespace

int landlock_rules(const Plan& plan) {
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, version);
  if (abi < 0) return errno == ENOSYS || errno == EOPNOTSUPP ? -1 : -2;
  RulesetAttr attr;
  attr.handled_access_fs = abi_1;
  if (abi >= 2) attr.handled_access_fs |= refer;
  if (abi >= 3) attr.handled_access_fs |= truncate;
  if (abi >= 5) attr.handled_access_fs |= ioctl_dev;
  if (abi >= 6) attr.scoped = scope_abstract_unix | scope_signal;
  const std::size_t size = abi >= 6 ? sizeof attr : abi >= 4 ? 16 : 8;
  const int ruleset = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attr, size, 0));
  if (ruleset < 0) return -2;
  const std::uint64_t all = attr.handled_access_fs;
  bool ok = allow(ruleset, "/", execute | read_file | read_dir);
  ok = ok && allow(ruleset, "/dev", all & (read_file | read_dir | write_file | truncate | ioctl_dev));
  ok = ok && allow(ruleset, "/proc", all & (read_file | read_dir | write_file | truncate));
  for (const char* path : plan.writable) ok = ok && allow(ruleset, path, all);
  if (ok) return ruleset;
  const int error = errno;
  ::close(ruleset);
  errno = error;
  return -2;
}

} // namespace bex::init
