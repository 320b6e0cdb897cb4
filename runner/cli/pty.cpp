#include "runner/cli/pty.hpp"

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace bex::cli {
namespace {

int resize_event() {
  static const int fd = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return fd;
}

extern "C" void on_resize(int) {
  const int error = errno;
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto n = ::write(resize_event(), &one, sizeof one);
  errno = error;
}

} // namespace

Result<Pty> Pty::make(int like) {
  const auto fault = [](int error) {
    auto failed = fail_errno(ErrorKind::machine, "could not make a terminal", error);
    failed.value().help = "mount it: sudo mount -t devpts devpts /dev/pts";
    return failed;
  };
  Pty pty;
  pty.master = Fd(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  std::array<char, PATH_MAX> name{};
  if (!pty.master || ::grantpt(pty.master.get()) != 0 || ::unlockpt(pty.master.get()) != 0)
    return fault(errno);
  if (const int error = ::ptsname_r(pty.master.get(), name.data(), name.size())) return fault(error);
  pty.slave = Fd(::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  if (!pty.slave) return fault(errno);
  termios settings{};
  if (::tcgetattr(like, &settings) == 0) ::tcsetattr(pty.slave.get(), TCSANOW, &settings);
  copy_size(like, pty.master.get());
  return pty;
}

RawMode::RawMode(int fd) : fd_(fd) {
  termios now{};
  if (::tcgetattr(fd, &now) != 0) return;
  before_ = now;
  ::cfmakeraw(&now);
  ::tcsetattr(fd, TCSADRAIN, &now);
}

RawMode::~RawMode() {
  if (before_) ::tcsetattr(fd_, TCSADRAIN, &*before_);
}

int resize_fd() {
  const int fd = resize_event(); // before the handler, which must not be the first to ask for it
  struct sigaction action{};
  action.sa_handler = on_resize;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGWINCH, &action, nullptr);
  return fd;
}

void copy_size(int from, int to) {
  winsize size{};
  if (::ioctl(from, TIOCGWINSZ, &size) == 0) ::ioctl(to, TIOCSWINSZ, &size);
}

} // namespace bex::cli
