#include "graders/services/inside.hpp"
#include "graders/services/watched.hpp"
#include "tests/support/fake_sandbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bex::services {
namespace {

using test::FakeSandbox;
using testing::ElementsAre;

SandboxSpec with_services() {
  SandboxSpec spec;
  spec.argv = {program_inside, std::string(launch_word), "[]", "python3", "main.py"};
  return spec;
}

// The words by which the launcher is called: the mark is among them.
std::string mark_of(const SandboxSpec& spec) {
  EXPECT_THAT(spec.argv,
              ElementsAre(program_inside, marked_launch_word, testing::_, "[]", "python3", "main.py"));
  return spec.argv.size() > 2 ? spec.argv[2] : std::string();
}

class WatchedTest : public testing::Test {
 protected:
  // What becomes of a run that ends with `code` and this on stderr, where `#` stands for the mark.
  RunResult run(int code, std::string err) {
    inner_.on_run = [code, err](const SandboxSpec& spec) -> Result<RunResult> {
      return FakeSandbox::exited(code, "out", said(err, mark_of(spec)));
    };
    return *watched_.run(with_services());
  }
  static std::string said(std::string text, const std::string& mark) {
    for (auto at = text.find('#'); at != std::string::npos; at = text.find('#')) text.replace(at, 1, mark);
    return text;
  }

  FakeSandbox inner_;
  Watched watched_{inner_};
};

TEST_F(WatchedTest, AProgramsOwnExitIsItsOwn) {
  const auto run = this->run(69, "server: starting\n#\nbexercise: no\n");
  ASSERT_TRUE(std::holds_alternative<Exited>(run.ending));
  EXPECT_EQ(std::get<Exited>(run.ending).code, 69);
  EXPECT_EQ(run.err, "bexercise: no\n");
  EXPECT_EQ(run.out, "out");
}

TEST_F(WatchedTest, ServicesThatDoNotComeUpAreNoExitOfTheProgram) {
  const auto run = this->run(69, "server: no room\n");
  ASSERT_TRUE(std::holds_alternative<NotStarted>(run.ending));
  EXPECT_EQ(std::get<NotStarted>(run.ending).step, start_step);
  EXPECT_EQ(run.err, "server: no room\n");
}

TEST_F(WatchedTest, AlsoWhereTheyTakeAllTheTime) {
  inner_.on_run = [](const SandboxSpec&) -> Result<RunResult> {
    auto run = FakeSandbox::exited(0);
    run.ending = IdleLimit{};
    return run;
  };
  EXPECT_TRUE(std::holds_alternative<NotStarted>(watched_.run(with_services())->ending));
}

TEST_F(WatchedTest, ABoxThatWasNotMadeStaysSo) {
  inner_.on_run = [](const SandboxSpec&) -> Result<RunResult> {
    RunResult run;
    run.ending = NotStarted{"mount /usr", EPERM};
    return run;
  };
  EXPECT_EQ(std::get<NotStarted>(watched_.run(with_services())->ending).error, EPERM);
}

TEST_F(WatchedTest, AMarkIsDrawnEachTimeAndIsNoPartOfTheProgramsWords) {
  std::vector<std::string> marks;
  inner_.on_run = [&](const SandboxSpec& spec) -> Result<RunResult> {
    marks.push_back(mark_of(spec));
    return FakeSandbox::exited(0);
  };
  (void)watched_.run(with_services());
  (void)Watched(inner_).run(with_services());
  ASSERT_EQ(marks.size(), 2u);
  EXPECT_EQ(marks[0].size(), 32u);
  EXPECT_NE(marks[0], marks[1]);
}

TEST_F(WatchedTest, ARunWithoutServicesIsPassedOn) {
  SandboxSpec plain;
  plain.argv = {"python3", "main.py"};
  inner_.on_run = [](const SandboxSpec&) -> Result<RunResult> { return FakeSandbox::exited(69, "", "no\n"); };
  const auto run = watched_.run(plain);
  EXPECT_EQ(inner_.specs.front().argv, plain.argv);
  EXPECT_TRUE(std::holds_alternative<Exited>(run->ending));
  EXPECT_EQ(run->err, "no\n");
}

TEST_F(WatchedTest, AServerIsThereWhenItsServicesAre) {
  test::FakeServer server;
  int looks = 0;
  class Slow final : public test::FakeRunning { // its services are up at the third look
   public:
    Slow(test::FakeServer& server, int& looks, std::string mark)
        : FakeRunning(server), server_(server), looks_(looks), mark_(std::move(mark)) {}
    std::string log(std::size_t limit) override {
      if (++looks_ == 3) server_.log = "redis: ready\n" + mark_ + "\nlistening\n";
      return FakeRunning::log(limit);
    }

   private:
    test::FakeServer& server_;
    int& looks_;
    std::string mark_;
  };
  inner_.on_start = [&](const SandboxSpec& spec) -> Result<std::unique_ptr<Running>> {
    return std::make_unique<Slow>(server, looks, mark_of(spec));
  };
  const auto running = watched_.start(with_services());
  ASSERT_TRUE(running);
  EXPECT_EQ(looks, 3);
  EXPECT_EQ((*running)->log(1000), "listening\n");
  EXPECT_FALSE((*running)->ended());
}

TEST_F(WatchedTest, AServerWhoseServicesDoNotComeUpHasNotStarted) {
  test::FakeServer server;
  server.ended = FakeSandbox::exited(69, "", "redis: no room\n");
  inner_.on_start = [&](const SandboxSpec&) -> Result<std::unique_ptr<Running>> {
    return std::make_unique<test::FakeRunning>(server);
  };
  const auto running = watched_.start(with_services());
  ASSERT_TRUE((*running)->ended());
  EXPECT_TRUE(std::holds_alternative<NotStarted>((*running)->ended()->ending));
  EXPECT_TRUE(std::holds_alternative<NotStarted>((*running)->stop(Millis(0)).ending));
}

} // namespace
} // namespace bex::services
