#include "graders/sql/observation.hpp"
#include "sandboxes/base/file.hpp"
#include "tests/support/fake_sandbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace bex::sql {
namespace {

std::vector<Task> tasks_in(const SandboxSpec& spec) {
  std::istringstream lines(std::get<std::string>(spec.input));
  std::vector<Task> tasks;
  for (std::string line; std::getline(lines, line);) tasks.push_back(task_of(line).value());
  return tasks;
}

class SqlObserve : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(write_file(folder_.path() / "exercise/solutions/accepted/sql/query.sql", "SELECT 1"));
    ASSERT_TRUE(write_file(folder_.path() / "box/query.sql", "SELECT 2"));
    program_.box = folder_.path() / "box";
    check_.rows = true;
    check_.cases.resize(1);
    check_.cases[0].run = {"query.sql"};
    sandbox_.on_run = [](const SandboxSpec& spec) {
      std::string lines;
      for (const auto& task : tasks_in(spec)) lines += to_json(run(task)) + "\n";
      return test::FakeSandbox::exited(0, lines);
    };
  }
  std::vector<Observation> look() {
    Context context{sandbox_, clock_, program_};
    context.exercise = folder_.path() / "exercise";
    const Spec* const checks[] = {&check_, &check_};
    return observe(checks, {}, context);
  }

  TempDir folder_ = std::move(*TempDir::make());
  test::FakeSandbox sandbox_;
  test::FakeClock clock_;
  Program program_;
  Spec check_;
};

TEST_F(SqlObserve, TheRunnerGetsBothSidesAndItsLimits) {
  const auto seen = look();
  ASSERT_EQ(sandbox_.specs.size(), 2u);
  const auto tasks = tasks_in(sandbox_.specs[0]);
  ASSERT_EQ(tasks.size(), 1u);
  const auto* task = &tasks.front();
  EXPECT_EQ(task->reference.at("query.sql"), "SELECT 1");
  EXPECT_EQ(task->submission.at("query.sql"), "SELECT 2");
  EXPECT_EQ(task->heap_bytes, static_cast<std::int64_t>(program_.limits.memory.count / 2));
  EXPECT_TRUE(sandbox_.specs[0].box.empty()); // nothing else of the submission goes in
  ASSERT_TRUE(seen[0].report);
  EXPECT_EQ(seen[0].report->verdict, Verdict::wrong_answer);
}

// Checks on PostgreSQL, and how many of them each run is asked; a run says what `says` gives.
class SqlObserveShared : public SqlObserve {
 protected:
  std::vector<Observation> look_at_four(std::function<RunResult(std::size_t asked)> says) {
    check_.rules.engine = settings_.rules.engine = Product::postgres;
    sandbox_.on_run = [this, says](const SandboxSpec& spec) -> Result<RunResult> {
      if (spec.argv.back() != runner_word) return test::FakeSandbox::exited(0); // initdb
      asked_.push_back(tasks_in(spec).size());
      return says(asked_.back());
    };
    Context context{sandbox_, clock_, program_};
    context.exercise = folder_.path() / "exercise";
    context.cache = folder_.path() / "cache";
    const Spec* const checks[] = {&check_, &check_, &check_, &check_};
    return observe(checks, settings_, context);
  }
  static std::string lines(std::size_t count) {
    std::string all;
    for (; count > 0; --count) all += to_json(Report()) + "\n";
    return all;
  }
  static RunResult stopped(std::size_t reports) {
    auto run = test::FakeSandbox::exited(0, lines(reports));
    run.ending = CpuLimit{};
    return run;
  }
  void SetUp() override {
    SqlObserve::SetUp();
    if (!services::find_postgres()) GTEST_SKIP() << "PostgreSQL is not here";
  }

  Settings settings_;
  std::vector<std::size_t> asked_;
};

TEST_F(SqlObserveShared, OneServerForAll) {
  const auto seen =
      look_at_four([](std::size_t asked) { return test::FakeSandbox::exited(0, lines(asked)); });
  EXPECT_THAT(asked_, testing::ElementsAre(4));
  ASSERT_EQ(seen.size(), 4u);
  EXPECT_TRUE(seen[3].report && !seen[3].run);
}

TEST_F(SqlObserveShared, WhatEndsASharedRunIsAskedByItself) {
  const auto seen = look_at_four([](std::size_t asked) {
    return asked == 4 ? stopped(2) : asked == 1 ? stopped(0) : test::FakeSandbox::exited(0, lines(asked));
  });
  EXPECT_THAT(asked_,
              testing::ElementsAre(4, 1, 1)); // the last one has a run of its own as well: it is the last
  ASSERT_EQ(seen.size(), 4u);
  EXPECT_TRUE(seen[1].report);
  ASSERT_TRUE(seen[2].run);
  EXPECT_TRUE(std::holds_alternative<CpuLimit>(seen[2].run->ending));
  EXPECT_FALSE(seen[2].report);
}

TEST_F(SqlObserveShared, TheFirstOneHasTheLimitsToItself) {
  const auto seen = look_at_four(
      [](std::size_t asked) { return asked == 4 ? stopped(0) : test::FakeSandbox::exited(0, lines(asked)); });
  EXPECT_THAT(asked_, testing::ElementsAre(4, 1, 2));
  EXPECT_TRUE(seen[0].run && !seen[0].report);
  EXPECT_TRUE(seen[1].report && seen[3].report);
}

TEST_F(SqlObserveShared, AnEngineThatBreaksIsNotBelievedInASharedRun) {
  Report broken;
  broken.broken = "gone";
  const auto seen = look_at_four([&](std::size_t asked) {
    return test::FakeSandbox::exited(0, asked == 4 ? lines(1) + to_json(broken) + "\n" + lines(2)
                                                   : lines(asked));
  });
  EXPECT_THAT(asked_, testing::ElementsAre(4, 1, 2));
  ASSERT_EQ(seen.size(), 4u);
  EXPECT_TRUE(seen[1].report && seen[1].report->broken.empty());
}

TEST_F(SqlObserve, AFileThatIsNotThereRunsNothing) {
  std::filesystem::remove(folder_.path() / "box/query.sql");
  const auto seen = look();
  EXPECT_TRUE(sandbox_.specs.empty());
  ASSERT_TRUE(seen[1].report);
  EXPECT_EQ(seen[1].report->verdict, Verdict::wrong_answer);
  EXPECT_EQ(seen[1].report->remark, "there is no file `query.sql`");
}

TEST_F(SqlObserve, AReferenceThatIsNotThereIsThePacksFault) {
  std::filesystem::remove_all(folder_.path() / "exercise");
  const auto seen = look();
  ASSERT_TRUE(seen[0].error && seen[1].error);
  EXPECT_EQ(seen[0].error->kind, ErrorKind::pack);
}

TEST_F(SqlObserve, ADatabaseIsMadeInside) {
  sandbox_.on_run = [](const SandboxSpec&) { return test::FakeSandbox::exited(0, "bytes"); };
  EXPECT_EQ(make_database(check_, {}, sandbox_, {}).value(), "bytes");
  EXPECT_EQ(sandbox_.specs[0].argv.back(), maker_word);
  sandbox_.on_run = [](const SandboxSpec&) {
    return test::FakeSandbox::exited(65, "", "setup: no such table: x");
  };
  const auto failed = make_database(check_, {}, sandbox_, {});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::pack);
  EXPECT_EQ(failed.error().what, "setup: no such table: x");
}

TEST_F(SqlObserve, AfterAnErrorNothingMoreIsBegun) {
  sandbox_.on_run = [](const SandboxSpec&) { return fail(ErrorKind::interrupted, "interrupted"); };
  const auto seen = look();
  EXPECT_EQ(sandbox_.specs.size(), 1u);
  ASSERT_TRUE(seen[1].error);
  EXPECT_EQ(seen[1].error->kind, ErrorKind::interrupted);
}

} // namespace
} // namespace bex::sql
