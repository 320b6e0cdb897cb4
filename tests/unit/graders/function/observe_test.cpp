#include "graders/function/observation.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <mutex>

namespace bex::function {
namespace {

class NoClock final : public Clock {
 public:
  Nanos now() override { return {}; }
  std::int64_t unix_seconds() override { return 0; }
  void sleep_for(Nanos) override {}
};

// Answers each line of a program's input by what the test says, and counts the runs of each program.
class Answering final : public Sandbox {
 public:
  std::map<std::string, std::function<std::string(const std::string& line)>> programs;
  std::map<std::string, int> runs;
  std::size_t cut = 0;       // bytes at the end of an output that do not come
  Ending ending = Exited{0}; // of the submission
  std::map<std::string, std::function<Nanos(const std::string& input)>> costs;
  std::string generator = "[1]\n"; // what it prints; empty: its last argument

  [[nodiscard]] Level level() const override { return Level::namespaces; }
  Result<RunResult> run(const SandboxSpec& spec) override {
    const std::lock_guard lock(mutex_);
    ++runs[spec.argv[0]];
    RunResult result;
    result.ending = Exited{0};
    if (spec.argv[0] == "python3") {
      result.out = generator.empty() ? "[" + spec.argv.back() + "]\n" : generator;
      return result;
    }
    const auto text = std::get<std::string>(spec.input);
    for (const auto line : split(text, '\n'))
      if (!line.empty()) result.out += programs.at(spec.argv[0])(std::string(line)) + "\n";
    if (result.out == "\n") result.out.clear();
    result.out.resize(result.out.size() - cut);
    result.err = spec.argv[0] + " was given " + text;
    if (spec.argv[0] == "submission") result.ending = ending;
    if (const auto cost = costs.find(spec.argv[0]); cost != costs.end()) {
      result.cpu = cost->second(text);
      if (result.cpu > Nanos(spec.limits.cpu)) result.ending = CpuLimit{}, result.out.clear();
    }
    return result;
  }
  Result<std::unique_ptr<Running>> start(const SandboxSpec&) override {
    return fail(ErrorKind::internal, "functions have no servers");
  }

 private:
  std::mutex mutex_;
};

Program program(std::string name) {
  Program made;
  made.argv = {name};
  made.digest = name;
  return made;
}

// A function that doubles an integer, and a reference that does it right.
class FunctionObserve : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(write_file(folder_.path() / "exercise/data/generate.py", "generator"));
    sandbox_.programs["reference"] = twice;
    sandbox_.programs["submission"] = twice;
    spec_.signature = parse_signature("twice(n: int) -> int").value();
  }
  static std::int64_t number_in(const std::string& line) {
    const auto call = parse_value(line).value();
    return std::get<std::int64_t>(call.find("args")->list()->front().data);
  }
  static std::string twice(const std::string& line) {
    return "{\"ok\": " + std::to_string(2 * number_in(line)) + "}";
  }
  void add(std::int64_t n, std::optional<std::int64_t> result = {}) {
    Case one;
    one.args = Value::List{Value{n}};
    if (result) one.result = Value{*result};
    spec_.cases.push_back(std::move(one));
  }
  Observation observe_it() {
    const Spec* pointers[] = {&spec_};
    Context context{sandbox_,
                    clock_,
                    submission_,
                    &reference_,
                    &python_,
                    folder_.path() / "exercise",
                    folder_.path() / "cache",
                    0,
                    1};
    return function::observe(pointers, {}, context).at(0);
  }
  TempDir folder_ = std::move(*TempDir::make());
  Answering sandbox_;
  NoClock clock_;
  Program submission_ = program("submission"), reference_ = program("reference"),
          python_ = program("python3");
  Spec spec_;
};

TEST_F(FunctionObserve, AllCallsGoToOneProcess) {
  add(1, 2);
  add(2, 4);
  add(3, 6);
  const auto seen = observe_it();
  EXPECT_FALSE(seen.failed);
  EXPECT_EQ(seen.calls, 3u);
  EXPECT_EQ(sandbox_.runs["submission"], 1);
  EXPECT_EQ(sandbox_.runs["reference"], 0);
}

TEST_F(FunctionObserve, TheReferenceIsAskedOnceForAllThatIsOpen) {
  add(1);
  add(2, 5);
  add(3);
  auto seen = observe_it();
  ASSERT_TRUE(seen.failed);
  EXPECT_EQ(*seen.failed, 1u); // whose result is given
  EXPECT_EQ(write_json(seen.want), "5");
  EXPECT_EQ(sandbox_.runs["reference"], 1);
  seen = observe_it();
  EXPECT_EQ(sandbox_.runs["reference"], 1) << "what it said is kept";
}

TEST_F(FunctionObserve, AWrongCallIsMadeOnceMoreByItself) {
  add(1, 2);
  add(2, 4);
  int calls = 0;
  sandbox_.programs["submission"] = [&](const std::string& line) {
    return ++calls == 2 ? std::string("{\"ok\": 2}") : twice(line);
  };
  const auto seen = observe_it();
  ASSERT_TRUE(seen.failed);
  EXPECT_EQ(write_json({seen.args}), "[2]");
  EXPECT_EQ(sandbox_.runs["submission"], 2);
  EXPECT_TRUE(seen.alone_right);
  EXPECT_EQ(seen.run.err, "submission was given {\"call\":\"twice\",\"args\":[2]}\n");
}

TEST_F(FunctionObserve, TheCallThatAProcessEndedInIsTheFirstWithoutAnAnswer) {
  add(1, 2);
  sandbox_.programs["submission"] = [](const std::string&) { return std::string(); };
  sandbox_.ending = Signalled{11};
  const auto seen = observe_it();
  ASSERT_TRUE(seen.failed);
  EXPECT_EQ(*seen.failed, 0u);
  EXPECT_EQ(seen.answer.kind, Answer::Kind::none);
  EXPECT_EQ(sandbox_.runs["submission"], 1);
}

TEST_F(FunctionObserve, ALineThatWasCutOffIsNoAnswer) {
  add(1, 2);
  add(2, 4);
  sandbox_.ending = CpuLimit{};
  sandbox_.cut = 3;
  const auto seen = observe_it();
  ASSERT_TRUE(seen.failed);
  EXPECT_EQ(*seen.failed, 1u);
  EXPECT_EQ(seen.answer.kind, Answer::Kind::none);
}

TEST_F(FunctionObserve, AnAnswerTooManyIsNoted) {
  add(1, 2);
  sandbox_.programs["submission"] = [](const std::string&) {
    return std::string("{\"ok\": 2}\n{\"ok\": 2}");
  };
  const auto seen = observe_it();
  ASSERT_TRUE(seen.failed);
  EXPECT_EQ(*seen.failed, seen.calls);
  EXPECT_EQ(seen.answer.kind, Answer::Kind::garbled);
}

TEST_F(FunctionObserve, AGeneratorPrintsACallALine) {
  spec_.cases.push_back({stdio::Generated{7, {}, 2}, std::nullopt});
  sandbox_.generator = "[1]\n\n[20]\n";
  auto seen = observe_it();
  EXPECT_FALSE(seen.failed);
  EXPECT_FALSE(seen.error);
  EXPECT_EQ(seen.calls, 4u);
  EXPECT_EQ(sandbox_.runs["python3"], 2);
}

TEST_F(FunctionObserve, FaultsOfThePack) {
  spec_.cases.push_back({stdio::Generated{7, {}, 1}, std::nullopt});
  const std::pair<const char*, const char*> rows[] = {
      {"[1]\n[1, 2]\n", "line 2 of what `data/generate.py 7` prints is no array with 1 arguments"},
      {"[\"1\"]\n", "line 1 of what `data/generate.py 7` prints has text where an int is due as `n`"},
      {"1 2\n", "line 1 of what `data/generate.py 7` prints is no valid JSON at byte 3"},
      {"\n", "`data/generate.py 7` prints no arguments"}};
  for (const auto& [printed, what] : rows) {
    sandbox_.generator = printed;
    python_.digest = printed; // else what was printed before is kept
    const auto seen = observe_it();
    ASSERT_TRUE(seen.error) << printed;
    EXPECT_EQ(seen.error->what, what);
    EXPECT_EQ(seen.error->kind, ErrorKind::pack);
  }
  spec_.cases.clear();
  add(1);
  sandbox_.programs["reference"] = [](const std::string&) { return std::string("{\"ok\": \"2\"}"); };
  EXPECT_EQ(observe_it().error->what, "a result of the reference has text where an int is due");
  reference_.digest = "another";
  sandbox_.programs["reference"] = [](const std::string&) {
    return std::string("{\"error\": \"KeyError\"}");
  };
  EXPECT_EQ(observe_it().error->what, "the reference gives no result: KeyError");
  EXPECT_EQ(sandbox_.runs["submission"], 0);
}

// A check with a bar of 5 times a reference that takes 100 ns for each of n; at size 1 all take 20 ms.
class FunctionBar : public FunctionObserve {
 protected:
  void SetUp() override {
    FunctionObserve::SetUp();
    sandbox_.generator.clear();
    sandbox_.programs["yardstick"] = twice;
    sandbox_.costs["yardstick"] = cost(100);
    spec_.alone = true;
    spec_.bar = {5, 0, 4'000'000};
    spec_.cases = {{stdio::Generated{1, {"${n}"}, 1}, std::nullopt}};
  }
  static std::function<Nanos(const std::string&)> cost(std::int64_t of_each) {
    return [of_each](const std::string& input) {
      return Nanos(Millis(20)) + Nanos(of_each * number_in(std::string(trim(input))));
    };
  }
  Outcome outcome_of(std::int64_t of_each) {
    sandbox_.costs["submission"] = cost(of_each);
    sandbox_.runs.clear();
    const Spec* pointers[] = {&spec_};
    Context context{sandbox_, clock_, submission_, &reference_, &python_};
    context.exercise = folder_.path() / "exercise";
    context.cache = folder_.path() / "cache";
    if (with_yardstick_) context.yardstick.program = &yardstick_;
    return judge(spec_, function::observe(pointers, {}, context).at(0));
  }
  Program yardstick_ = [] {
    auto made = program("yardstick");
    made.limits.cpu = Millis(10'000);
    return made;
  }();
  bool with_yardstick_ = true;
};

TEST_F(FunctionBar, TheDriversStartIsTakenOff) {
  const auto outcome = outcome_of(200);
  EXPECT_EQ(outcome.verdict, Verdict::accepted);
  ASSERT_EQ(outcome.bars.size(), 1u);
  EXPECT_EQ(outcome.bars[0].used, Nanos(200) * (4'000'000 - 1));
  EXPECT_EQ(outcome.bars[0].allowed, Nanos(500) * (4'000'000 - 1));
}

TEST_F(FunctionBar, RightButOverItIsTooSlowAndStoppedAtTwiceItIsALimit) {
  auto outcome = outcome_of(800);
  EXPECT_EQ(outcome.verdict, Verdict::too_slow);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].label, "processor time");
  outcome = outcome_of(4'000);
  EXPECT_EQ(outcome.verdict, Verdict::time_limit_exceeded);
  ASSERT_EQ(outcome.findings.size(), 2u); // the call, and the bar
  EXPECT_EQ(outcome.findings[1].label, "processor time");
}

TEST_F(FunctionBar, AWrongResultIsNoQuestionOfTime) {
  sandbox_.programs["submission"] = [](const std::string&) { return std::string("{\"ok\": 1}"); };
  EXPECT_EQ(outcome_of(800).verdict, Verdict::wrong_answer);
}

TEST_F(FunctionBar, GrowthNeedsNoReference) {
  with_yardstick_ = false;
  spec_.bar = {5, 8, 4'000'000};
  EXPECT_EQ(outcome_of(200).verdict, Verdict::accepted);
  sandbox_.costs.clear();
  spec_.bar = {5, 0, 4'000'000};
  EXPECT_EQ(outcome_of(200).verdict, Verdict::skipped);
}

TEST_F(FunctionBar, AProofLeavesOutTheBarOfWhatIsWrongAlready) {
  Spec small;
  small.signature = spec_.signature;
  small.cases = {{Value::List{Value{std::int64_t{1}}}, Value{std::int64_t{5}}}};
  sandbox_.costs["submission"] = cost(100);
  const Spec* pointers[] = {&small, &spec_};
  Context context{sandbox_, clock_, submission_, &reference_, &python_};
  context.exercise = folder_.path() / "exercise";
  context.cache = folder_.path() / "cache";
  context.yardstick.program = &yardstick_;
  context.purpose = Purpose::proof;
  const auto seen = function::observe(pointers, {}, context);
  EXPECT_EQ(judge(spec_, seen.at(1)).verdict, Verdict::skipped);
  EXPECT_EQ(sandbox_.runs["yardstick"], 0);
}

} // namespace
} // namespace bex::function
