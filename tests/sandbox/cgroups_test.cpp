// Control groups of the machine with processes inside. Where none are to be had there are no such tests; the
// ones in a virtual machine (tests/vm) then are what proves them.
#include "sandboxes/base/fd.hpp"
#include "sandboxes/cgroups/groups.hpp"
#include "sandboxes/cgroups/tree.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <fcntl.h>
#include <fmt/format.h>
#include <functional>
#include <linux/sched.h>
#include <poll.h>
#include <set>
#include <string>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace bex::test {
namespace {

Result<std::unique_ptr<Groups>>& opened() {
  static auto groups = open_groups();
  return groups;
}

std::vector<std::string> groups_here() {
  if (!opened()) return {};
  return {(*opened())->name()};
}

class ControlGroups : public testing::TestWithParam<std::string> {
 protected:
  static std::unique_ptr<Group> make(Bytes memory, unsigned processes = 64) {
    Limits limits;
    limits.memory = memory;
    limits.processes = processes;
    auto group = (*opened())->make(limits, 0);
    if (!group) throw std::runtime_error(group.error().what);
    return std::move(*group);
  }
};

// A process inside `group`, killed and reaped at the end.
class Inside {
 public:
  Inside(const Group& group, const std::function<int()>& body) {
    pid_ = ::fork();
    if (pid_ != 0) return;
    for (const int door : group.doors())
      if (::write(door, "0", 1) != 1) ::_exit(120);
    ::_exit(body());
  }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside() {
    if (pid_ > 0) ::kill(pid_, SIGKILL), wait();
  }
  [[nodiscard]] pid_t pid() const { return pid_; }
  int wait() {
    int status = -1;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return status;
  }

 private:
  pid_t pid_;
};

int touch(Bytes size) {
  auto* memory = static_cast<char*>(
      ::mmap(nullptr, size.count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  for (std::size_t at = 0; at < size.count; at += 4096) memory[at] = 1;
  return 0;
}

int sleep_inside() {
  for (;;) ::pause();
}

bool soon(const std::function<bool()>& fact) {
  for (int i = 0; i < 2000; ++i) {
    if (fact()) return true;
    std::this_thread::sleep_for(Millis(5));
  }
  return false;
}

std::string text_of_file(const std::string& path) {
  const Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return read_to_end(file.get()).value_or("");
}

// The folders of the groups that `pid` is in.
std::set<std::string> folders(pid_t pid) {
  const auto in = parse_memberships(text_of_file(fmt::format("/proc/{}/cgroup", pid)));
  const auto mounts = parse_cgroup_mounts(text_of_file("/proc/self/mountinfo"));
  std::set<std::string> all;
  for (const char* controller : {"", "memory", "pids", "cpuacct"})
    if (const auto folder = folder_of(controller, in, mounts);
        folder && folder->find("/bexercise.") != folder->npos)
      all.insert(*folder);
  return all;
}

bool gives_notice() {
  const auto in = parse_memberships(text_of_file("/proc/self/cgroup"));
  const auto mounts = parse_cgroup_mounts(text_of_file("/proc/self/mountinfo"));
  const auto old = folder_of("memory", in, mounts);
  return !old || ::access((*old + "/cgroup.event_control").c_str(), F_OK) == 0;
}

bool any_there(const std::set<std::string>& paths) {
  for (const auto& path : paths)
    if (::access(path.c_str(), F_OK) == 0) return true;
  return false;
}

TEST_P(ControlGroups, TimeIsThatOfAllThatEverRanInside) {
  const auto group = make(mib(64));
  EXPECT_EQ(group->usage().cpu, Nanos(0));
  const auto burn = [] { // on top of what it took to get in
    const auto spent = [] {
      timespec now{};
      ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
      return std::chrono::seconds(now.tv_sec) + Nanos(now.tv_nsec);
    };
    const Nanos end = spent() + Millis(60);
    while (spent() < end) {
    }
    return 0;
  };
  for (int i = 0; i < 3; ++i) Inside(*group, burn).wait();
  const auto cpu = group->usage().cpu;
  EXPECT_GE(cpu, Millis(170));
  EXPECT_LT(cpu, Millis(2000));
}

TEST_P(ControlGroups, ThePeakStaysWhenTheMemoryIsGone) {
  const auto group = make(mib(64));
  EXPECT_EQ(WEXITSTATUS(Inside(*group, [] { return touch(mib(24)); }).wait()), 0);
  const auto usage = group->usage();
  EXPECT_GE(usage.peak, mib(24));
  EXPECT_LT(usage.peak, mib(64));
  EXPECT_LT(usage.memory, mib(24));
  EXPECT_FALSE(usage.over_memory);
}

// The alarm of `group` goes off within some seconds.
bool alarmed(const Group& group) {
  pollfd alarm{group.alarm(), group.alarm_events(), 0};
  return ::poll(&alarm, 1, 5000) == 1 && (alarm.revents & group.alarm_events()) != 0;
}

TEST_P(ControlGroups, TooMuchMemoryIsKilledCountedAndSaidAtOnce) {
  const auto group = make(mib(24));
  pollfd quiet{group->alarm(), group->alarm_events(), 0};
  EXPECT_EQ(group->alarm() >= 0, gives_notice());
  EXPECT_EQ(::poll(&quiet, 1, 0), 0); // without an alarm there is nothing to be polled for
  Inside program(*group, [] { return touch(mib(200)); });
  if (group->alarm() >= 0) {
    EXPECT_TRUE(alarmed(*group));
    // Notices of the limit come before that of the kill.
    EXPECT_TRUE(soon([&] {
      group->quiet_alarm();
      return group->usage().over_memory;
    }));
  }
  const int status = program.wait();
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
  EXPECT_TRUE(group->usage().over_memory);
  EXPECT_LT(group->usage().peak, mib(40));
}

TEST_P(ControlGroups, ChildrenFilesInMemoryAndPipesCountTogether) {
  const auto group = make(mib(40));
  const auto child_of_20 = [] {
    if (::fork() == 0) ::_exit(touch(mib(20)) + sleep_inside());
  };
  Inside children(*group, [&] {
    child_of_20(), child_of_20(), child_of_20();
    return sleep_inside();
  });
  EXPECT_TRUE(soon([&] { return group->usage().over_memory; }));

  const auto other = make(mib(24));
  Inside file(*other, [] {
    const int memory = ::memfd_create("x", 0);
    const std::string block(1 << 20, 'x');
    for (int i = 0; i < 100; ++i)
      if (::write(memory, block.data(), block.size()) < 0) return 1;
    return 0;
  });
  EXPECT_TRUE(WIFSIGNALED(file.wait()));
  EXPECT_TRUE(other->usage().over_memory);
}

TEST_P(ControlGroups, TooManyProcessesAreRefused) {
  const auto group = make(mib(64), 6);
  Inside program(*group, [] {
    int children = 0;
    for (pid_t pid; (pid = ::fork()) >= 0; ++children)
      if (pid == 0) sleep_inside();
    return children;
  });
  EXPECT_TRUE(soon([&] { return group->usage().over_tasks; }));
  EXPECT_LE(group->usage().tasks, 6u);
  EXPECT_EQ(WEXITSTATUS(program.wait()), 5);
  EXPECT_TRUE(soon([&] { return group->usage().tasks == 5; }));
}

TEST_P(ControlGroups, KillEndsABomb) {
  const auto group = make(mib(256), 200);
  Inside program(*group, [] {
    for (;;) (void)::fork();
    return 0;
  });
  EXPECT_TRUE(soon([&] { return group->usage().tasks >= 100; }));
  group->kill();
  program.wait();
  EXPECT_TRUE(soon([&] { return group->usage().tasks == 0; }));
}

TEST_P(ControlGroups, WithTheObjectGoTheProcessesAndTheFolder) {
  auto group = make(mib(64));
  Inside program(*group, sleep_inside);
  EXPECT_TRUE(soon([&] { return group->usage().tasks == 1; }));
  const auto paths = folders(program.pid());
  EXPECT_EQ(paths.size(), group->doors().size());
  EXPECT_TRUE(any_there(paths));
  group.reset();
  EXPECT_FALSE(any_there(paths));
  const int status = program.wait();
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

TEST_P(ControlGroups, AChildIsBornInside) {
  const auto group = make(mib(64));
  if (GetParam() == "cgroup v1") {
    EXPECT_EQ(group->birthplace(), -1);
    return;
  }
  clone_args how{};
  how.flags = CLONE_INTO_CGROUP;
  how.exit_signal = SIGCHLD;
  how.cgroup = static_cast<std::uint64_t>(group->birthplace());
  const auto pid = static_cast<pid_t>(::syscall(SYS_clone3, &how, sizeof how));
  if (pid == 0) sleep_inside();
  ASSERT_GT(pid, 0);
  EXPECT_EQ(group->usage().tasks, 1u);
  group->kill();
  ::waitpid(pid, nullptr, 0);
}

TEST_P(ControlGroups, DescriptorsAreClosedOnExecAndNotTheStandardOnes) {
  const auto group = make(mib(64));
  auto all = group->doors();
  if (group->birthplace() >= 0) all.push_back(group->birthplace());
  if (group->alarm() >= 0) all.push_back(group->alarm());
  for (const int fd : all) {
    EXPECT_GE(fd, 3);
    EXPECT_NE(::fcntl(fd, F_GETFD) & FD_CLOEXEC, 0);
  }
}

TEST_P(ControlGroups, OneMadeAheadIsUsedOnceAndHasTheLimitsOfItsRun) {
  (*opened())->make_ahead();
  (*opened())->make_ahead();
  const auto strict = make(mib(24), 6), other = make(mib(64));
  Inside program(*strict, [] { return touch(mib(200)); });
  Inside sleeper(*other, sleep_inside);
  EXPECT_TRUE(soon([&] { return other->usage().tasks == 1; }));
  EXPECT_TRUE(WIFSIGNALED(program.wait()));
  EXPECT_TRUE(strict->usage().over_memory);
  EXPECT_FALSE(other->usage().over_memory);
}

TEST_P(ControlGroups, ManyThreadsMakeThemSideBySide) {
  std::vector<std::thread> threads;
  std::atomic<int> made{0};
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        (*opened())->make_ahead();
        if (make(mib(64))->usage().tasks == 0) ++made;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(made, 160);
}

// A process that opens groups, leaves one with a process inside, says so and waits to be killed. `name` is
// that of the sleeper.
struct Owner {
  pid_t pid = -1, inside = -1;
  std::set<std::string> paths;

  Owner() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return;
    pid = ::fork();
    if (pid == 0) {
      const auto groups = open_groups();
      const auto group = groups ? (*groups)->make(Limits{}, 0) : tl::unexpected<Error>(groups.error());
      pid_t sleeper = -1;
      if (group && (sleeper = ::fork()) == 0) {
        for (const int door : (*group)->doors())
          if (::write(door, "0", 1) != 1) ::_exit(1);
        ::execl("/bin/sleep", "sleep", "1000", nullptr);
        ::_exit(1);
      }
      if (::write(ends[1], &sleeper, sizeof sleeper) > 0) sleep_inside();
      ::_exit(1);
    }
    ::close(ends[1]);
    if (::read(ends[0], &inside, sizeof inside) < 0) inside = -1;
    ::close(ends[0]);
    // A sleeper, once it has executed it.
    soon([&] { return text_of_file(fmt::format("/proc/{}/comm", inside)) == "sleep\n"; });
    paths = folders(inside);
  }
  Owner(const Owner&) = delete;
  Owner& operator=(const Owner&) = delete;
  ~Owner() { kill(); }
  void kill() {
    if (pid > 0) ::kill(pid, SIGKILL), ::waitpid(pid, nullptr, 0);
    pid = -1;
  }
  [[nodiscard]] bool sleeps() const {
    return inside > 0 && text_of_file(fmt::format("/proc/{}/comm", inside)) == "sleep\n" &&
           text_of_file(fmt::format("/proc/{}/stat", inside)).find(") Z") == std::string::npos;
  }
};

TEST_P(ControlGroups, WhatADeadOwnerLeftIsRemovedAtTheNextStart) {
  Owner owner;
  ASSERT_TRUE(owner.sleeps());
  ASSERT_TRUE(any_there(owner.paths));
  (void)open_groups();
  EXPECT_TRUE(owner.sleeps()) << "its owner was alive";
  EXPECT_TRUE(any_there(owner.paths));
  owner.kill();
  EXPECT_TRUE(owner.sleeps());
  (void)open_groups();
  EXPECT_FALSE(any_there(owner.paths));
  EXPECT_TRUE(soon([&] { return !owner.sleeps(); }));
}

// Only root can become a user without rights.
class ControlGroupsOfRoot : public ControlGroups {};

TEST_P(ControlGroupsOfRoot, WithoutRightsTheErrorSaysWhatToDo) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (::setresgid(65534, 65534, 65534) != 0 || ::setresuid(65534, 65534, 65534) != 0) ::_exit(2);
    const auto groups = open_groups();
    ::_exit(!groups && groups.error().kind == ErrorKind::machine && !groups.error().help.empty() ? 42 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 42);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ControlGroups);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ControlGroupsOfRoot);
INSTANTIATE_TEST_SUITE_P(Here, ControlGroups, testing::ValuesIn(groups_here()));
INSTANTIATE_TEST_SUITE_P(Here, ControlGroupsOfRoot,
                         testing::ValuesIn(::geteuid() == 0 ? groups_here() : std::vector<std::string>()));

} // namespace
} // namespace bex::test
