#include "graders/command/observation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bex::command {
namespace {

using testing::HasSubstr;

Step call(std::vector<std::string> words) {
  Step step;
  step.words = std::move(words);
  return step;
}

Observation seen(std::vector<Played> played, Ending ending = Exited{0}) {
  Observation observation;
  observation.played = std::move(played);
  observation.run.ending = std::move(ending);
  observation.typed = {"python3", "main.py"};
  return observation;
}

Played printed(std::string out, int exit = 0) {
  Played played;
  played.out = std::move(out);
  played.exit = exit;
  return played;
}

TEST(CommandJudge, Right) {
  auto step = call({"list"});
  step.out = "1\n";
  step.err = false;
  EXPECT_EQ(judge({{step}}, seen({printed("1")})).verdict, Verdict::accepted);
}

TEST(CommandJudge, ExitCodes) {
  EXPECT_EQ(judge({{call({})}}, seen({printed("", 1)})).verdict, Verdict::run_time_error);
  auto refused = call({"rm", "9"});
  refused.exit = 1;
  const auto outcome = judge({{call({"add"}), refused}}, seen({printed(""), printed("")}));
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.findings.at(0).label, "exit code");
  EXPECT_EQ(outcome.findings.at(0).want, "1");
  EXPECT_EQ(outcome.evidence.sent, "$ python3 main.py add\n$ python3 main.py rm 9\n");
  Played killed;
  killed.signal = 11;
  EXPECT_EQ(judge({{refused}}, seen({killed})).verdict, Verdict::run_time_error);
}

TEST(CommandJudge, Streams) {
  auto step = call({});
  step.out = "a\nb\n";
  const auto outcome = judge({{step}}, seen({printed("a\nc\n")}));
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.findings.at(0).where, "line 2, column 1");
  step.out.reset();
  step.err = true;
  EXPECT_EQ(judge({{step}}, seen({printed("")})).verdict, Verdict::wrong_answer);
  EXPECT_EQ(judge({{step}}, seen({printed(std::string(most_output, 'x'))})).verdict,
            Verdict::output_limit_exceeded);
}

TEST(CommandJudge, WhatTheDatabaseSaw) {
  auto step = call({"list"});
  step.statements = 1;
  step.connections = 1;
  auto came = printed("");
  came.connections = 1;
  came.statements = {"SELECT 1"};
  EXPECT_EQ(judge({{step}}, seen({came})).verdict, Verdict::accepted);
  came.statements.emplace_back("SELECT 2");
  const auto many = judge({{step}}, seen({came}));
  EXPECT_EQ(many.verdict, Verdict::too_slow);
  EXPECT_EQ(many.evidence.exhibits.at(0).text, "SELECT 1\nSELECT 2\n");
  came.connections = 2;
  EXPECT_EQ(judge({{step}}, seen({came})).findings.at(0).label, "connections to the database");
}

TEST(CommandJudge, Looks) {
  Step look;
  look.query = "SELECT count(*) FROM t";
  look.out = "3\n";
  EXPECT_EQ(judge({{look}}, seen({printed("3\n")})).verdict, Verdict::accepted);
  const auto outcome = judge({{call({"rm", "1"}), look}}, seen({printed(""), printed("0\n")}));
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.findings.at(0).label, "in the database");
  EXPECT_EQ(outcome.evidence.sent, "$ python3 main.py rm 1\n");
  auto gone = printed("", 3);
  gone.err = "relation \"t\" does not exist";
  EXPECT_THAT(judge({{look}}, seen({gone})).findings.at(0).got, HasSubstr("does not exist"));
}

TEST(CommandJudge, ASessionThatDidNotEnd) {
  const Spec two{{call({"a"}), call({"b"})}};
  EXPECT_EQ(judge(two, seen({printed("")}, IdleLimit{})).verdict, Verdict::idle_limit_exceeded);
  EXPECT_EQ(judge(two, seen({printed("")}, CpuLimit{})).verdict, Verdict::time_limit_exceeded);
  EXPECT_EQ(judge(two, seen({printed("")}, Signalled{9})).verdict, Verdict::run_time_error);
  auto lacking = seen({}, Exited{no_service});
  lacking.run.err = "the PostgreSQL server does not answer\n";
  const auto outcome = judge(two, lacking);
  EXPECT_EQ(outcome.verdict, Verdict::skipped);
  EXPECT_EQ(outcome.error->what, "the PostgreSQL server does not answer");
  // A wrong step counts before what happened after it.
  EXPECT_EQ(judge(two, seen({printed("", 7)}, CpuLimit{})).findings.at(0).got, "7");
}

TEST(CommandJudge, WhatTheMachineLacksIsNobodysFault) {
  Observation observation;
  observation.error = Error{ErrorKind::machine, "no", {}, {}, {}};
  EXPECT_EQ(judge({}, observation).verdict, Verdict::skipped);
  observation.error->kind = ErrorKind::pack;
  EXPECT_EQ(judge({}, observation).verdict, Verdict::judge_error);
}

Step arrived(const std::string& line, std::size_t times) {
  Step step;
  step.arrived.emplace();
  step.arrived->lines.push_back(http::literal_template(line));
  step.arrived->least = times;
  step.arrived->most = times;
  return step;
}

upstream::Arrival get(int at_ms, bool expected = true) {
  upstream::Arrival arrival;
  arrival.request.method = "GET";
  arrival.request.target = "/rate";
  arrival.raw = "GET /rate HTTP/1.1\r\n";
  arrival.came = Millis(at_ms);
  arrival.expected = expected;
  return arrival;
}

Played ended_at(int ms) {
  Played played;
  played.ended = Nanos(Millis(ms)).count();
  return played;
}

TEST(CommandJudge, RequestsBelongToTheCallsBeforeThem) {
  auto observation = seen({ended_at(10), ended_at(20)});
  observation.arrivals = {get(5), get(10), get(15)};
  const auto judged = [&](std::size_t first, std::size_t all) {
    return judge({{call({"a"}), arrived("GET /rate", first), call({"b"}), arrived("GET /rate", all)}},
                 observation);
  };
  EXPECT_EQ(judged(2, 3).verdict, Verdict::accepted);
  const auto outcome = judged(1, 3);
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.findings.at(0).got, "2");
  EXPECT_EQ(outcome.evidence.sent, "$ python3 main.py a\n");
  EXPECT_EQ(outcome.evidence.exhibits.at(1).text, "GET /rate HTTP/1.1\r\n");
  EXPECT_EQ(judged(2, 4).evidence.sent, "$ python3 main.py a\n$ python3 main.py b\n");
}

TEST(CommandJudge, RequestsThatNobodyExpects) {
  auto observation = seen({ended_at(10)});
  observation.arrivals = {get(5, false)};
  EXPECT_EQ(judge({{call({"a"})}}, observation).verdict, Verdict::wrong_answer);
  observation.arrivals.front().fault = http::Fault{"a rule", "", 3};
  const auto outcome = judge({{call({"a"})}}, observation);
  EXPECT_EQ(outcome.verdict, Verdict::protocol_violation);
  EXPECT_EQ(outcome.evidence.came, "GET /rate HTTP/1.1\r\n");
}

TEST(CommandJudge, Deadlines) {
  auto step = call({"a"});
  step.within = Millis(10);
  EXPECT_EQ(judge({{step}}, seen({ended_at(10)})).verdict, Verdict::accepted);
  EXPECT_EQ(judge({{step}}, seen({ended_at(11)})).verdict, Verdict::too_slow);
}

} // namespace
} // namespace bex::command
