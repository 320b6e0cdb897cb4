// What a program writes and how it ends says nothing but that: 7, 8, 15, 16 and 45.
#include "tests/attacks/support.hpp"

#include <csignal>

namespace bex::attacks {
namespace {

class Endings : public Attack {};

TEST_P(Endings, A07_StdoutFlood) {
  SandboxSpec spec = program("07_flood_stdout");
  spec.limits.output = mib(1);
  const auto result = attack(spec);
  EXPECT_TRUE(std::holds_alternative<OutputLimit>(result.ending)) << describe(result.ending);
  EXPECT_EQ(result.out.size(), mib(1).count);
}

TEST_P(Endings, A08_StderrFloodLeavesStdout) {
  SandboxSpec spec = program("08_flood_stderr");
  spec.limits.output = mib(1);
  const auto result = attack(spec);
  EXPECT_TRUE(is_exit(result, 0)) << describe(result.ending);
  EXPECT_EQ(result.out, "42\ndone\n");
  EXPECT_EQ(result.err.size(), mib(1).count);
}

TEST_P(Endings, A15_OwnSignalsAreNoLimits) {
  for (const int signal : {SIGKILL, SIGTERM, SIGXCPU, SIGALRM, SIGSEGV, SIGXFSZ, SIGUSR1, SIGHUP}) {
    const auto result = attack(program("15_own_ends", {"signal", std::to_string(signal)}));
    const auto* signalled = std::get_if<Signalled>(&result.ending);
    ASSERT_TRUE(signalled) << signal << ": " << report(result);
    EXPECT_EQ(signalled->signal, signal);
    EXPECT_EQ(result.out, "ends itself\n");
  }
  const auto aborted = attack(program("15_own_ends", {"abort"}));
  ASSERT_TRUE(std::holds_alternative<Signalled>(aborted.ending)) << report(aborted);
  EXPECT_EQ(std::get<Signalled>(aborted.ending).signal, SIGABRT);
  for (const int code : {137, 139, 124, 255})
    EXPECT_TRUE(is_exit(attack(program("15_own_ends", {"exit", std::to_string(code)})), code)) << code;
}

TEST_P(Endings, A16_FakeVerdicts) {
  const auto result = attack(program("16_fake_verdict"));
  EXPECT_TRUE(is_exit(result, 1)) << report(result);
  EXPECT_TRUE(has_line(result.out, "accepted"));
  const auto told = told_in(result.out);
  expect_refused(told, "fd-");
  expect_refused(told, "/dev/");
  expect_refused(told, "/proc/");
  EXPECT_EQ(told.count("fd-3"), 1u);
}

TEST_P(Endings, A45_DeadLock) {
  SandboxSpec spec = program("45_interactive", {"deadlock"});
  spec.limits.wall = Millis(300);
  const auto result = attack(spec);
  EXPECT_TRUE(std::holds_alternative<IdleLimit>(result.ending)) << report(result);
  EXPECT_EQ(result.out, "waits\n");
}

TEST_P(Endings, A45_EarlyExitWithInputLeft) {
  SandboxSpec spec = program("45_interactive", {"exit-early"});
  spec.input = std::string(32 << 20, 'x');
  const auto result = attack(spec);
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  EXPECT_EQ(result.out, "early\n");
}

TEST_P(Endings, A45_MoreInputThanThereIs) {
  SandboxSpec spec = program("45_interactive", {"reads"});
  spec.input = std::string("0123456789");
  const auto result = attack(spec);
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  EXPECT_EQ(result.out, "read=10\npoll=0\nread-again=0\n");
}

// Both pipes are full again and again, and a third one that nobody reads.
TEST_P(Endings, A45_FloodOnAllPipes) {
  const auto result = attack(program("45_interactive", {"flood"}));
  EXPECT_TRUE(is_exit(result, 0)) << describe(result.ending);
  EXPECT_EQ(result.out.size(), 16u << 16);
  EXPECT_EQ(result.err.size(), 16u << 16);
}

TEST_P(Endings, A45_EarlyExitOfAServer) {
  SandboxSpec spec = program("45_interactive", {"exit-early"});
  spec.network = Network::loopback;
  auto running = box().start(spec);
  ASSERT_TRUE(running) << running.error().what;
  EXPECT_FALSE((*running)->connect(8080));
  const auto result = (*running)->stop(Millis(2'000));
  EXPECT_TRUE(is_exit(result, 0) || std::holds_alternative<Stopped>(result.ending)) << report(result);
  EXPECT_EQ(processes_from(inside_), 0);
}

BEX_AT_EVERY_LEVEL(Endings);

} // namespace
} // namespace bex::attacks
