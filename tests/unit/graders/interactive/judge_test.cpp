#include "graders/interactive/observation.hpp"

#include <gtest/gtest.h>

namespace bex::interactive {
namespace {

Observation ended(Ending ending, End end, std::optional<Judgement> judgement) {
  Observation seen;
  seen.run.ending = ending;
  seen.talk.end = end;
  seen.talk.transcript = "> ? 1 2\n< <\n";
  seen.judgement = std::move(judgement);
  return seen;
}

TEST(InteractiveJudge, TheAnswererDecides) {
  EXPECT_EQ(judge({}, ended(Exited{0}, End::program_ended, Judgement{true, ""})).verdict, Verdict::accepted);
  const auto wrong = judge({}, ended(Exited{0}, End::program_ended, Judgement{false, "not in order"}));
  EXPECT_EQ(wrong.verdict, Verdict::wrong_answer);
  EXPECT_EQ(wrong.findings.at(0).got, "not in order");
  EXPECT_EQ(wrong.evidence.came, "> ? 1 2\n< <\n");
}

TEST(InteractiveJudge, ACrashIsNoWrongAnswer) {
  EXPECT_EQ(judge({}, ended(Exited{3}, End::program_ended, Judgement{false, "early"})).verdict,
            Verdict::run_time_error);
}

TEST(InteractiveJudge, TooManyQuestionsAreTooSlow) {
  Spec spec;
  spec.questions = 10;
  auto seen = ended(Stopped{}, End::too_many_questions, std::nullopt);
  seen.talk.questions = 11;
  const auto outcome = judge(spec, seen);
  EXPECT_EQ(outcome.verdict, Verdict::too_slow);
  EXPECT_EQ(outcome.findings.at(0).want, "at most 10");
}

TEST(InteractiveJudge, SilenceIsExplained) {
  auto seen = ended(Stopped{}, End::idle, std::nullopt);
  seen.talk.awaited = true;
  auto outcome = judge({}, seen);
  EXPECT_EQ(outcome.verdict, Verdict::idle_limit_exceeded);
  EXPECT_EQ(outcome.evidence.remark, "your question never arrived: flush the output after each line");
  seen.talk.unfinished = true;
  EXPECT_EQ(judge({}, seen).evidence.remark, "your last line has no line end, so it is not a line yet");
  seen.run.ending = CpuLimit{};
  EXPECT_EQ(judge({}, seen).verdict, Verdict::time_limit_exceeded);
}

TEST(InteractiveJudge, GoingOnAfterTheEndIsIdle) {
  const auto outcome = judge({}, ended(Stopped{}, End::answerer_ended, Judgement{true, ""}));
  EXPECT_EQ(outcome.verdict, Verdict::idle_limit_exceeded);
  EXPECT_EQ(outcome.evidence.remark, "the conversation is over, and your program goes on");
}

TEST(InteractiveJudge, AFloodIsAFlood) {
  EXPECT_EQ(judge({}, ended(Stopped{}, End::too_many_bytes, std::nullopt)).verdict,
            Verdict::output_limit_exceeded);
}

} // namespace
} // namespace bex::interactive
