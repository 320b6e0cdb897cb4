#include "sandboxes/launcher.hpp"

#include "sandboxes/child.hpp"
#include "sandboxes/init/init.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/sched.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bex {
namespace {

// All that a run has for itself.
constexpr std::uint64_t own_namespaces = CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC;

// What the process on the way into a box needs, in memory that it shares with us.
struct Entrance {
  Plan& plan;
  const PreparedBox* box; // none for an unconfined run
  const init::Ends& ends;
  pid_t pid = -1; // of init
  int pidfd = -1;
  const char* step = "";
  int error = 0;
};

// Runs on a stack of its own in our memory while the calling thread waits, as after vfork(2).
int enter(void* argument) {
  auto& entrance = *static_cast<Entrance*>(argument);
  const auto failed = [&](const char* step, bool ok) {
    if (!ok) entrance.step = step, entrance.error = errno;
    return !ok;
  };
  std::uint64_t flags = CLONE_PARENT | CLONE_PIDFD;
  if (const auto* box = entrance.box) {
    // The user namespace first: it gives the right to enter the others (setns(2)).
    const std::pair<const Fd&, int> all[] = {{box->user, CLONE_NEWUSER},
                                             {box->mount, CLONE_NEWNS},
                                             {box->network, CLONE_NEWNET},
                                             {box->uts, CLONE_NEWUTS}};
    for (const auto& [fd, kind] : all)
      if (failed("enter the namespaces", ::setns(fd.get(), kind) == 0)) return 1;
    flags |= own_namespaces | (entrance.plan.own_network ? CLONE_NEWNET : 0);
  }
  clone_args how{};
  how.flags = flags;
  how.pidfd = reinterpret_cast<std::uintptr_t>(&entrance.pidfd);
  // To be born in a group is far cheaper than to move there: the latter waits for all CPUs (percpu_rwsem).
  if (entrance.plan.birthplace >= 0) {
    how.flags |= CLONE_INTO_CGROUP;
    how.cgroup = static_cast<std::uint64_t>(entrance.plan.birthplace);
  }
  // Without CLONE_VM: init is a copy of us, and a child of our parent (CLONE_PARENT, with the exit signal of
  // this process), who reaps it. Its pidfd lands among our descriptors, which this process shares.
  const auto pid = static_cast<pid_t>(::syscall(SYS_clone3, &how, sizeof how));
  if (pid == 0) init::run_init(entrance.plan, entrance.ends);
  entrance.pid = pid;
  return failed("make the namespaces", pid > 0) ? 1 : 0;
}

// With all signals blocked, so that no handler of ours runs in the children.
void pass(Entrance& entrance) {
  sigset_t all, before;
  sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  alignas(16) char stack[131072]; // init goes on with a copy of it, and start_program needs half
  const pid_t pid =
      ::clone(enter, stack + sizeof stack, CLONE_VM | CLONE_VFORK | CLONE_FILES | SIGCHLD, &entrance);
  if (pid < 0) entrance.step = "start a process", entrance.error = errno;
  while (pid > 0 && ::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
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

// 0 or errno. The kernel waits for its own short use of a page (to reclaim or to move it), though never
// longer than 155 ms, and then says EBUSY (memfd_wait_for_pins() of mm/memfd.c).
int seal(const Fd& memory) {
  constexpr int seals = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL;
  for (int tries = 0; ::fcntl(memory.get(), F_ADD_SEALS, seals) != 0; ++tries)
    if (errno != EBUSY || tries == 20) return errno;
  return 0;
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
  if (const int error = seal(memory)) return fault(error);
  return memory;
}

Result<Fd> duplicate(int fd) {
  Fd copy(::fcntl(fd, F_DUPFD_CLOEXEC, 3));
  if (!copy) return fail_errno(ErrorKind::internal, "could not keep a descriptor for the program", errno);
  return copy;
}

tl::expected<Box, NotStarted> launch(Plan& plan, const PreparedBox* prepared, Fd input, Outputs given,
                                     Fd box_folder, Fd data_folder, Fd root) {
  const auto refused = [](const char* step, int error) {
    return tl::unexpected<NotStarted>(NotStarted{step, error});
  };
  Box box;
  Fd status, service;
  auto& [out, err] = given;
  const bool out_is_ours = !out, err_is_ours = !err;
  for (Fd* fd : {&input, &box_folder, &data_folder, &root})
    if (*fd && !lift(*fd)) return refused("keep a descriptor", errno);
  if (!make_sockets(box.status, status) || !make_sockets(box.service, service) ||
      (out_is_ours && !make_pipe(box.out, out)) || (err_is_ours && !make_pipe(box.err, err)))
    return refused("make pipes", errno);
  // /dev/stdout opens the pipe anew, which only its owner may.
  const auto give = [&](const Fd& pipe) { return ::fchown(pipe.get(), plan.ids.uid, plan.ids.gid) == 0; };
  if (plan.ids.two && ((out_is_ours && !give(out)) || (err_is_ours && !give(err))))
    return refused("give the pipes to the program", errno);

  const init::Ends ends{status.get(), service.get(),    input.get(),       out.get(),
                        err.get(),    box_folder.get(), data_folder.get(), root.get()};
  Entrance entrance{plan, prepared, ends};
  pass(entrance);
  if (entrance.error != 0) return refused(entrance.step, entrance.error);
  box.pid = entrance.pid;
  box.pidfd = Fd(entrance.pidfd);
  return box;
}

} // namespace bex
