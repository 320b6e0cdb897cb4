#include "sandboxes/init/init.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <linux/netlink.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bex::init {
namespace {

std::int64_t now_ns() {
  timespec t{};
  ::clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1'000'000'000LL + t.tv_nsec;
}

std::int64_t ns(const timeval& t) {
  return t.tv_sec * 1'000'000'000LL + t.tv_usec * 1000LL;
}

// Sends `bytes` with up to two descriptors; those that are negative are left out.
bool send_with(int socket, const void* bytes, std::size_t size, int first, int second) {
  iovec part{const_cast<void*>(bytes), size};
  alignas(cmsghdr) char control[CMSG_SPACE(2 * sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  const int fds[2] = {first, second};
  const std::size_t count = first < 0 ? 0 : second < 0 ? 1 : 2;
  if (count > 0) {
    message.msg_control = control;
    message.msg_controllen = CMSG_SPACE(count * sizeof(int));
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(count * sizeof(int));
    std::copy_n(fds, count, reinterpret_cast<int*>(CMSG_DATA(header)));
  }
  ssize_t n;
  do n = ::sendmsg(socket, &message, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);
  return n >= 0;
}

// Everything but the child's own ends: the descriptors of other runs and of the whole program came along with
// the copy. `keep` is sorted here.
void close_others(int* keep, std::size_t count) {
  std::sort(keep, keep + count);
  unsigned from = 3;
  for (std::size_t i = 0; i < count; ++i) {
    if (keep[i] < 3) continue;
    const auto fd = static_cast<unsigned>(keep[i]);
    if (fd > from) ::syscall(SYS_close_range, from, fd - 1, 0U);
    from = fd + 1;
  }
  ::syscall(SYS_close_range, from, ~0U, 0U);
}

// Digits at `text`, or -1.
long number(const char* text) {
  long value = -1;
  for (; *text >= '0' && *text <= '9'; ++text) value = std::max(value, 0L) * 10 + (*text - '0');
  return value;
}

// The number of the act that failed, or -1.
int perform_all(Ops& ops, Site& site, int& error) {
  for (std::size_t i = 0; i < ops.ops.size(); ++i) {
    error = perform(ops.ops[i], site);
    if (error != 0 && ops.ops[i].required) return static_cast<int>(i);
  }
  return -1;
}

class Init {
 public:
  Init(Plan& plan, const Ends& ends)
      : plan_(plan), ends_(ends), site_{plan.slots, plan.ids.two, ends.box, ends.data, ends.root} {}

  [[noreturn]] void run() {
    if (!plan_.confined) ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    ::umask(022);
    enter_group();
    build();
    start();
    serve();
    finish();
  }

 private:
  // Should memory run out, let the kernel choose the program and not the editor beside it; init is small. (A
  // control group has a memory of its own to run out of.)
  static void volunteer() {
    const int score = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (score < 0) return;
    [[maybe_unused]] const auto n = ::write(score, "1000", 4);
    ::close(score);
  }

  // Before the namespace: so that /proc/self/cgroup says `/` inside (cgroup_namespaces(7)).
  void enter_group() {
    for (const int door : plan_.doors)
      if (::write(door, "0", 1) != 1) fail(-1 - static_cast<int>(StartStep::group), errno);
    if (plan_.confined && ::unshare(CLONE_NEWCGROUP) != 0)
      fail(-1 - static_cast<int>(StartStep::group), errno);
    for (const int door : plan_.doors) ::close(door);
  }

  [[noreturn]] void fail(int step, int error) {
    Notice notice;
    notice.step = step;
    notice.error = error;
    send_with(ends_.status, &notice, sizeof notice, -1, -1);
    ::_exit(1);
  }

  void build() {
    if (plan_.confined) site_.root = ::open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    int error = 0;
    if (const int at = perform_all(plan_, site_, error); at >= 0) fail(at, error);
    if (plan_.confined && ::fchdir(site_.root) != 0) fail(-1 - static_cast<int>(StartStep::folder), errno);
    if (!plan_.grouped) volunteer();
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  }

  void start() {
    const int landlock = plan_.confined ? landlock_rules(plan_) : -1;
    if (landlock == -2) fail(-1 - static_cast<int>(StartStep::landlock), errno);
    Start start;
    program_ = start_program(plan_, landlock, start);
    if (program_ < 0) fail(-1 - start.step, start.error);
    cpu_before_ = start.cpu_before;
    rusage own{};
    ::getrusage(RUSAGE_SELF, &own);
    floor_kib_ = own.ru_maxrss + plan_.rss_error_kib;
    if (landlock >= 0) ::close(landlock);
    hand_out_inlet();
    Notice notice;
    notice.kind = Notice::Kind::started;
    notice.at = started_ = start.at;
    const int pidfd = static_cast<int>(::syscall(SYS_pidfd_open, program_, 0));
    const char* wanted = plan_.handed_out;
    const int folder = wanted ? ::openat(site_.root, wanted, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (!send_with(ends_.status, &notice, sizeof notice, pidfd, folder)) ::_exit(1);
    ::close(pidfd);
    if (folder >= 0) ::close(folder);
  }

  // Unasked: a program may have ended before anybody could ask.
  void hand_out_inlet() const {
    if (site_.inlet < 0) return;
    constexpr int error = 0;
    send_with(ends_.service, &error, sizeof error, site_.inlet, -1);
    ::close(site_.inlet);
  }

  // Until the program has ended, or the supervisor wants it to, or is gone.
  void serve() {
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    const int signals = ::signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
    pollfd watched[3] = {{ends_.status, POLLIN, 0}, {ends_.service, POLLIN, 0}, {signals, POLLIN, 0}};
    while (reap_ended()) {
      const std::int64_t left = plan_.patience_ns - (now_ns() - started_);
      if (left <= 0) return;
      const timespec timeout{left / 1'000'000'000, left % 1'000'000'000};
      if (::ppoll(watched, 3, &timeout, nullptr) < 0 && errno != EINTR) return;
      if (watched[0].revents != 0) return;
      if (watched[1].revents & POLLIN)
        hand_out_socket();
      else if (watched[1].revents != 0)
        watched[1].fd = -1;
      signalfd_siginfo info;
      while (::read(signals, &info, sizeof info) > 0) {
      }
    }
  }

  // True while the program lives.
  bool reap_ended() {
    for (tasks_ = 0;; ++tasks_) {
      int status = 0;
      const pid_t pid = ::waitpid(-1, &status, WNOHANG | __WALL);
      if (pid <= 0) return !ended_;
      if (pid == program_) note_end(status);
    }
  }

  void note_end(int status) {
    ended_ = true;
    status_ = status;
    ended_at_ = now_ns();
  }

  void hand_out_socket() {
    unsigned char family = 0;
    if (::recv(ends_.service, &family, 1, MSG_DONTWAIT) != 1) return;
    const bool known = family == AF_INET || family == AF_INET6 || family == AF_NETLINK;
    int fd = -1;
    if (family == AF_NETLINK)
      fd = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    else if (known)
      fd = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int error = !known ? EAFNOSUPPORT : fd < 0 ? errno : 0;
    send_with(ends_.service, &error, sizeof error, fd, -1);
    if (fd >= 0) ::close(fd);
  }

  // Process ids are given out in order (pid_namespaces(7)), init's is 1: the next one tells how many there
  // were. Only asked after a failure.
  [[nodiscard]] int count_created() const {
    if (!plan_.confined || status_ == 0) return 0;
    const pid_t next = ::vfork();
    if (next == 0) ::_exit(0);
    if (next > 0) ::waitpid(next, nullptr, 0);
    return next > 2 ? next - 2 : 0;
  }

  // An unconfined run has no pid namespace to signal as a whole: its processes are found as children, and
  // orphans become children.
  void kill_all() const {
    if (plan_.confined) {
      ::kill(-1, SIGKILL);
      return;
    }
    const int fd = ::open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
    char list[4096];
    const ssize_t n = fd < 0 ? -1 : ::read(fd, list, sizeof list - 1);
    if (fd >= 0) ::close(fd);
    if (n <= 0) {
      if (!ended_) ::kill(program_, SIGKILL);
      return;
    }
    list[n] = '\0';
    for (const char* at = list; *at != '\0';) {
      if (const long pid = number(at); pid > 1) ::kill(static_cast<pid_t>(pid), SIGKILL);
      while (*at != '\0' && *at != ' ') ++at;
      while (*at == ' ') ++at;
    }
  }

  [[noreturn]] void finish() {
    Notice notice;
    notice.kind = Notice::Kind::ended;
    notice.killed = ended_ ? 0 : 1;
    // Those that ended with the program and those that outlived it were there at one time: sooner or later
    // all become children of init.
    for (;; ++tasks_) {
      kill_all();
      int status = 0;
      const pid_t pid = ::waitpid(-1, &status, __WALL);
      if (pid < 0 && errno == ECHILD) break;
      if (pid == program_) note_end(status);
    }
    rusage all{};
    ::getrusage(RUSAGE_CHILDREN, &all);
    notice.at = ended_at_;
    notice.status = status_;
    notice.cpu = std::max<std::int64_t>(0, ns(all.ru_utime) + ns(all.ru_stime) - cpu_before_);
    // execve(2) hands the high-water mark of the old memory on, which was init's: at or near that it says
    // nothing.
    notice.rss = all.ru_maxrss > floor_kib_ ? all.ru_maxrss * 1024 : 0;
    notice.tasks = tasks_;
    notice.created = count_created();
    send_with(ends_.status, &notice, sizeof notice, -1, -1);
    // To take down what is init's own (memory, mounts) would keep the supervisor from this processor: first
    // it has its turn, and hangs up.
    char order = 0;
    while (::recv(ends_.status, &order, 1, 0) > 0) {
    }
    ::_exit(0);
  }

  Plan& plan_;
  const Ends& ends_;
  Site site_;
  pid_t program_ = -1;
  bool ended_ = false;
  int status_ = 0, tasks_ = 0;
  long floor_kib_ = 0;
  std::int64_t started_ = 0, ended_at_ = 0, cpu_before_ = 0;
};

} // namespace

void run_init(Plan& plan, const Ends& ends) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  // So 0 to 2 are the program's from the start, and nothing that init opens can take their place.
  if (::dup2(ends.input, 0) < 0 || ::dup2(ends.output, 1) < 0 || ::dup2(ends.errors, 2) < 0) ::_exit(1);
  constexpr std::size_t most_doors = 4;
  constexpr std::size_t own = 5;
  int keep[own + most_doors] = {ends.status, ends.service, ends.box, ends.data, ends.root};
  const std::size_t doors = std::min(plan.doors.size(), most_doors);
  std::copy_n(plan.doors.begin(), doors, keep + own);
  close_others(keep, own + doors);
  // Ctrl-C is for the foreground's process group, and that is not ours. (A session of its own is the
  // program's.)
  ::setpgid(0, 0);
  Init(plan, ends).run();
}

void build_prepared(Ops& ops, int status) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  close_others(&status, 1);
  char order = 0;
  if (::recv(status, &order, 1, 0) != 1 || order != static_cast<char>(Order::go)) ::_exit(1);
  ::umask(022);
  Site site{ops.slots};
  Notice notice;
  notice.step = perform_all(ops, site, notice.error);
  notice.kind = notice.step < 0 ? Notice::Kind::started : Notice::Kind::failed;
  send_with(status, &notice, sizeof notice, -1, -1);
  (void)::recv(status, &order, 1, 0);
  ::_exit(0);
}

} // namespace bex::init
