#include "graders/verdict.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>

namespace bex {
namespace {

const std::vector<Finding> wrong{{"stdout", "1", "2", "line 1, column 1"}};

TEST(Verdict, NamesGoBothWays) {
  for (int i = 0; i <= static_cast<int>(Verdict::judge_error); ++i) {
    const auto verdict = static_cast<Verdict>(i);
    EXPECT_EQ(verdict_named(name_of(verdict)), verdict);
  }
  EXPECT_EQ(name_of(Verdict::wrong_answer), "wrong_answer");
  EXPECT_EQ(name_of(Verdict::judge_error), "judge_error");
  EXPECT_FALSE(verdict_named("Accepted"));
}

TEST(Verdict, ACleanEndIsJudgedByTheFindings) {
  EXPECT_EQ(verdict_of(Exited{0}, {}), Verdict::accepted);
  EXPECT_EQ(verdict_of(Exited{0}, wrong), Verdict::wrong_answer);
  EXPECT_EQ(verdict_of(Stopped{}, {}), Verdict::accepted);
  EXPECT_EQ(verdict_of(Stopped{}, wrong), Verdict::wrong_answer);
}

TEST(Verdict, TheEndingIsLookedAtFirst) {
  EXPECT_EQ(verdict_of(Exited{1}, wrong), Verdict::run_time_error);
  EXPECT_EQ(verdict_of(Signalled{SIGSEGV}, wrong), Verdict::run_time_error);
  EXPECT_EQ(verdict_of(CpuLimit{}, wrong), Verdict::time_limit_exceeded);
  EXPECT_EQ(verdict_of(IdleLimit{}, wrong), Verdict::idle_limit_exceeded);
  EXPECT_EQ(verdict_of(MemoryLimit{}, wrong), Verdict::memory_limit_exceeded);
  EXPECT_EQ(verdict_of(OutputLimit{}, wrong), Verdict::output_limit_exceeded);
  EXPECT_EQ(verdict_of(ProcessLimit{}, wrong), Verdict::process_limit_exceeded);
  EXPECT_EQ(verdict_of(Denied{"ptrace"}, wrong), Verdict::security_violation);
}

TEST(Verdict, AnyExitCodeMayBeAllowed) {
  EXPECT_EQ(verdict_of(Exited{3}, {}, false), Verdict::accepted);
  EXPECT_EQ(verdict_of(Exited{3}, wrong, false), Verdict::wrong_answer);
  EXPECT_EQ(verdict_of(Signalled{SIGKILL}, {}, false), Verdict::run_time_error);
}

TEST(Verdict, AFailedStartIsTheSubmissionsFaultOnlyWhenItsProgramCannotBeExecuted) {
  EXPECT_EQ(verdict_of(NotStarted{"execute ./server", ENOENT}, {}), Verdict::run_time_error);
  EXPECT_EQ(verdict_of(NotStarted{"execute", EACCES}, {}), Verdict::run_time_error);
  EXPECT_EQ(verdict_of(NotStarted{"execute", ENOMEM}, {}), Verdict::judge_error);
  EXPECT_EQ(verdict_of(NotStarted{"mount /usr read-only", ENOENT}, {}), Verdict::judge_error);
  EXPECT_EQ(verdict_of(NotStarted{"start in time", ETIMEDOUT}, {}), Verdict::skipped);
  EXPECT_EQ(verdict_of(NotStarted{"start its services", 0}, {}), Verdict::skipped);
  EXPECT_EQ(verdict_of(NotStarted{}, {}), Verdict::judge_error);
  EXPECT_EQ(verdict_of(NotStarted{"start in time", ETIMEDOUT}, {}), Verdict::skipped);
}

TEST(Verdict, TheWholeIsTheFirstFailure) {
  using V = Verdict;
  EXPECT_EQ(aggregate({}), V::judge_error);
  const auto of = [](std::vector<V> parts) { return aggregate(parts); };
  EXPECT_EQ(of({V::accepted, V::accepted}), V::accepted);
  EXPECT_EQ(of({V::accepted, V::skipped}), V::skipped);
  EXPECT_EQ(of({V::skipped, V::too_slow, V::wrong_answer}), V::too_slow);
  EXPECT_EQ(of({V::wrong_answer, V::skipped, V::judge_error}), V::judge_error);
}

} // namespace
} // namespace bex
