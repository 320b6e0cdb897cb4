#include "graders/stdio/bar.hpp"

#include "graders/measure.hpp"
#include "graders/stdio/observation.hpp"
#include "sandboxes/base/file.hpp"
#include "tests/support/fake_sandbox.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace bex::stdio {
namespace {

using namespace std::chrono_literals;

Program program(std::string name) {
  Program made;
  made.argv = {"/usr/bin/" + name};
  made.digest = name;
  made.limits.cpu = 10s;
  return made;
}

// A generator that prints the size, a reference and a submission that echo it, and what each of them takes.
class StdioBar : public testing::Test {
 protected:
  using Cost = std::function<Nanos(std::uint64_t n)>;

  void SetUp() override {
    ASSERT_TRUE(write_file(folder_.path() / "exercise/data/generate.py", "generator"));
    sandbox_.on_run = [this](const SandboxSpec& spec) -> Result<RunResult> {
      if (spec.argv[0] == "/usr/bin/python3") return test::FakeSandbox::exited(0, spec.argv.back());
      const auto input = input_of(spec);
      auto result =
          test::FakeSandbox::exited(0, spec.argv[0] == "/usr/bin/submission" ? answer_(input) : input);
      const bool submission = spec.argv[0] == "/usr/bin/submission";
      result.cpu = (submission ? submission_cost_ : yardstick_cost_)(std::stoull(input));
      if (submission) limits_.push_back(spec.limits.cpu);
      if (result.cpu > Nanos(spec.limits.cpu)) result.cpu = spec.limits.cpu, result.ending = CpuLimit{};
      return result;
    };
  }
  static std::string input_of(const SandboxSpec& spec) {
    if (const auto* path = std::get_if<fs::path>(&spec.input)) return read_file(*path).value_or("unreadable");
    return std::get<std::string>(spec.input);
  }

  Outcome outcome_of(const Bar& bar, bool with_yardstick = true, Purpose purpose = Purpose::feedback) {
    Spec spec;
    spec.bar = bar;
    spec.alone = true;
    spec.cases = {{Generated{1, {"large", "${n}"}, 1}, std::nullopt}};
    Context context{sandbox_, clock_, submission_, &reference_, &python_};
    context.exercise = folder_.path() / "exercise";
    context.cache = folder_.path() / "cache";
    context.purpose = purpose;
    context.times = times_;
    if (with_yardstick) context.yardstick.program = &yardstick_;
    context.yardstick.lacking = "there is no g++";
    const Spec* one = &spec;
    return judge(spec, observe(std::span(&one, 1), {}, context).at(0));
  }

  TempDir folder_ = std::move(*TempDir::make());
  test::FakeSandbox sandbox_;
  test::FakeClock clock_;
  Program submission_ = program("submission"), reference_ = program("reference"),
          yardstick_ = program("yardstick"), python_ = program("python3");
  Cost submission_cost_ = [](std::uint64_t) { return 1ms; }, yardstick_cost_ = submission_cost_;
  std::function<std::string(const std::string&)> answer_ = [](const std::string& input) { return input; };
  std::vector<Nanos> limits_;   // of the submission's runs, in order
  TakenTimes* times_ = nullptr; // that the grading may use
};

Nanos linear(std::uint64_t n, Nanos per_thousand) {
  return 20ms + per_thousand * static_cast<Nanos::rep>(n / 1000);
}

TEST_F(StdioBar, TheReferenceTimesTheRatioIsAllowed) {
  yardstick_cost_ = [](auto n) { return linear(n, 1ms); }; // 400 ms at full size: 2 s are allowed
  submission_cost_ = [](auto n) { return linear(n, 4ms); };
  const auto outcome = outcome_of({5, 0, 400'000});
  EXPECT_EQ(outcome.verdict, Verdict::accepted);
  ASSERT_EQ(outcome.bars.size(), 1u);
  EXPECT_EQ(outcome.bars[0].allowed, 2s);
  EXPECT_EQ(outcome.bars[0].used, 1600ms); // the start-up is taken off
  EXPECT_EQ(limits_.back(), 4s + 20ms);    // nothing runs past twice the bar
}

TEST_F(StdioBar, OverTheBarIsTooSlowAndStoppedAtTwiceTheBarIsALimit) {
  yardstick_cost_ = [](auto n) { return linear(n, 1ms); };
  submission_cost_ = [](auto n) { return linear(n, 8ms); };
  auto outcome = outcome_of({5, 0, 400'000});
  EXPECT_EQ(outcome.verdict, Verdict::too_slow);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].label, "processor time");
  EXPECT_EQ(outcome.findings[0].got, "3.20 s, start-up taken off");
  submission_cost_ = [](auto n) { return linear(n, 40ms); };
  EXPECT_EQ(outcome_of({5, 0, 400'000}).verdict, Verdict::time_limit_exceeded);
}

TEST_F(StdioBar, OnlyADoubtfulRunNeedsTheReferenceMoreThanOnce) {
  int runs = 0;
  yardstick_cost_ = [&](auto n) {
    runs += n == 400'000 ? 1 : 0;
    return linear(n, 1ms);
  };
  const auto runs_beside = [&](Nanos per_thousand) {
    submission_cost_ = [=](auto n) { return linear(n, per_thousand); };
    runs = 0;
    (void)outcome_of({5, 0, 400'000});
    return runs;
  };
  (void)runs_beside(2ms); // the expected output is made once
  EXPECT_EQ(runs_beside(2ms), 1);
  EXPECT_EQ(runs_beside(3ms), 3);
  EXPECT_EQ(runs_beside(8ms), 3);
  EXPECT_EQ(runs_beside(11ms), 1);
}

TEST_F(StdioBar, AReferenceThatRanSlowlyOnceDoesNotRaiseTheBarOfADoubtfulRun) {
  int runs = 0;
  yardstick_cost_ = [&](auto n) { return n == 400'000 && runs++ == 0 ? 800ms : linear(n, 1ms); };
  submission_cost_ = [](auto n) { return linear(n, 6ms); };
  const auto outcome = outcome_of({5, 0, 400'000});
  EXPECT_EQ(outcome.verdict, Verdict::too_slow);
  EXPECT_EQ(outcome.bars.at(0).allowed, 2s);
}

TEST_F(StdioBar, WhatCannotBeToldFromARunInCompany) {
  yardstick_cost_ = [](auto n) { return linear(n, 1ms); };
  const auto near = [&](Nanos per_thousand) {
    submission_cost_ = [=](auto n) { return linear(n, per_thousand); };
    return near_a_bar(outcome_of({5, 0, 400'000}, true, Purpose::proof).bars);
  };
  EXPECT_FALSE(near(1ms));
  EXPECT_FALSE(near(1900us));
  EXPECT_TRUE(near(2100us)); // 0.42 of the bar, where half of it is the most that a right program may take
  EXPECT_FALSE(near_a_bar({}));
}

TEST_F(StdioBar, WhatAProofHasTimedIsGoodForAllThatAreClearOfTheirBars) {
  int runs = 0;
  yardstick_cost_ = [&](auto n) {
    runs += n == 400'000 ? 1 : 0;
    return linear(n, 1ms);
  };
  const auto runs_beside = [&](Nanos per_thousand) {
    submission_cost_ = [=](auto n) { return linear(n, per_thousand); };
    runs = 0;
    EXPECT_EQ(outcome_of({5, 0, 400'000}, true, Purpose::proof).bars.at(0).allowed, 2s);
    return runs;
  };
  (void)runs_beside(2ms); // the expected output is made once
  TakenTimes times;
  times_ = &times;
  EXPECT_EQ(runs_beside(2ms), 1);
  EXPECT_EQ(runs_beside(11ms), 0);
  EXPECT_EQ(runs_beside(4ms), 3); // in doubt it is timed anew
}

TEST_F(StdioBar, AFastReferenceDoesNotLowerTheBarBelowTheLeast) {
  submission_cost_ = [](auto n) { return linear(n, 2ms); }; // 800 ms
  EXPECT_EQ(outcome_of({5, 0, 400'000}).verdict, Verdict::accepted);
}

TEST_F(StdioBar, ARunSlightlyOverIsMeasuredAgainAndTheBestCounts) {
  int runs = 0;
  submission_cost_ = [&](auto n) {
    return n < 100 ? Nanos(10ms) : ++runs == 1 ? Nanos(1200ms) : Nanos(900ms);
  };
  const auto outcome = outcome_of({5, 0, 400'000});
  EXPECT_EQ(outcome.verdict, Verdict::accepted);
  EXPECT_EQ(outcome.measured->runs, 2);
}

TEST_F(StdioBar, GrowthComparesWithAQuarterOfTheSize) {
  submission_cost_ = [](auto n) { return linear(n, 1ms); };
  EXPECT_EQ(outcome_of({0, 8, 400'000}).verdict, Verdict::accepted);
  submission_cost_ = [](auto n) { return 20ms + Nanos(std::chrono::microseconds(n * n / 100'000)); };
  const auto outcome = outcome_of({0, 8, 400'000});
  EXPECT_EQ(outcome.verdict, Verdict::too_slow); // 16 times
  EXPECT_TRUE(outcome.bars.at(0).growth);
  submission_cost_ = [](auto n) { return n < 400'000 ? linear(n, 1ms) : Nanos(2s); }; // 20 times
  EXPECT_EQ(outcome_of({0, 8, 400'000}).verdict, Verdict::time_limit_exceeded);
}

TEST_F(StdioBar, GrowthOfNextToNothingIsNoise) {
  submission_cost_ = [](auto n) { return n < 400'000 ? 20ms + Nanos(1ms) : Nanos(90ms); };
  EXPECT_EQ(outcome_of({0, 8, 400'000}).verdict, Verdict::accepted);
}

TEST_F(StdioBar, BothBarsHold) {
  yardstick_cost_ = [](auto n) { return linear(n, 1ms); };
  submission_cost_ = [](auto n) { return n < 400'000 ? linear(n, 1ms) : Nanos(1120ms); }; // 11 times
  EXPECT_EQ(outcome_of({5, 0, 400'000}).verdict, Verdict::accepted);
  EXPECT_EQ(outcome_of({5, 8, 400'000}).verdict, Verdict::too_slow);
}

TEST_F(StdioBar, BesideARatioOnlyWhatTakesLongMustNotGrow) {
  submission_cost_ = [](auto n) { return n < 400'000 ? 20ms + Nanos(10ms) : Nanos(420ms); }; // 40 times
  EXPECT_EQ(outcome_of({5, 8, 400'000}).verdict, Verdict::accepted);
  EXPECT_EQ(outcome_of({0, 8, 400'000}).verdict, Verdict::time_limit_exceeded);
}

TEST_F(StdioBar, WithoutAYardstickGrowthDecidesOrNothing) {
  submission_cost_ = [](auto n) { return linear(n, 1ms); };
  EXPECT_EQ(outcome_of({5, 8, 400'000}, false).verdict, Verdict::accepted);
  const auto outcome = outcome_of({5, 0, 400'000}, false);
  EXPECT_EQ(outcome.verdict, Verdict::skipped);
  EXPECT_NE(outcome.error->what.find("there is no g++"), std::string::npos);
}

TEST_F(StdioBar, AWrongAnswerIsNoQuestionOfTime) {
  submission_cost_ = [](auto n) { return linear(n, 8ms); };
  yardstick_cost_ = [](auto n) { return linear(n, 1ms); };
  answer_ = [](const std::string&) { return "wrong"; };
  EXPECT_EQ(outcome_of({5, 0, 400'000}).verdict, Verdict::wrong_answer);
}

TEST_F(StdioBar, AReferenceThatFailsIsAFaultOfThePack) {
  yardstick_cost_ = [](auto) { return 1h; };
  const auto outcome = outcome_of({5, 0, 400'000});
  EXPECT_EQ(outcome.verdict, Verdict::judge_error);
}

} // namespace
} // namespace bex::stdio
