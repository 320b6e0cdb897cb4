#include "graders/services/postgres.hpp"
#include "sandboxes/base/file.hpp"
#include "tests/support/fake_sandbox.hpp"

#include <gtest/gtest.h>

namespace bex::services {
namespace {

class PostgresTest : public testing::Test {
 protected:
  void install(const std::string& version, const std::string& program) {
    ASSERT_TRUE(write_file(folder_.path() / version / "bin" / program, ""));
  }
  TempDir folder_ = std::move(*TempDir::make());
  test::FakeSandbox sandbox_;
};

TEST_F(PostgresTest, TheNewestThatIsWholeIsFound) {
  for (const auto* version : {"9", "15", "old"})
    for (const auto* program : {"postgres", "initdb"}) install(version, program);
  install("17", "pg_dump");
  const auto found = find_postgres(folder_.path());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->version, 15);
  EXPECT_EQ(found->programs, folder_.path() / "15/bin");
}

TEST_F(PostgresTest, WithoutOneTheErrorSaysHowToInstallIt) {
  const auto found = find_postgres(folder_.path() / "none");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::machine);
  EXPECT_EQ(found.error().help, "sudo apt-get install postgresql");
}

TEST_F(PostgresTest, AClusterIsMadeOnce) {
  sandbox_.on_run = [](const SandboxSpec& spec) {
    EXPECT_TRUE(write_file(spec.collect / "cluster/PG_VERSION", "15\n"));
    return test::FakeSandbox::exited(0, "");
  };
  const Postgres postgres{"/usr/lib/postgresql/15/bin", 15};
  const auto first = cluster_of(postgres, folder_.path(), sandbox_);
  const auto second = cluster_of(postgres, folder_.path(), sandbox_);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
  EXPECT_EQ(sandbox_.specs.size(), 1u);
  EXPECT_EQ(sandbox_.specs[0].argv[0], "/usr/lib/postgresql/15/bin/initdb");
  EXPECT_NE(*cluster_of({"/usr/lib/postgresql/17/bin", 17}, folder_.path(), sandbox_), *first);
}

TEST_F(PostgresTest, AClusterThatFailsIsNotKept) {
  sandbox_.on_run = [](const SandboxSpec&) { return test::FakeSandbox::exited(1, ""); };
  EXPECT_FALSE(cluster_of({"/usr/lib/postgresql/15/bin", 15}, folder_.path(), sandbox_));
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path() / "toolchains"));
}

} // namespace
} // namespace bex::services
