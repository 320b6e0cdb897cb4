// The ops of a plan, one function per kernel concern.
#include "sandboxes/init/init.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace bex::init {
namespace {

int take(const Op& op, Site& site) {
  const int fd = static_cast<int>(
      ::syscall(SYS_open_tree, AT_FDCWD, op.source, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE));
  if (fd < 0) return errno;
  site.slots[static_cast<std::size_t>(op.slot)] = fd;
  if (op.kind != Op::Kind::take) return 0;
  mount_attr attr{};
  // Set bits are added to the source's own; nothing that is locked in a user namespace (mount_namespaces(7))
  // is taken away.
  attr.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV;
  attr.propagation = MS_PRIVATE;
  return ::syscall(SYS_mount_setattr, fd, "", AT_EMPTY_PATH | AT_RECURSIVE, &attr, sizeof attr) == 0 ? 0
                                                                                                     : errno;
}

int proc(const Op& op, const Site& site) {
  const int context = static_cast<int>(::syscall(SYS_fsopen, "proc", FSOPEN_CLOEXEC));
  if (context < 0) return errno;
  // Processes that the program could not trace are not there for it (proc(5)): init, which carries our
  // command line.
  if (::syscall(SYS_fsconfig, context, FSCONFIG_SET_STRING, "hidepid", "2", 0) != 0) return errno;
  if (::syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, nullptr, nullptr, 0) != 0) return errno;
  const int fd = static_cast<int>(::syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC,
                                            MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC));
  if (fd < 0) return errno;
  ::close(context);
  const int error =
      ::syscall(SYS_move_mount, fd, "", site.root, op.path, MOVE_MOUNT_F_EMPTY_PATH) == 0 ? 0 : errno;
  ::close(fd);
  return error;
}

int enter(int& root) {
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return errno;
  if (::mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "size=8m,nr_inodes=16384,mode=0755") != 0)
    return errno;
  if (::chdir("/tmp") != 0) return errno;
  // With the same folder twice the old root ends up on top of the new one, from where it is taken off
  // (pivot_root(2), NOTES).
  if (::syscall(SYS_pivot_root, ".", ".") != 0) return errno;
  if (::umount2(".", MNT_DETACH) != 0) return errno;
  if (::chdir("/") != 0) return errno;
  root = ::open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
  return root < 0 ? errno : 0;
}

int give(const Op& op, const Site& site) {
  if (!op.owned || !site.two_ids) return 0;
  return ::fchownat(site.root, op.path, inner_id, inner_id, AT_SYMLINK_NOFOLLOW) == 0 ? 0 : errno;
}

int folder(const Op& op, const Site& site) {
  if (::mkdirat(site.root, op.path, op.mode) != 0) return errno == EEXIST ? 0 : errno;
  return give(op, site);
}

int link(const Op& op, const Site& site) {
  if (::symlinkat(op.source, site.root, op.path) != 0) return errno;
  return give(op, site);
}

int file(const Op& op, const Site& site) {
  const int fd = ::openat(site.root, op.path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, op.mode);
  if (fd < 0) return errno;
  int error = 0;
  for (std::size_t done = 0; done < op.length && error == 0;) {
    const ssize_t n = ::write(fd, op.source + done, op.length - done);
    if (n < 0 && errno != EINTR) error = errno;
    if (n > 0) done += static_cast<std::size_t>(n);
  }
  ::close(fd);
  return error != 0 ? error : give(op, site);
}

int copy(const Op& op, const Site& site) {
  const int from = ::openat(op.data ? site.data : site.box, op.source,
                            O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (from < 0) return errno;
  int error = 0;
  const int to = ::openat(site.root, op.path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, op.mode);
  if (to < 0) error = errno;
  while (error == 0) {
    const ssize_t n = ::sendfile(to, from, nullptr, 1 << 30);
    if (n == 0) break;
    if (n < 0 && errno != EINTR) error = errno;
  }
  if (to >= 0) ::close(to);
  ::close(from);
  return error != 0 ? error : give(op, site);
}

int tmpfs(const Op& op, const Site& site) {
  // After `enter` the working folder is the root, so that mount(2), which knows no descriptors, gets a
  // relative path.
  if (::fchdir(site.root) != 0) return errno;
  return ::mount("tmpfs", op.path, "tmpfs", MS_NOSUID | MS_NODEV, op.source) == 0 ? 0 : errno;
}

int place(const Op& op, Site& site) {
  int& fd = site.slots[static_cast<std::size_t>(op.slot)];
  if (::syscall(SYS_move_mount, fd, "", site.root, op.path, MOVE_MOUNT_F_EMPTY_PATH) != 0) return errno;
  ::close(fd);
  fd = -1;
  return 0;
}

// Mounts of a run's own mount namespace, a copy of the prepared box's.
int move(const Op& op, const Site& site) {
  return ::syscall(SYS_move_mount, site.root, op.source, site.root, op.path, 0) == 0 ? 0 : errno;
}

int hostname(const Op& op) {
  return ::sethostname(op.source, std::strlen(op.source)) == 0 ? 0 : errno;
}

// Linux gives `lo` 127.0.0.1/8 and ::1 as soon as it is up.
int loopback() {
  const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return errno;
  ifreq request{};
  std::memcpy(request.ifr_name, "lo", 3);
  request.ifr_flags = IFF_UP | IFF_RUNNING | IFF_LOOPBACK;
  const int error = ::ioctl(fd, SIOCSIFFLAGS, &request) == 0 ? 0 : errno;
  ::close(fd);
  return error;
}

int listen(const Op& op, Site& site) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return errno;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(op.length));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  constexpr int backlog = 512;
  if (::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || ::listen(fd, backlog) != 0) {
    const int error = errno;
    ::close(fd);
    return error;
  }
  site.inlet = fd;
  return 0;
}

int sysctl(const Op& op, const Site& site) {
  const int fd = ::openat(site.root, op.path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return errno;
  const int error = ::write(fd, op.source, op.length) == static_cast<ssize_t>(op.length) ? 0 : errno;
  ::close(fd);
  return error;
}

int seal() {
  mount_attr attr{};
  attr.attr_set = MOUNT_ATTR_RDONLY;
  return ::syscall(SYS_mount_setattr, AT_FDCWD, "/", 0, &attr, sizeof attr) == 0 ? 0 : errno;
}

} // namespace

int perform(const Op& op, Site& site) {
  using Kind = Op::Kind;
  switch (op.kind) {
  case Kind::take:
  case Kind::device:
  case Kind::host_proc:
    return take(op, site);
  case Kind::proc:
    return proc(op, site);
  case Kind::enter:
    return enter(site.root);
  case Kind::folder:
    return folder(op, site);
  case Kind::link:
    return link(op, site);
  case Kind::file:
    return file(op, site);
  case Kind::copy:
    return copy(op, site);
  case Kind::tmpfs:
    return tmpfs(op, site);
  case Kind::place:
    return place(op, site);
  case Kind::move:
    return move(op, site);
  case Kind::hostname:
    return hostname(op);
  case Kind::loopback:
    return loopback();
  case Kind::listen:
    return listen(op, site);
  case Kind::sysctl:
    return sysctl(op, site);
  case Kind::seal:
    return seal();
  }
  return EINVAL;
}

} // namespace bex::init
