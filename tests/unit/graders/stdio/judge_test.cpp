#include "graders/stdio/observation.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>

namespace bex::stdio {
namespace {

// A case that went wrong, by the difference given.
Observation wrong(std::string input) {
  Observation seen;
  seen.cases = 3;
  seen.failed = 1;
  seen.run.ending = Exited{0};
  seen.run.cpu = Millis(12);
  seen.run.level = Level::namespaces;
  seen.limits.cpu = Millis(500);
  seen.argv = {"/usr/bin/python3.11", "main.py"};
  seen.input = {input, input.size()};
  seen.expected = {"4\n", 2};
  seen.came = {"5\n", 2};
  compare::Difference difference;
  difference.line = 1;
  difference.column = 1;
  difference.want = "4";
  difference.got = "5";
  seen.difference = difference;
  seen.remark = "odd";
  return seen;
}

TEST(StdioJudge, AllRightIsAccepted) {
  Observation seen;
  seen.run.ending = Exited{0};
  seen.runs = 2;
  const auto outcome = judge({}, seen);
  EXPECT_EQ(outcome.verdict, Verdict::accepted);
  EXPECT_TRUE(outcome.findings.empty());
  ASSERT_TRUE(outcome.measured);
  EXPECT_EQ(outcome.measured->runs, 2);
}

TEST(StdioJudge, ADifferenceIsAFindingWithItsEvidence) {
  const auto outcome = judge({}, wrong("2\n"));
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].label, "stdout");
  EXPECT_EQ(outcome.findings[0].want, "4");
  EXPECT_EQ(outcome.findings[0].got, "5");
  EXPECT_EQ(outcome.findings[0].where, "line 1, column 1");
  EXPECT_EQ(outcome.evidence.sent, "2\n");
  EXPECT_EQ(outcome.evidence.expected, "4\n");
  EXPECT_EQ(outcome.evidence.came, "5\n");
  EXPECT_EQ(outcome.evidence.remark, "odd");
  EXPECT_EQ(outcome.evidence.reproduce, "printf '2\\n' | python3.11 main.py");
  EXPECT_EQ(outcome.measured->limits.cpu, Millis(500));
  EXPECT_EQ(outcome.measured->level, Level::namespaces);
}

TEST(StdioJudge, TheReproducingLineIsShellProof) {
  const auto line = [](std::string input, std::vector<std::string> argv = {"./main"}) {
    auto seen = wrong(std::move(input));
    seen.argv = std::move(argv);
    return judge({}, seen).evidence.reproduce;
  };
  EXPECT_EQ(line("it's 5% \\ \t\n"), "printf 'it'\\''s 5%% \\\\ \\t\\n' | ./main");
  EXPECT_EQ(line("-n"), "printf -- '-n' | ./main");
  EXPECT_EQ(line(""), "./main </dev/null");
  EXPECT_EQ(line("x", {"/box/main", "/box/a b", "$c"}), "printf 'x' | ./main 'a b' '$c'");
  EXPECT_EQ(line(std::string(201, 'x')), "");
  EXPECT_EQ(line("\x1b[2J"), "");
  EXPECT_EQ(line(std::string("\0", 1)), "");
  EXPECT_EQ(line("\xff"), "");
}

TEST(StdioJudge, ABadEndComesBeforeTheOutput) {
  auto seen = wrong("2\n");
  seen.difference.reset();
  seen.run.ending = Signalled{SIGSEGV};
  seen.run.err = "log";
  auto outcome = judge({}, seen);
  EXPECT_EQ(outcome.verdict, Verdict::run_time_error);
  EXPECT_TRUE(outcome.findings.empty());
  EXPECT_EQ(outcome.evidence.log, "log");
  EXPECT_EQ(outcome.measured->ending, describe(Ending(Signalled{SIGSEGV})));
  seen.run.ending = CpuLimit{};
  EXPECT_EQ(judge({}, seen).verdict, Verdict::time_limit_exceeded);
}

TEST(StdioJudge, ACheckersWordsAreAFinding) {
  auto seen = wrong("2\n");
  seen.difference.reset();
  seen.checker = CheckerReply{false, "too long"};
  const auto outcome = judge({}, seen);
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].label, "checker");
  EXPECT_EQ(outcome.findings[0].got, "too long");
}

TEST(StdioJudge, FaultsOfOthersAreNotTheSubmissions) {
  Observation seen;
  seen.error = Error{ErrorKind::pack, "the generator exited with code 1", {}, {}, {}};
  seen.error_log = "Traceback";
  auto outcome = judge({}, seen);
  EXPECT_EQ(outcome.verdict, Verdict::judge_error);
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.evidence.log, "Traceback");
  seen.error->kind = ErrorKind::machine;
  EXPECT_EQ(judge({}, seen).verdict, Verdict::skipped);
}

TEST(StdioJudge, ABoxThatCouldNotBeMadeIsAJudgeError) {
  Observation seen;
  seen.run.ending = NotStarted{"mount /usr read-only", EPERM};
  const auto outcome = judge({}, seen);
  EXPECT_EQ(outcome.verdict, Verdict::judge_error);
  ASSERT_TRUE(outcome.error);
  EXPECT_NE(outcome.error->what.find("mount /usr read-only"), std::string::npos);
  seen.run.ending = NotStarted{"execute ./server", ENOENT};
  EXPECT_EQ(judge({}, seen).verdict, Verdict::run_time_error);
}

} // namespace
} // namespace bex::stdio
