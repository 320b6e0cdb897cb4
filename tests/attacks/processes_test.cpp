// Processes that are too many, that stay, or that reach for others: 1, 2, 3, 20, 34, 36, 38 and 41.
#include "tests/attacks/support.hpp"

#include "sandboxes/base/fd.hpp"

#include <csignal>
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace bex::attacks {
namespace {

class Processes : public Attack {};

TEST_P(Processes, A01_ForkAndThreadBombs) {
  for (const char* how : {"fork", "threads"}) {
    SandboxSpec spec = program("01_fork_bomb", {how});
    spec.limits.processes = 50;
    const auto result = attack(spec);
    EXPECT_TRUE(std::holds_alternative<ProcessLimit>(result.ending)) << how << ": " << report(result);
    EXPECT_LT(number_in(result.out, "made"), 50) << report(result);
    EXPECT_GT(number_in(result.out, "made"), 40) << report(result);
  }
}

TEST_P(Processes, A01_ABombThatGrows) {
  SandboxSpec spec = program("01_fork_bomb", {"wild"});
  spec.limits.processes = 200;
  spec.limits.cpu = Millis(500);
  spec.limits.wall = Millis(5'000);
  const auto result = attack(spec);
  // Which of the three it meets first depends on how busy the machine is. Forks that are refused count as
  // memory, too: the kernel makes a task before it refuses it, and frees it a little later (copy_process() of
  // kernel/fork.c).
  EXPECT_TRUE(std::holds_alternative<ProcessLimit>(result.ending) ||
              std::holds_alternative<CpuLimit>(result.ending) ||
              std::holds_alternative<MemoryLimit>(result.ending))
      << report(result);
  EXPECT_EQ(result.out, "grows\n");
}

TEST_P(Processes, A02_ADaemonThatIgnoresSignals) {
  const auto result = attack(program("02_daemon"));
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  EXPECT_EQ(result.out, "daemon=0\n"); // it was there
  EXPECT_LT(result.wall, Millis(5'000));
}

TEST_P(Processes, A03_StdoutHeldOpen) {
  const auto result = attack(program("03_held_stdout"));
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  EXPECT_EQ(result.out, "parent\n"); // what comes after the program is not the program's
}

// A process of the host that shall live.
class Bystander {
 public:
  Bystander() : pid_(::fork()) {
    if (pid_ == 0) {
      for (int fd = 0; fd < 3; ++fd) ::close(fd);
      ::alarm(60);
      for (;;) ::pause();
    }
  }
  ~Bystander() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  [[nodiscard]] std::string pid() const { return std::to_string(pid_); }
  [[nodiscard]] bool lives() const { return attacks::lives(pid_); }

 private:
  pid_t pid_;
};

TEST_P(Processes, A20_OthersAreNotThere) {
  const Bystander bystander;
  const auto result = attack(program("20_signals", {bystander.pid(), "all"}));
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  EXPECT_TRUE(bystander.lives());
  const auto told = told_in(result.out);
  for (const char* what : {"look", "pidfd", "kill", "queue", "affinity"}) expect_refused(told, what);
  EXPECT_EQ(number_in(result.out, "others"), 1) << "init alone: " << report(result);
  EXPECT_EQ(number_in(result.out, "listed"), 0) << report(result);
  EXPECT_TRUE(has_line(result.out, "lives")) << report(result);
}

TEST_P(Processes, A34_InitCannotBeTraced) {
  const auto result = attack(program("34_trace_init"));
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  const auto told = told_in(result.out);
  for (const char* what :
       {"attach 1", "seize 1", "readv 1", "writev 1", "mem 1", "maps 1", "root 1", "getfd 1"})
    expect_refused(told, what);
  expect_refused(told);
}

TEST_P(Processes, A34_AStopIsNoEnd) {
  SandboxSpec spec = program("34_trace_init", {"stop"});
  spec.limits.wall = Millis(500);
  const auto result = attack(spec);
  EXPECT_TRUE(has_line(result.out, "traceme=0")) << report(result);
  EXPECT_FALSE(is_exit(result, 0)) << report(result);
}

TEST_P(Processes, A36_DescriptorsOfTheSupervisor) {
  // Three that are to be inherited, if it were up to them.
  const Fd file(::open(canary_.path().c_str(), O_RDONLY)), folder(::open(canary_.folder().c_str(), O_RDONLY)),
      high(::fcntl(file.get(), F_DUPFD, 500));
  ASSERT_TRUE(file && folder && high);
  SandboxSpec spec = program("36_descriptors");
  spec.limits.open_files = 1024;
  const auto result = attack(spec);
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  int open = 0;
  for (std::size_t at = 0; (at = result.out.find("open ", at)) != std::string::npos; ++at) ++open;
  EXPECT_EQ(open, 3) << report(result);
  expect_refused(told_in(result.out));
  EXPECT_TRUE(has_line(result.out, "looked"));
}

// As root the copy belongs to root and would be root's, else it belongs to whoever runs the tests.
TEST_P(Processes, A38_SetIdProgramsAndCapabilities) {
  const auto folder = TempDir::make();
  ASSERT_TRUE(folder);
  ::chmod(folder->path().c_str(), 0755);
  fs::copy_file(fs::path(BEXERCISE_ATTACKS) / "38_set_id", folder->path() / "marked");
  ASSERT_EQ(::chmod((folder->path() / "marked").c_str(), 06755), 0);
  SandboxSpec spec = program("38_set_id", {"/marked/marked"});
  for (const char* name : {"su", "mount", "passwd", "newgrp"})
    if (fs::exists(fs::path("/usr/bin") / name))
      spec.mounts.push_back({fs::path("/usr/bin") / name, "/set/" + std::string(name)});
  spec.mounts.push_back({folder->path(), "/marked"});
  const auto result = attack(spec);
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  int said = 0;
  for (std::size_t at = 0; (at = result.out.find("who ", at)) != std::string::npos; ++at) {
    ++said;
    EXPECT_EQ(result.out.substr(at, result.out.find('\n', at) - at),
              "who uid=1000,1000,1000 gid=1000,1000,1000 no_new_privs=1");
  }
  EXPECT_EQ(said, 3) << "itself, its copy and the marked one: " << report(result);
  // The bounding set does not count: with no_new_privs nothing is gained by execve(2) (capabilities(7)).
  for (const char* set : {"\nCapInh", "\nCapPrm", "\nCapEff", "\nCapAmb"})
    for (std::size_t at = 0; (at = result.out.find(set, at)) != std::string::npos; ++at)
      EXPECT_EQ(result.out.substr(at + 8, 17), "\t0000000000000000") << report(result);
  const auto told = told_in(result.out);
  EXPECT_EQ(told.count("setuid"), 1u);
  for (const char* what :
       {"capability", "chown", "setuid-0", "setgid-0", "setgroups", "ambient", "new-privs"})
    expect_refused(told, what);
}

// A supervisor of its own, in a process that can be killed.
class Supervisor {
 public:
  Supervisor(const std::string& level, Millis wall, const std::string& inside,
             const std::vector<std::string>& words) {
    std::vector<std::string> line = {BEXERCISE_ATTACK_SUPERVISOR, level, std::to_string(wall.count()),
                                     BEXERCISE_ATTACKS, inside};
    line.insert(line.end(), words.begin(), words.end());
    std::vector<char*> argv;
    for (auto& word : line) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::posix_spawn(&pid_, BEXERCISE_ATTACK_SUPERVISOR, nullptr, nullptr, argv.data(), environ);
  }
  ~Supervisor() { end(SIGKILL); }
  void send(int signal) const { ::kill(pid_, signal); }
  void end(int signal) {
    if (pid_ <= 0) return;
    ::kill(pid_, signal);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }

 private:
  pid_t pid_ = -1;
};

TEST_P(Processes, A41_TheSupervisorIsKilled) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"06_sleep", "stop"}, {"01_fork_bomb", "wild"}, {"02_daemon"}}) {
    const std::string inside = new_place_inside();
    Supervisor supervisor(GetParam().name, Millis(8'000), inside, words);
    if (words.front() != "02_daemon") {
      ASSERT_TRUE(come_within(inside, 2, Millis(20'000))) << words.front();
    }
    supervisor.end(SIGKILL);
    EXPECT_TRUE(gone_within(inside, Millis(1'000))) << words.front();
  }
}

TEST_P(Processes, A41_TheSupervisorIsStopped) {
  const std::string inside = new_place_inside();
  Supervisor supervisor(GetParam().name, Millis(500), inside, {"06_sleep", "stop"});
  ASSERT_TRUE(come_within(inside, 2, Millis(20'000)));
  supervisor.send(SIGSTOP);
  // Init has a clock of its own, and gives the supervisor a second's start.
  EXPECT_TRUE(gone_within(inside, Millis(4'000)));
}

BEX_AT_EVERY_LEVEL(Processes);

} // namespace
} // namespace bex::attacks
