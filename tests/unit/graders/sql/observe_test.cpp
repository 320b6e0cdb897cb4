#include "graders/sql/observation.hpp"
#include "sandboxes/base/file.hpp"
#include "tests/support/fake_sandbox.hpp"

#include <gtest/gtest.h>

namespace bex::sql {
namespace {

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
      return test::FakeSandbox::exited(0, to_json(run(task_of(std::get<std::string>(spec.input)).value())));
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
  const auto task = task_of(std::get<std::string>(sandbox_.specs[0].input));
  ASSERT_TRUE(task);
  EXPECT_EQ(task->reference.at("query.sql"), "SELECT 1");
  EXPECT_EQ(task->submission.at("query.sql"), "SELECT 2");
  EXPECT_EQ(task->heap_bytes, static_cast<std::int64_t>(program_.limits.memory.count / 2));
  EXPECT_TRUE(sandbox_.specs[0].box.empty()); // nothing else of the submission goes in
  ASSERT_TRUE(seen[0].report);
  EXPECT_EQ(seen[0].report->verdict, Verdict::wrong_answer);
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
