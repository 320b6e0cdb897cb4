#include "sandboxes/launcher.hpp"

#include "sandboxes/init/init.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bex {
namespace {

constexpr std::uint64_t namespaces =
    CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;

// Above the standard descriptors, which init overwrites.
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

// user_namespaces(7): a map of more than the caller's own id needs CAP_SETUID above, and a group map without
// it `deny`.
int write_maps(pid_t pid, const Ids& ids) {
  const auto base = fmt::format("/proc/{}/", pid);
  const auto map = [&](unsigned caller, unsigned program) {
    return ids.two ? fmt::format("0 {} 1\n{} {} 1\n", caller, inner_id, program)
                   : fmt::format("{} {} 1\n", inner_id, caller);
  };
  if (!ids.two)
    if (const int error = write_text(base + "setgroups", "deny")) return error;
  if (const int error = write_text(base + "uid_map", map(::geteuid(), ids.uid))) return error;
  return write_text(base + "gid_map", map(::getegid(), ids.gid));
}

// clone(2) without CLONE_VM, as fork, with all signals blocked so that no handler of ours runs in the child.
pid_t clone_init(std::uint64_t flags, int& pidfd, Plan& plan, const init::Ends& ends) {
  sigset_t all, before;
  sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  const auto pid = static_cast<pid_t>(
      ::syscall(SYS_clone, flags | CLONE_PIDFD | SIGCHLD, nullptr, &pidfd, nullptr, nullptr));
  if (pid == 0) init::run_init(plan, ends);
  const int error = errno;
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return pid;
}

void abandon(Box& box) {
  ::syscall(SYS_pidfd_send_signal, box.pidfd.get(), SIGKILL, nullptr, 0);
  ::waitpid(box.pid, nullptr, 0);
}

int copy_file(int from, int to) {
  char buffer[65536];
  for (;;) {
    const ssize_t n = ::read(from, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return n < 0 ? errno : 0;
    if (const int error = write_all(to, {buffer, static_cast<std::size_t>(n)})) return error;
  }
}

} // namespace

Result<Fd> make_input(const Input& input) {
  const auto fault = [](int error) {
    return fail_errno(ErrorKind::machine, "could not make the program's input", error);
  };
  Fd memory(::memfd_create("input", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!lift(memory)) return fault(errno);
  if (const auto* bytes = std::get_if<std::string>(&input)) {
    if (const int error = write_all(memory.get(), *bytes)) return fault(error);
  } else {
    const auto& path = std::get<std::filesystem::path>(input);
    const Fd from(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (!from) return fail_errno(ErrorKind::usage, "could not open the input `" + path.string() + "`", errno);
    if (const int error = copy_file(from.get(), memory.get())) return fault(error);
  }
  if (::lseek(memory.get(), 0, SEEK_SET) != 0) return fault(errno);
  if (::fcntl(memory.get(), F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0)
    return fault(errno);
  return memory;
}

tl::expected<Box, NotStarted> launch(Plan& plan, Fd input, Fd box_folder, Fd root) {
  Box box;
  Fd status, service, out, err;
  for (Fd* fd : {&input, &box_folder, &root})
    if (*fd && !lift(*fd)) return tl::unexpected<NotStarted>(NotStarted{"keep a descriptor", errno});
  if (!make_sockets(box.status, status) || !make_sockets(box.service, service) || !make_pipe(box.out, out) ||
      !make_pipe(box.err, err))
    return tl::unexpected<NotStarted>(NotStarted{"make pipes", errno});
  // /dev/stdout opens the pipe anew, which only its owner may.
  if (plan.ids.two && (::fchown(out.get(), plan.ids.uid, plan.ids.gid) != 0 ||
                       ::fchown(err.get(), plan.ids.uid, plan.ids.gid) != 0))
    return tl::unexpected<NotStarted>(NotStarted{"give the pipes to the program", errno});

  const init::Ends ends{status.get(), service.get(),    input.get(), out.get(),
                        err.get(),    box_folder.get(), root.get()};
  int pidfd = -1;
  box.pid = clone_init(plan.confined ? namespaces : 0, pidfd, plan, ends);
  if (box.pid < 0) return tl::unexpected<NotStarted>(NotStarted{"make the namespaces", errno});
  box.pidfd = Fd(pidfd);
  // Should memory run out, let the kernel choose the program and not the editor beside it; the init inside is
  // small.
  (void)write_text(fmt::format("/proc/{}/oom_score_adj", box.pid), "1000");
  if (plan.confined) {
    if (const int error = write_maps(box.pid, plan.ids)) {
      abandon(box);
      return tl::unexpected<NotStarted>(NotStarted{"map user ids", error});
    }
  }
  const auto order = static_cast<char>(init::Order::go);
  if (::send(box.status.get(), &order, 1, MSG_NOSIGNAL) != 1) {
    const int error = errno;
    abandon(box);
    return tl::unexpected<NotStarted>(NotStarted{"start the init inside", error});
  }
  return box;
}

} // namespace bex
