// Nothing of a run lives on, however it ends.
#include "tests/sandbox/support.hpp"

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace bex::test {
namespace {

// How many processes of the machine have `mark` among their words.
int processes_with(const std::string& mark) {
  int count = 0;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const Fd file(::open((entry.path() / "cmdline").c_str(), O_RDONLY | O_CLOEXEC));
    const auto words = read_to_end(file.get());
    if (words && words->find(mark) != std::string::npos && words->starts_with("/probe/")) ++count;
  }
  return count;
}

std::string mark_of(const char* name) {
  return fmt::format("mark-{}-{}", name, ::getpid());
}

bool gone_soon(const std::string& mark) {
  for (int i = 0; i < 400; ++i) {
    if (processes_with(mark) == 0) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

SandboxSpec marked(std::vector<std::string> words, const std::string& mark) {
  words.push_back(mark);
  return probe(std::move(words));
}

TEST(Survivors, ADaemonEndsWithTheProgram) {
  const std::string mark = mark_of("daemon");
  EXPECT_EQ(out_of(marked({"daemon"}, mark)), "gone\n");
  EXPECT_EQ(processes_with(mark), 0);
}

TEST(Survivors, ABombEndsWithItsRun) {
  const std::string mark = mark_of("bomb");
  SandboxSpec spec = marked({"wild-fork-bomb"}, mark);
  spec.limits.processes = 200;
  spec.limits.cpu = Millis(300);
  run(spec);
  EXPECT_EQ(processes_with(mark), 0);
}

TEST(Survivors, WithoutASandboxTheTreeIsFoundToo) {
  SandboxSpec spec = probe({"daemon"});
  EXPECT_EQ(out_of(spec, unsafe()), "gone\n");
  spec.argv.back() = "cpu-of-children";
  spec.argv.push_back("3");
  spec.limits.cpu = Millis(200);
  EXPECT_EQ(ending_of(spec, unsafe()), "was stopped at the CPU limit");
}

// A child supervises and is ended in the worst way.
void supervise_and_be_killed(const char* name, int signal) {
  const std::string mark = mark_of(name);
  const pid_t supervisor = ::fork();
  if (supervisor == 0) {
    std::thread other([&] { (void)sandbox().run(marked({"memory-of-children", "5", "1"}, mark)); });
    auto running = sandbox().start(marked({"sleep"}, mark));
    (void)sandbox().run(marked({"sleep"}, mark));
    ::_exit(0);
  }
  for (int i = 0; i < 2000 && processes_with(mark) < 8; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(processes_with(mark), 8);
  ::kill(supervisor, signal);
  ::waitpid(supervisor, nullptr, 0);
  EXPECT_TRUE(gone_soon(mark));
}

TEST(Survivors, NoneOfAKilledSupervisor) {
  supervise_and_be_killed("killed", SIGKILL);
}

TEST(Survivors, NoneOfAStoppedSupervisorAfterItsTime) {
  const std::string mark = mark_of("stopped");
  const pid_t supervisor = ::fork();
  if (supervisor == 0) {
    SandboxSpec spec = marked({"sleep"}, mark);
    spec.limits.wall = Millis(500);
    (void)sandbox().run(spec);
    ::_exit(0);
  }
  for (int i = 0; i < 2000 && processes_with(mark) < 1; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  ::kill(supervisor, SIGSTOP);
  EXPECT_EQ(processes_with(mark), 1);
  EXPECT_TRUE(gone_soon(mark)); // init waits a second longer than the supervisor would
  ::kill(supervisor, SIGKILL);
  ::waitpid(supervisor, nullptr, 0);
}

TEST(Survivors, AnInterruptEndsTheRun) {
  const std::string mark = mark_of("interrupted");
  const pid_t supervisor = ::fork();
  if (supervisor == 0) {
    ::execl(BEXERCISE_INTERRUPTED_RUN, "interrupted_run", mark.c_str(), nullptr);
    ::_exit(1);
  }
  for (int i = 0; i < 2000 && processes_with(mark) < 1; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  ::kill(supervisor, SIGINT);
  int status = 0;
  ::waitpid(supervisor, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 42);
  EXPECT_EQ(processes_with(mark), 0);
}

TEST(Survivors, ManyAtOnceFromManyThreads) {
  std::vector<std::thread> workers;
  std::atomic<int> right{0};
  for (int w = 0; w < 8; ++w)
    workers.emplace_back([&, w] {
      for (int i = 0; i < 5; ++i) {
        SandboxSpec spec = probe({"stdin-twice"});
        spec.input = fmt::format("worker {} run {}\n", w, i);
        if (run(spec).out.starts_with(std::get<std::string>(spec.input))) ++right;
      }
    });
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(right, 40);
}

} // namespace
} // namespace bex::test
