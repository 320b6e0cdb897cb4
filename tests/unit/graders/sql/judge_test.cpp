#include "graders/sql/observation.hpp"

#include <gtest/gtest.h>

#include <csignal>

namespace bex::sql {
namespace {

Observation seen(Verdict verdict, Ending ending = Exited{0}) {
  Observation observation;
  observation.report.emplace();
  observation.report->verdict = verdict;
  observation.report->remark = "a remark";
  observation.run.emplace();
  observation.run->ending = ending;
  return observation;
}

Verdict verdict(const Observation& observation) {
  return judge({}, observation).verdict;
}

TEST(SqlJudge, TheReportIsTold) {
  EXPECT_EQ(verdict(seen(Verdict::accepted)), Verdict::accepted);
  const auto outcome = judge({}, seen(Verdict::too_slow));
  EXPECT_EQ(outcome.verdict, Verdict::too_slow);
  EXPECT_EQ(outcome.evidence.remark, "a remark");
  EXPECT_FALSE(outcome.measured);
  EXPECT_TRUE(judge({}, seen(Verdict::time_limit_exceeded)).measured);
}

TEST(SqlJudge, AFileThatCouldNotBeRead) {
  auto observation = seen(Verdict::wrong_answer);
  observation.run.reset();
  const auto outcome = judge({}, observation);
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_FALSE(outcome.measured);
}

TEST(SqlJudge, TheEndingComesFirst) {
  EXPECT_EQ(verdict(seen(Verdict::accepted, CpuLimit{})), Verdict::time_limit_exceeded);
  EXPECT_EQ(verdict(seen(Verdict::accepted, MemoryLimit{})), Verdict::memory_limit_exceeded);
}

TEST(SqlJudge, ARunnerThatBreaksIsNobodysFault) {
  EXPECT_EQ(verdict(seen(Verdict::accepted, Signalled{SIGSEGV})), Verdict::judge_error);
  EXPECT_EQ(verdict(seen(Verdict::accepted, NotStarted{"execute it", 2})), Verdict::judge_error);
  EXPECT_EQ(verdict(seen(Verdict::accepted, Exited{64})), Verdict::judge_error);
  auto mute = seen(Verdict::accepted);
  mute.report.reset();
  EXPECT_EQ(verdict(mute), Verdict::judge_error);
}

TEST(SqlJudge, AFaultOfThePack) {
  auto faulty = seen(Verdict::accepted);
  faulty.report->fault = "setup: no such table: x";
  const auto outcome = judge({}, faulty);
  EXPECT_EQ(outcome.verdict, Verdict::judge_error);
  EXPECT_EQ(outcome.error->what, "setup: no such table: x");
  Observation machine;
  machine.error = Error{ErrorKind::machine, "no box", {}, {}, {}};
  EXPECT_EQ(verdict(machine), Verdict::skipped);
  machine.error->kind = ErrorKind::pack;
  EXPECT_EQ(verdict(machine), Verdict::judge_error);
}

TEST(SqlJudge, AnEngineThatDoesNotStartIsNobodysFault) {
  Observation seen;
  seen.report.emplace();
  seen.report->broken = "the PostgreSQL server ended";
  const auto outcome = judge({}, seen);
  EXPECT_EQ(outcome.verdict, Verdict::skipped);
  EXPECT_EQ(outcome.error->what, "the PostgreSQL server ended");
}

} // namespace
} // namespace bex::sql
