// From vfork(2) to execve(2).
#include "sandboxes/init/init.hpp"

#include <cerrno>
#include <csignal>
#include <ctime>
#include <linux/capability.h>
#include <linux/close_range.h>
#include <linux/seccomp.h>
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

// The bounding set can only be emptied with the capabilities that the change of the user takes away. EINVAL:
// past the last one.
int empty_bounding_set() {
  for (int capability = 0; capability < 64; ++capability)
    if (::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0) return errno == EINVAL ? 0 : errno;
  return 0;
}

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

[[noreturn]] void run_program(const Plan& plan, int landlock, Start& start) {
  const auto check = [&](StartStep step, int error) {
    if (error == 0) return;
    start.step = static_cast<int>(step);
    start.error = error;
    ::_exit(127);
  };
  const auto call = [](long result) { return result == 0 ? 0 : errno; };
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  check(StartStep::session, ::setsid() >= 0 ? 0 : errno);
  check(StartStep::limits, set_limits(plan));
  if (plan.confined) {
    check(StartStep::capabilities, empty_bounding_set());
    check(StartStep::identity, become_program(plan));
    check(StartStep::capabilities, drop_capabilities());
  }
  check(StartStep::folder, call(::chdir(plan.cwd)));
  if (landlock >= 0) check(StartStep::landlock, call(::syscall(SYS_landlock_restrict_self, landlock, 0)));
  default_signals();
  check(StartStep::descriptors, call(::syscall(SYS_close_range, 3U, ~0U, 0U)));
  if (plan.confined) {
    const sock_fprog filter{static_cast<unsigned short>(plan.filter.size()),
                            const_cast<sock_filter*>(plan.filter.data())};
    check(StartStep::seccomp, call(::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter)));
  }
  check(StartStep::exec, execute(plan, start));
  ::_exit(127);
}

} // namespace

int start_program(const Plan& plan, int landlock, Start& start) {
  start.step = -1;
  start.error = 0;
  const pid_t pid = ::vfork();
  if (pid == 0) run_program(plan, landlock, start);
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
