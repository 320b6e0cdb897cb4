#include "graders/stdio/observation.hpp"

#include "sandboxes/base/file.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <mutex>

namespace bex::stdio {
namespace {

// Says what every run would have been, and remembers what was asked for.
class Script final : public Sandbox {
 public:
  std::function<Result<RunResult>(const SandboxSpec&)> on_run;
  std::vector<SandboxSpec> specs; // in the order of the starts

  static RunResult exited(int code, std::string out = {}, std::string err = {}) {
    RunResult result;
    result.ending = Exited{code};
    result.out = std::move(out);
    result.err = std::move(err);
    return result;
  }
  [[nodiscard]] Level level() const override { return Level::namespaces; }
  Result<RunResult> run(const SandboxSpec& spec) override {
    {
      const std::lock_guard lock(mutex_);
      specs.push_back(spec);
    }
    return on_run(spec);
  }
  Result<std::unique_ptr<Running>> start(const SandboxSpec&) override {
    return fail(ErrorKind::internal, "programs have no servers");
  }

 private:
  std::mutex mutex_;
};

class NoClock final : public Clock {
 public:
  Nanos now() override { return {}; }
  std::int64_t unix_seconds() override { return 0; }
  void sleep_for(Nanos) override {}
};

Program program(std::string name) {
  Program made;
  made.argv = {"/usr/bin/" + name};
  made.digest = name;
  made.limits.cpu = Millis(1000);
  return made;
}

std::string input_of(const SandboxSpec& spec) {
  if (const auto* path = std::get_if<fs::path>(&spec.input)) return read_file(*path).value_or("unreadable");
  return std::get<std::string>(spec.input);
}

// A submission that answers its input, and a pack whose generator prints its arguments and whose reference
// answers "= input".
class StdioObserve : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(write_file(folder_.path() / "exercise/data/generate.py", "generator"));
    ASSERT_TRUE(write_file(folder_.path() / "exercise/data/check.py", "checker"));
    sandbox_.on_run = [this](const SandboxSpec& spec) -> Result<RunResult> {
      if (spec.argv[0] == "/usr/bin/reference") {
        ++references_;
        return Script::exited(0, "= " + input_of(spec));
      }
      if (spec.argv[0] == "/usr/bin/python3") {
        if (spec.argv[1] == "check.py") return checker_(spec);
        ++generators_;
        return Script::exited(generator_code_, join_words(spec.argv), "generator log");
      }
      return submission_(spec);
    };
  }
  static std::string join_words(const std::vector<std::string>& argv) {
    std::string out;
    for (std::size_t i = 2; i < argv.size(); ++i) out += argv[i] + " ";
    return out + "\n";
  }
  static Case literal(std::string input, std::string output) { return {std::move(input), std::move(output)}; }
  static Spec check(std::vector<Case> cases) {
    Spec spec;
    spec.cases = std::move(cases);
    return spec;
  }
  std::vector<Observation> observe_all(const std::vector<Spec>& specs, unsigned workers = 1,
                                       unsigned sample = 0) {
    std::vector<const Spec*> pointers;
    for (const auto& spec : specs) pointers.push_back(&spec);
    Context context{sandbox_,
                    clock_,
                    submission_program_,
                    &reference_,
                    &python_,
                    folder_.path() / "exercise",
                    folder_.path() / "cache",
                    0,
                    workers};
    context.sample = sample;
    return stdio::observe(pointers, {}, context);
  }
  Observation observe_one(const Spec& spec) { return observe_all({spec}).at(0); }

  TempDir folder_ = std::move(*TempDir::make());
  Script sandbox_;
  NoClock clock_;
  Program submission_program_ = program("submission"), reference_ = program("reference"),
          python_ = program("python3");
  std::atomic<int> generators_ = 0, references_ = 0;
  int generator_code_ = 0;
  std::function<Result<RunResult>(const SandboxSpec&)> submission_ = [](const SandboxSpec& spec) {
    return Script::exited(0, "= " + input_of(spec));
  };
  std::function<Result<RunResult>(const SandboxSpec&)> checker_ = [](const SandboxSpec&) {
    return Script::exited(42);
  };
};

TEST_F(StdioObserve, AllCasesRight) {
  const auto seen = observe_one(check({literal("a", "= a"), literal("b", "= b\n")}));
  EXPECT_EQ(seen.failed, -1);
  EXPECT_EQ(seen.cases, 2);
  EXPECT_FALSE(seen.difference);
  EXPECT_EQ(sandbox_.specs.size(), 2u);
}

TEST_F(StdioObserve, OfCasesThatDifferInTheirSeedASampleIsDrawnWhereOneIsAskedFor) {
  const auto spec = check({{Generated{100, {"mixed"}, 6}, std::nullopt}, literal("a", "= a")});
  const auto inputs = [&](const std::string& program, unsigned sample) {
    submission_program_.digest = program;
    sandbox_.specs.clear();
    EXPECT_EQ(observe_all({spec}, 1, sample).at(0).failed, -1);
    std::vector<std::string> all;
    for (const auto& run : sandbox_.specs)
      if (run.argv[0] == "/usr/bin/submission") all.push_back(input_of(run));
    return all;
  };
  EXPECT_EQ(inputs("one", 0).size(), 7u);
  EXPECT_EQ(inputs("one", 6).size(), 7u);
  const auto drawn = inputs("one", 2);
  ASSERT_EQ(drawn.size(), 3u);
  EXPECT_EQ(drawn.back(), "a");
  EXPECT_EQ(inputs("one", 2), drawn);
  EXPECT_NE(inputs("two", 2), drawn); // another program draws others
}

TEST_F(StdioObserve, StopsAtTheFirstCaseThatFails) {
  const auto seen = observe_one(check({literal("a", "= a"), literal("b", "= x"), literal("c", "= y")}));
  EXPECT_EQ(seen.failed, 1);
  EXPECT_EQ(seen.cases, 3);
  EXPECT_EQ(seen.input.text, "b");
  EXPECT_EQ(seen.expected.text, "= x");
  EXPECT_EQ(seen.came.text, "= b");
  ASSERT_TRUE(seen.difference);
  EXPECT_EQ(seen.difference->column, 3);
  EXPECT_EQ(sandbox_.specs.size(), 2u);
}

TEST_F(StdioObserve, TheFirstFailureCountsWhateverTheOrderOfTheRuns) {
  std::vector<Case> cases;
  for (int i = 0; i < 50; ++i)
    cases.push_back(literal(std::to_string(i), i < 20 ? "= " + std::to_string(i) : "wrong"));
  for (int round = 0; round < 20; ++round) EXPECT_EQ(observe_all({check(cases)}, 4).at(0).failed, 20);
}

// The second case is under way when the first fails, and fails only when that has been written down: its
// worker is at the next check.
TEST_F(StdioObserve, ALaterFailureDoesNotHideAnEarlierOne) {
  std::promise<void> second_began, first_done;
  const auto soon = std::chrono::seconds(20);
  submission_ = [&](const SandboxSpec& spec) {
    const auto input = input_of(spec);
    if (input == "first") second_began.get_future().wait_for(soon);
    if (input == "second") second_began.set_value(), first_done.get_future().wait_for(soon);
    if (input == "third") first_done.set_value();
    return Script::exited(0, "= " + input);
  };
  const auto seen = observe_all(
      {check({literal("first", "x"), literal("second", "x")}), check({literal("third", "= third")})}, 2);
  EXPECT_EQ(seen[0].failed, 0);
  EXPECT_EQ(seen[0].input.text, "first");
}

TEST_F(StdioObserve, OneCheckThatFailsDoesNotStopTheOthers) {
  const auto seen =
      observe_all({check({literal("a", "x")}), check({literal("b", "= b")}), check({literal("c", "y")})}, 2);
  ASSERT_EQ(seen.size(), 3u);
  EXPECT_EQ(seen[0].failed, 0);
  EXPECT_EQ(seen[1].failed, -1);
  EXPECT_EQ(seen[2].failed, 0);
}

TEST_F(StdioObserve, ACheckThatWantsToBeAloneRunsAfterTheOthersAndByItself) {
  auto alone = check({literal("1", "= 1"), literal("2", "= 2")});
  alone.alone = true;
  std::atomic<int> running = 0, most = 0;
  submission_ = [&](const SandboxSpec& spec) {
    const int now = ++running;
    if (input_of(spec) == "1" || input_of(spec) == "2") most = std::max<int>(most, now);
    --running;
    return Script::exited(0, "= " + input_of(spec));
  };
  (void)observe_all({alone, check({literal("a", "= a"), literal("b", "= b")})}, 4);
  EXPECT_EQ(most, 1);
  ASSERT_EQ(sandbox_.specs.size(), 4u);
  EXPECT_EQ(input_of(sandbox_.specs[2]), "1");
  EXPECT_EQ(input_of(sandbox_.specs[3]), "2");
}

TEST_F(StdioObserve, ARunThatDidNotEndWellIsNotCompared) {
  submission_ = [](const SandboxSpec&) { return Script::exited(1, "nonsense", "Traceback"); };
  const auto seen = observe_one(check({literal("a", "b")}));
  EXPECT_EQ(seen.failed, 0);
  EXPECT_FALSE(seen.difference);
  EXPECT_EQ(seen.came.text, "nonsense");
  EXPECT_EQ(seen.run.err, "Traceback");
  EXPECT_TRUE(seen.remark.empty());
}

TEST_F(StdioObserve, GeneratedCasesAreMadeOnceAndKept) {
  Generated generated{7, {"mixed", "50"}, 3};
  const auto spec = check({{generated, std::nullopt}});
  EXPECT_EQ(observe_one(spec).failed, -1);
  EXPECT_EQ(generators_, 3);
  EXPECT_EQ(references_, 3);
  EXPECT_EQ(observe_one(spec).failed, -1);
  EXPECT_EQ(generators_, 3);
  EXPECT_EQ(references_, 3);
  EXPECT_EQ(input_of(sandbox_.specs.back()), "9 mixed 50 \n");
}

TEST_F(StdioObserve, WhatGoesIntoKeptDataDecidesItsName) {
  const auto spec = check({{Generated{1, {}, 1}, std::nullopt}});
  (void)observe_one(spec);
  ASSERT_TRUE(write_file(folder_.path() / "exercise/data/generate.py", "another generator"));
  (void)observe_one(spec);
  EXPECT_EQ(generators_, 2);
  reference_.digest = "another reference";
  (void)observe_one(spec);
  EXPECT_EQ(generators_, 3);
  python_.digest = "another python";
  (void)observe_one(spec);
  EXPECT_EQ(generators_, 4);
  (void)observe_one(check({{Generated{2, {}, 1}, std::nullopt}}));
  EXPECT_EQ(generators_, 5);
}

TEST_F(StdioObserve, TheReferenceAnswersGivenInputsToo) {
  const auto spec = check({{std::string("given"), std::nullopt}});
  EXPECT_EQ(observe_one(spec).failed, -1);
  EXPECT_EQ(observe_one(spec).failed, -1);
  EXPECT_EQ(references_, 1);
  EXPECT_EQ(generators_, 0);
}

TEST_F(StdioObserve, AGeneratorThatFailsIsNoFaultOfTheSubmission) {
  generator_code_ = 1;
  const auto seen = observe_one(check({{Generated{7, {}, 1}, std::nullopt}}));
  ASSERT_TRUE(seen.error);
  EXPECT_EQ(seen.error->kind, ErrorKind::pack);
  EXPECT_EQ(seen.error_log, "generator log");
  generator_code_ = 0;
  EXPECT_FALSE(observe_one(check({{Generated{7, {}, 1}, std::nullopt}})).error); // nothing half-made was kept
}

TEST_F(StdioObserve, ACheckerDecides) {
  auto spec = check({literal("in", "want")});
  spec.rule = {compare::Kind::checker, 0, 0, "data/check.py"};
  EXPECT_EQ(observe_one(spec).failed, -1);
  const auto& asked = sandbox_.specs.back();
  EXPECT_EQ(input_of(asked), "= in");
  ASSERT_EQ(asked.files.size(), 3u);
  EXPECT_EQ(asked.files[1].second, "in");
  EXPECT_EQ(asked.files[2].second, "want");

  checker_ = [](const SandboxSpec&) { return Script::exited(43, std::string(5000, 'x')); };
  const auto rejected = observe_one(spec);
  EXPECT_EQ(rejected.failed, 0);
  ASSERT_TRUE(rejected.checker);
  EXPECT_EQ(rejected.checker->message.size(), 2048u);

  checker_ = [](const SandboxSpec&) { return Script::exited(1, {}, "Traceback"); };
  const auto broken = observe_one(spec);
  ASSERT_TRUE(broken.error);
  EXPECT_EQ(broken.error->kind, ErrorKind::pack);
  EXPECT_EQ(broken.error_log, "Traceback");
}

RunResult took(Millis cpu) {
  auto result = Script::exited(0, "= a");
  result.cpu = cpu;
  return result;
}

TEST_F(StdioObserve, ARunSlightlyOverItsLimitIsMeasuredAgain) {
  std::vector<Millis> times{Millis(1100), Millis(990), Millis(1)};
  std::size_t at = 0;
  submission_ = [&](const SandboxSpec& spec) {
    EXPECT_EQ(spec.limits.cpu, Millis(1250));
    return took(times[at++]);
  };
  const auto seen = observe_one(check({literal("a", "= a")}));
  EXPECT_EQ(seen.failed, -1);
  EXPECT_EQ(seen.runs, 2);
  EXPECT_EQ(seen.run.cpu, Millis(990));
  EXPECT_EQ(seen.limits.cpu, Millis(1000));
}

TEST_F(StdioObserve, ThreeRunsOverTheLimitAreTooMany) {
  std::vector<Millis> times{Millis(1100), Millis(1050), Millis(1200)};
  std::size_t at = 0;
  submission_ = [&](const SandboxSpec&) { return took(times[at++]); };
  const auto seen = observe_one(check({literal("a", "= a")}));
  EXPECT_EQ(seen.failed, 0);
  EXPECT_EQ(seen.runs, 3);
  EXPECT_EQ(seen.run.cpu, Millis(1050));
  EXPECT_TRUE(std::holds_alternative<CpuLimit>(seen.run.ending));
}

TEST_F(StdioObserve, ARunFarFromItsLimitIsMeasuredOnce) {
  int runs = 0;
  submission_ = [&](const SandboxSpec&) {
    ++runs;
    auto result = took(Millis(1250));
    result.ending = CpuLimit{};
    return result;
  };
  EXPECT_EQ(observe_one(check({literal("a", "= a")})).failed, 0);
  EXPECT_EQ(runs, 1);
  submission_ = [&](const SandboxSpec&) { return ++runs, took(Millis(1000)); };
  EXPECT_EQ(observe_one(check({literal("a", "= a")})).runs, 1);
  EXPECT_EQ(runs, 2);
}

TEST_F(StdioObserve, TheSlowestRightCaseIsShown) {
  submission_ = [](const SandboxSpec& spec) {
    auto result = Script::exited(0, "= " + input_of(spec));
    result.cpu = Millis(input_of(spec) == "b" ? 500 : 5);
    return result;
  };
  EXPECT_EQ(observe_one(check({literal("a", "= a"), literal("b", "= b"), literal("c", "= c")})).run.cpu,
            Millis(500));
}

TEST_F(StdioObserve, AnInterruptEndsAllOfIt) {
  int runs = 0;
  submission_ = [&](const SandboxSpec&) -> Result<RunResult> {
    if (++runs == 2) return fail(ErrorKind::interrupted, "interrupted");
    return Script::exited(0, "= a");
  };
  const auto seen =
      observe_all({check({literal("a", "= a")}), check({literal("a", "= a")}), check({literal("a", "= a")})});
  EXPECT_EQ(runs, 2);
  EXPECT_FALSE(seen[0].error);
  ASSERT_TRUE(seen[1].error);
  ASSERT_TRUE(seen[2].error);
  EXPECT_EQ(seen[2].error->kind, ErrorKind::interrupted);
}

TEST_F(StdioObserve, LittleIsKeptOfALargeOutput) {
  submission_ = [](const SandboxSpec&) {
    std::string out;
    while (out.size() < (4u << 20)) out += "some line\n";
    return Script::exited(0, out, std::string(1u << 20, 'e'));
  };
  const auto seen = observe_one(check({literal("a", "b")}));
  EXPECT_LE(seen.came.text.size(), most_kept);
  EXPECT_EQ(seen.came.text.back(), '\n');
  EXPECT_GT(seen.came.size, most_kept);
  EXPECT_EQ(seen.run.err.size(), 64u << 10);
  EXPECT_NE(seen.remark.find("256 KiB"), std::string::npos);
}

TEST_F(StdioObserve, OddBytesAreNamed) {
  const auto remark = [&](std::string out) {
    submission_ = [out](const SandboxSpec&) { return Script::exited(0, out); };
    return observe_one(check({literal("a", "one two\nthree\n")})).remark;
  };
  EXPECT_EQ(remark(""), "the program printed nothing to stdout");
  EXPECT_EQ(remark(std::string("one\0two", 7)), "the output holds a zero byte (byte 4)");
  EXPECT_EQ(remark("one \xff\n"), "the output is not valid UTF-8");
  EXPECT_EQ(remark("one  two\nthree\n"), "only blanks and line ends differ");
  EXPECT_EQ(remark("one two\n"), "the output ends too early");
  EXPECT_EQ(remark("one two\nthree\nfour\n"), "all that was expected came, and then more");
  EXPECT_EQ(remark("four\n"), "");
}

} // namespace
} // namespace bex::stdio
