// From clone(2) to execve(2).
#include "sandboxes/init/init.hpp"

#include <cerrno>
#include <csignal>
#include <ctime>
#include <linux/capability.h>
#include <linux/close_range.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bex::init {
namespace {

// The wrappers of glibc for set*id signal every thread of the process that this one is a copy of: raw calls
// only.
int become_program(const Plan& plan) {
  if (!plan.ids.two) return 0;
  if (::syscall(SYS_setgroups, 0, nullptr) != 0) return errno;
  if (::syscall(SYS_setresgid, inner_id, inner_id, inner_id) != 0) return errno;
  return ::syscall(SYS_setresuid, inner_id, inner_id, inner_id) == 0 ? 0 : errno;
}

// The bounding set stays: without new privileges (PR_SET_NO_NEW_PRIVS) and with nosuid everywhere there is no
// way back to a capability, and to empty it costs as much as a tenth of a start.
int drop_capabilities() {
  ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  const __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
  if (::syscall(SYS_capset, &header, none) != 0) return errno;
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno;
}

int set_limits(const Plan& plan) {
  for (const auto& limit : plan.rlimits)
    if (::syscall(SYS_prlimit64, 0, limit.resource, &limit.value, nullptr) != 0) return errno;
  return 0;
}

void default_signals() {
  struct sigaction action{};
  action.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal) ::sigaction(signal, &action, nullptr);
  const std::uint64_t none = 0;
  ::syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, nullptr, sizeof none);
}

std::int64_t read_clock(clockid_t clock) {
  timespec t{};
  ::clock_gettime(clock, &t);
  return t.tv_sec * 1'000'000'000LL + t.tv_nsec;
}

int execute(const Plan& plan, Start& start) {
  int error = ENOENT;
  start.cpu_before = read_clock(CLOCK_PROCESS_CPUTIME_ID);
  start.at = read_clock(CLOCK_MONOTONIC);
  // As execvp(3): a file that is there and may not be run is remembered, and the search goes on.
  for (const char* path : plan.candidates) {
    ::execve(path, plan.argv.data(), plan.env.data());
    if (errno == EACCES)
      error = EACCES;
    else if (errno != ENOENT && errno != ENOTDIR)
      return errno;
  }
  return error;
}

struct Launch {
  const Plan& plan;
  int landlock;
  Start& start;
};

// In the child. Returns only when something failed, and its value is the exit code then.
int run_program(void* argument) {
  const auto& [plan, landlock, start] = *static_cast<Launch*>(argument);
  const auto failed = [&start = start](StartStep step, int error) {
    start.step = static_cast<int>(step);
    start.error = error;
    return error != 0;
  };
  const auto call = [](long result) { return result == 0 ? 0 : errno; };
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (failed(StartStep::session, ::setsid() >= 0 ? 0 : errno)) return 127;
  // Its own: the caller's terminal stays out of reach (tty_ioctl(4)).
  if (plan.terminal && failed(StartStep::session, call(::ioctl(0, TIOCSCTTY, 0)))) return 127;
  if (failed(StartStep::limits, set_limits(plan))) return 127;
  if (plan.confined) {
    if (failed(StartStep::identity, become_program(plan))) return 127;
    if (failed(StartStep::capabilities, drop_capabilities())) return 127;
  }
  if (failed(StartStep::folder, call(::chdir(plan.cwd)))) return 127;
  if (landlock >= 0 && failed(StartStep::landlock, call(::syscall(SYS_landlock_restrict_self, landlock, 0))))
    return 127;
  default_signals();
  if (failed(StartStep::descriptors, call(::syscall(SYS_close_range, 3U, ~0U, 0U)))) return 127;
  if (plan.confined) {
    const sock_fprog filter{static_cast<unsigned short>(plan.filter.size()),
                            const_cast<sock_filter*>(plan.filter.data())};
    if (failed(StartStep::seccomp, call(::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter))))
      return 127;
  }
  failed(StartStep::exec, execute(plan, start));
  return 127;
}

} // namespace

int start_program(const Plan& plan, int landlock, Start& start) {
  start.error = 0;
  Launch launch{plan, landlock, start};
  // As posix_spawn(3) does it: the child borrows the memory, on a stack of its own, until execve; init waits
  // that long.
  alignas(16) char stack[65536];
  const pid_t pid = ::clone(run_program, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, &launch);
  if (pid < 0) {
    start.error = errno;
    start.step = static_cast<int>(StartStep::fork);
    return -1;
  }
  if (start.error == 0) return pid;
  ::waitpid(pid, nullptr, 0);
  return -1;
}

} // namespace bex::init
