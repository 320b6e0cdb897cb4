#include "sandboxes/child.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bex {

Child::Child(std::uint64_t flags, const std::function<void()>& body) {
  sigset_t all, before;
  sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_ = static_cast<pid_t>(::syscall(SYS_clone, flags | SIGCHLD, nullptr, nullptr, nullptr, nullptr));
  if (pid_ == 0) {
    body();
    ::_exit(1);
  }
  error_ = pid_ < 0 ? errno : 0;
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Child::~Child() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

bool lift(Fd& fd) {
  if (fd.get() >= 3) return true;
  if (!fd) return false;
  fd = Fd(::fcntl(fd.get(), F_DUPFD_CLOEXEC, 3));
  return static_cast<bool>(fd);
}

bool make_pipe(Fd& read, Fd& write) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return false;
  read = Fd(ends[0]), write = Fd(ends[1]);
  return ::fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 && lift(read) && lift(write);
}

bool make_sockets(Fd& ours, Fd& theirs) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return false;
  ours = Fd(ends[0]), theirs = Fd(ends[1]);
  return lift(ours) && lift(theirs);
}

int write_text(const std::string& path, const std::string& text) {
  const Fd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  return fd ? write_all(fd.get(), text) : errno;
}

} // namespace bex
