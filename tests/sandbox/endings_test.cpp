// Every way a run can end, and that the cause is named rightly.
#include "tests/sandbox/support.hpp"

#include <fstream>
#include <sys/resource.h>

namespace bex::test {
namespace {

TEST(Endings, ExitCodesAreTheProgramsOwn) {
  EXPECT_EQ(ending_of(probe({"exit", "0"})), "exited with code 0");
  EXPECT_EQ(ending_of(probe({"exit", "3"})), "exited with code 3");
  EXPECT_EQ(ending_of(probe({"exit", "137"})), "exited with code 137");
}

TEST(Endings, SignalsOfTheProgramAreNoLimits) {
  EXPECT_EQ(ending_of(probe({"signal", "9"})), "was killed by SIGKILL (killed)");
  EXPECT_EQ(ending_of(probe({"signal", "6"})), "was killed by SIGABRT (aborted)");
  EXPECT_EQ(ending_of(probe({"signal", "11"})), "was killed by SIGSEGV (segmentation fault)");
  EXPECT_EQ(ending_of(probe({"signal", "15"})), "was killed by SIGTERM (terminated)");
}

TEST(Endings, FailedStartsNameTheStep) {
  SandboxSpec spec = probe({});
  spec.argv = {"/box/nothing"};
  EXPECT_EQ(ending_of(spec),
            "could not be started: execute /box/nothing: No such file or directory (ENOENT)");
  spec.argv = {"/etc/passwd"};
  EXPECT_EQ(ending_of(spec), "could not be started: execute /etc/passwd: Permission denied (EACCES)");
  spec = probe({"exit", "0"});
  spec.cwd = "/nowhere";
  EXPECT_EQ(ending_of(spec),
            "could not be started: change to the folder /nowhere: No such file or directory (ENOENT)");
  spec = probe({"exit", "0"});
  spec.mounts.push_back({"/does/not/exist", "/x"});
  EXPECT_EQ(ending_of(spec),
            "could not be started: mount /does/not/exist read-only: No such file or directory (ENOENT)");
}

TEST(Endings, NamesAreLookedUpInThePathOfTheProgram) {
  SandboxSpec spec = probe({"exit", "5"});
  spec.argv[0] = "sandbox_probe";
  spec.env = {{"PATH", "/nowhere:/etc:/probe"}};
  EXPECT_EQ(ending_of(spec), "exited with code 5");
}

TEST(Endings, CallersFaultsAreErrors) {
  SandboxSpec spec;
  EXPECT_FALSE(sandbox().run(spec));
  spec = probe({"exit", "0"});
  spec.files = {{"../x", ""}};
  EXPECT_FALSE(sandbox().run(spec));
  spec = probe({"exit", "0"});
  spec.box = "/does/not/exist";
  EXPECT_FALSE(sandbox().run(spec));
}

TEST(Endings, CpuTimeOfOneProcess) {
  SandboxSpec spec = probe({"spin"});
  spec.limits.cpu = Millis(200);
  const auto result = run(spec);
  EXPECT_EQ(describe(result.ending), "was stopped at the CPU limit");
  EXPECT_GE(result.cpu, Millis(200));
  EXPECT_LT(result.cpu, Millis(1000)); // how late it is on a quiet machine is for the bench to say
}

TEST(Endings, CpuTimeOfAllProcessesTogether) {
  SandboxSpec spec = probe({"cpu-of-children", "3"});
  spec.limits.cpu = Millis(300);
  const auto result = run(spec);
  EXPECT_EQ(describe(result.ending), "was stopped at the CPU limit");
  EXPECT_LT(result.cpu, Millis(2000));
}

TEST(Endings, CpuTimeOfChildrenThatNobodyWaitsFor) {
  SandboxSpec spec = probe({"cpu-of-forgotten"});
  spec.limits.cpu = Millis(600);
  spec.limits.wall = Millis(15'000);
  EXPECT_EQ(ending_of(spec), "was stopped at the CPU limit");
}

TEST(Endings, CpuTimeIsMeasured) {
  const auto result = run(probe({"burn", "150"}));
  EXPECT_EQ(describe(result.ending), "exited with code 0");
  EXPECT_GE(result.cpu, Millis(150));
  EXPECT_LT(result.cpu, Millis(200));
  EXPECT_GE(result.wall, Millis(150));
}

TEST(Endings, WallTimeWhetherAsleepOrStopped) {
  for (const char* how : {"sleep", "stop-self"}) {
    SandboxSpec spec = probe({how});
    spec.limits.wall = Millis(150);
    const auto result = run(spec);
    EXPECT_EQ(describe(result.ending), "was stopped at the wall-clock limit") << how;
    EXPECT_GE(result.wall, Millis(150));
  }
}

TEST(Endings, MemoryOfOneProcess) {
  SandboxSpec spec = probe({"touch", "200"});
  spec.limits.memory = mib(64);
  EXPECT_EQ(ending_of(spec), "went over the memory limit");
  spec.limits.memory = mib(256);
  const auto result = run(spec);
  EXPECT_EQ(describe(result.ending), "exited with code 0");
  EXPECT_GE(result.peak_memory, mib(200));
  EXPECT_LT(result.peak_memory, mib(220));
}

TEST(Endings, MemoryOfAllProcessesTogether) {
  SandboxSpec spec = probe({"memory-of-children", "4", "50"});
  spec.limits.memory = mib(128);
  EXPECT_EQ(ending_of(spec), "went over the memory limit");
}

TEST(Endings, SharedMemoryCountsOnce) {
  SandboxSpec spec = probe({"memory-shared", "4", "60"});
  spec.limits.memory = mib(128);
  EXPECT_EQ(ending_of(spec), "exited with code 0");
}

TEST(Endings, MemoryLimitsBelowTheSupervisorsOwnSize) {
  SandboxSpec spec = probe({"exit", "0"});
  spec.limits.memory = mib(8);
  std::vector<char> ours(64 << 20, 'x'); // what init is copied from
  EXPECT_EQ(ending_of(spec), "exited with code 0");
  EXPECT_EQ(ours[1 << 20], 'x');
}

TEST(Endings, AFloodOfOutputIsCutAndNamed) {
  SandboxSpec spec = probe({"flood", "out"});
  spec.limits.output = mib(1);
  const auto result = run(spec);
  EXPECT_TRUE(std::holds_alternative<OutputLimit>(result.ending)) << describe(result.ending);
  EXPECT_EQ(result.out.size(), 1u << 20);
}

TEST(Endings, AFloodOfRemarksIsDroppedAndMeetsTheOtherLimits) {
  SandboxSpec spec = probe({"flood", "err"});
  spec.limits.output = mib(1);
  spec.limits.cpu = Millis(300);
  const auto result = run(spec);
  EXPECT_TRUE(std::holds_alternative<CpuLimit>(result.ending)) << describe(result.ending);
  EXPECT_EQ(result.err.size(), 1u << 20);
}

TEST(Endings, OutputUpToTheLimitIsAllowed) {
  SandboxSpec spec = probe({"say", "1000"});
  spec.limits.output = {1000};
  EXPECT_EQ(out_of(spec), std::string(1000, 'x'));
  spec.limits.output = {999};
  EXPECT_EQ(ending_of(spec), "wrote more to stdout than the output limit allows");
}

TEST(Endings, AFloodDoesNotFillTheSupervisor) {
  std::ifstream("/proc/self/status"); // the first use of streams allocates
  rusage before{}, after{};
  ::getrusage(RUSAGE_SELF, &before);
  const auto result = run(probe({"flood", "out"}));
  ::getrusage(RUSAGE_SELF, &after);
  EXPECT_EQ(result.out.size(), 8u << 20);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 20 << 10) << "KiB";
}

TEST(Endings, ForkAndThreadBombs) {
  for (const char* bomb : {"fork-bomb", "thread-bomb"}) {
    SandboxSpec spec = probe({bomb});
    spec.limits.processes = 20;
    EXPECT_EQ(ending_of(spec), "reached the process limit") << bomb;
  }
  SandboxSpec spec = probe({"wild-fork-bomb"});
  spec.limits.processes = 20;
  spec.limits.cpu = Millis(300);
  EXPECT_EQ(ending_of(spec), "reached the process limit");
}

TEST(Endings, ManyProcessesBelowTheLimitAreNoFault) {
  SandboxSpec spec = probe({"some-children", "18", "4"});
  spec.limits.processes = 20;
  EXPECT_EQ(ending_of(spec), "exited with code 4");
}

TEST(Endings, AnotherArchitecturesCallsAreDenied) {
  const std::string denied = "was stopped for a system call of another architecture";
#if defined(__x86_64__)
  // A kernel without the 32-bit calls faults instead of asking the filter.
  const std::string ending = ending_of(probe({"other-architecture", "int80"}));
  EXPECT_TRUE(ending == denied || ending == "was killed by SIGSEGV (segmentation fault)") << ending;
  EXPECT_EQ(ending_of(probe({"other-architecture", "x32"})), denied);
#else
  EXPECT_EQ(ending_of(probe({"other-architecture", "raise"})), denied);
#endif
}

TEST(Endings, FilesThatGrowTooLarge) {
  SandboxSpec spec = probe({"fill", "/tmp/large"});
  spec.limits.file_size = mib(8);
  EXPECT_EQ(ending_of(spec), "was killed by SIGXFSZ (file size limit exceeded)");
}

} // namespace
} // namespace bex::test
