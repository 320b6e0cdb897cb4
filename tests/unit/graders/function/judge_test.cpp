#include "graders/function/observation.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>

namespace bex::function {
namespace {

Spec check() {
  Spec spec;
  spec.signature = parse_signature("pair(amounts: list<int>, total: int) -> list<int>").value();
  return spec;
}

// pair([1, 2], 3) was called, and answered by `line`.
Observation seen(const std::string& line) {
  Observation observation;
  observation.calls = 3;
  observation.failed = 1;
  observation.args = *parse_value("[[1, 2], 3]")->list();
  observation.want = parse_value("[0, 1]").value();
  observation.answer = line.empty() ? Answer() : read_answer(line);
  observation.run.ending = Exited{0};
  observation.run.err = "log";
  return observation;
}

TEST(FunctionAnswer, TheLinesOfADriver) {
  EXPECT_EQ(write_json(read_answer("{\"ok\": [1]}").value), "[1]");
  EXPECT_EQ(read_answer("{\"ok\": null}").kind, Answer::Kind::result);
  EXPECT_EQ(read_answer("{\"type\": \"set\"}").kind, Answer::Kind::no_json);
  EXPECT_EQ(read_answer("{\"error\": \"x\"}").text, "x");
  EXPECT_EQ(read_answer("{\"missing\": \"x\"}").kind, Answer::Kind::missing);
  EXPECT_EQ(read_answer("{\"ok\": \"\xff\"}").kind, Answer::Kind::no_json);
  for (const char* line :
       {"", "1", "{}", "{\"ok\": 1, \"error\": \"\"}", "{\"error\": 1}", "{\"okay\": 1}", "hello"})
    EXPECT_EQ(read_answer(line).kind, Answer::Kind::garbled) << line;
}

TEST(FunctionJudge, AllRightIsAccepted) {
  Observation observation;
  observation.calls = 3;
  observation.run.ending = Exited{0};
  EXPECT_EQ(judge(check(), observation).verdict, Verdict::accepted);
  observation.run.ending = Exited{1}; // after the last answer
  EXPECT_EQ(judge(check(), observation).verdict, Verdict::run_time_error);
  observation.run.ending = MemoryLimit{};
  EXPECT_EQ(judge(check(), observation).verdict, Verdict::memory_limit_exceeded);
}

TEST(FunctionJudge, AWrongResultNamesTheCall) {
  const auto outcome = judge(check(), seen("{\"ok\": [1, 0]}"));
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].label, "pair([1, 2], 3)");
  EXPECT_EQ(outcome.findings[0].want, "[0, 1]");
  EXPECT_EQ(outcome.findings[0].got, "[1, 0]");
  EXPECT_EQ(outcome.findings[0].where, "");
  EXPECT_EQ(outcome.evidence.sent, "pair([1, 2], 3)");
  EXPECT_EQ(outcome.evidence.expected, "[0, 1]");
  EXPECT_EQ(outcome.evidence.log, "log");
  EXPECT_EQ(outcome.evidence.remark, "");
}

TEST(FunctionJudge, OfLongListsTheFirstDifferenceIsShown) {
  std::string want = "[0", got = "[0";
  for (int i = 1; i < 500; ++i) {
    want += "," + std::to_string(i);
    got += "," + std::to_string(i == 400 ? 7 : i);
  }
  auto observation = seen("{\"ok\": " + got + "]}");
  observation.want = parse_value(want + "]").value();
  auto outcome = judge(check(), observation);
  EXPECT_EQ(outcome.findings[0].where, "[400]");
  EXPECT_EQ(outcome.findings[0].want, "400");
  EXPECT_EQ(outcome.findings[0].got, "7");
  EXPECT_TRUE(outcome.evidence.came.starts_with("[0, 1, 2, "));
  observation.answer = read_answer("{\"ok\": [0]}");
  outcome = judge(check(), observation);
  EXPECT_EQ(outcome.findings[0].got, "[0]");
  EXPECT_EQ(outcome.evidence.remark, "the list has 1 items where 500 are due");
}

TEST(FunctionJudge, AWrongTypeIsToldAsSuch) {
  auto outcome = judge(check(), seen("{\"ok\": \"0 1\"}"));
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.evidence.remark, "returned text where list<int> is due");
  EXPECT_EQ(outcome.findings[0].got, "\"0 1\"");
  outcome = judge(check(), seen("{\"ok\": [0, \"1\"]}"));
  EXPECT_EQ(outcome.evidence.remark, "returned text at [1] where an int is due");
  outcome = judge(check(), seen("{\"type\": \"set\"}"));
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.evidence.remark, "returned `set` where list<int> is due");
  auto one = check();
  one.signature.result = {Base::integer, 0};
  outcome = judge(one, seen("{\"ok\": \"3\"}"));
  EXPECT_EQ(outcome.evidence.remark, "returned text where an int is due");
}

TEST(FunctionJudge, AnExceptionIsTheLanguagesOwnWords) {
  const auto outcome = judge(check(), seen("{\"error\": \"ZeroDivisionError: division by zero\"}"));
  EXPECT_EQ(outcome.verdict, Verdict::run_time_error);
  EXPECT_EQ(outcome.findings[0].label, "pair([1, 2], 3)");
  EXPECT_EQ(outcome.findings[0].got, "ZeroDivisionError: division by zero");
  EXPECT_EQ(outcome.measured->ending, "raised an error");
}

TEST(FunctionJudge, AMissingFunctionIsOneMessage) {
  const auto outcome = judge(check(), seen("{\"missing\": \"main.py has no function `pair`\"}"));
  EXPECT_EQ(outcome.verdict, Verdict::run_time_error);
  EXPECT_EQ(outcome.evidence.remark, "main.py has no function `pair`");
  EXPECT_TRUE(outcome.findings.empty());
  EXPECT_EQ(outcome.evidence.sent, "");
}

TEST(FunctionJudge, ACrashNamesTheCallThatItCameIn) {
  auto observation = seen("");
  observation.run.ending = Signalled{SIGSEGV};
  auto outcome = judge(check(), observation);
  EXPECT_EQ(outcome.verdict, Verdict::run_time_error);
  EXPECT_EQ(outcome.findings[0].label, "pair([1, 2], 3)");
  EXPECT_EQ(outcome.findings[0].got, "no result");
  observation.run.ending = CpuLimit{};
  EXPECT_EQ(judge(check(), observation).verdict, Verdict::time_limit_exceeded);
  observation.run.ending = Exited{0};
  outcome = judge(check(), observation);
  EXPECT_EQ(outcome.verdict, Verdict::run_time_error);
  EXPECT_NE(outcome.evidence.remark.find("ended during this call"), std::string::npos);
}

TEST(FunctionJudge, WhatIsKeptBetweenCallsIsPointedOut) {
  auto observation = seen("{\"ok\": []}");
  observation.alone_right = true;
  EXPECT_NE(judge(check(), observation).evidence.remark.find("kept from one call"), std::string::npos);
}

TEST(FunctionJudge, LinesThatAreNoAnswers) {
  EXPECT_EQ(judge(check(), seen("hello")).verdict, Verdict::protocol_violation);
  auto more = seen("hello");
  more.failed = more.calls;
  more.args.clear();
  EXPECT_EQ(judge(check(), more).verdict, Verdict::protocol_violation);
}

TEST(FunctionJudge, FaultsOfOthersAreNotTheSubmissions) {
  Observation observation;
  observation.error = Error{ErrorKind::pack, "the reference gives no result", {}, {}, {}};
  EXPECT_EQ(judge(check(), observation).verdict, Verdict::judge_error);
  observation.error->kind = ErrorKind::machine;
  EXPECT_EQ(judge(check(), observation).verdict, Verdict::skipped);
  observation.error.reset();
  observation.run.ending = NotStarted{"mount /usr read-only", EPERM};
  const auto outcome = judge(check(), observation);
  EXPECT_EQ(outcome.verdict, Verdict::judge_error);
  ASSERT_TRUE(outcome.error);
}

} // namespace
} // namespace bex::function
