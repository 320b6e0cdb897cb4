#include "runner/pipeline/cache.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>

using namespace bex;

namespace {

TempDir temp() {
  return std::move(*TempDir::make());
}

void entry(const fs::path& folder, std::size_t bytes, std::int64_t seconds_old) {
  ASSERT_TRUE(write_file(folder / "file", std::string(bytes, 'x')));
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  const timespec times[2] = {{now.tv_sec - seconds_old, 0}, {now.tv_sec - seconds_old, 0}};
  ASSERT_EQ(::utimensat(AT_FDCWD, folder.c_str(), times, 0), 0);
}

} // namespace

TEST(Cache, KeepsAFolderUnderItsName) {
  const auto root = temp();
  auto made = TempDir::make(root.path());
  ASSERT_TRUE(made);
  ASSERT_TRUE(write_file(made->path() / "out", "program"));
  ASSERT_TRUE(pipeline::keep(std::move(*made), root.path() / "name"));
  EXPECT_EQ(read_file(root.path() / "name" / "out").value(), "program");
  struct stat st{};
  ASSERT_EQ(::stat((root.path() / "name").c_str(), &st), 0);
  EXPECT_EQ(st.st_mode & 07777, 0755u); // the inner user is another one when root grades
}

TEST(Cache, TheFasterProcessWins) {
  const auto root = temp();
  ASSERT_TRUE(write_file(root.path() / "name" / "out", "first"));
  auto made = TempDir::make(root.path());
  ASSERT_TRUE(made);
  ASSERT_TRUE(write_file(made->path() / "out", "second"));
  const auto mine = made->path();
  ASSERT_TRUE(pipeline::keep(std::move(*made), root.path() / "name"));
  EXPECT_EQ(read_file(root.path() / "name" / "out").value(), "first");
  EXPECT_FALSE(fs::exists(mine));
}

TEST(Cache, TouchTellsWhatIsThere) {
  const auto root = temp();
  ASSERT_TRUE(write_file(root.path() / "name" / "out", "program"));
  EXPECT_TRUE(pipeline::touch(root.path() / "name"));
  EXPECT_FALSE(pipeline::touch(root.path() / "not-there"));
}

TEST(Cache, AnEmptiedEntryIsMadeAgain) {
  const auto root = temp();
  fs::create_directory(root.path() / "name");
  EXPECT_FALSE(pipeline::touch(root.path() / "name"));
  auto made = TempDir::make(root.path());
  ASSERT_TRUE(made);
  ASSERT_TRUE(write_file(made->path() / "out", "program"));
  ASSERT_TRUE(pipeline::keep(std::move(*made), root.path() / "name"));
  EXPECT_TRUE(pipeline::touch(root.path() / "name"));
}

TEST(Cache, PruneTakesTheLongestUnusedAndSparesTheLastHour) {
  const auto root = temp();
  entry(root.path() / "oldest", 1000, 9000);
  entry(root.path() / "older", 1000, 8000);
  entry(root.path() / "recent", 1000, 60);
  pipeline::prune(root.path(), 2000);
  EXPECT_FALSE(fs::exists(root.path() / "oldest"));
  EXPECT_TRUE(fs::exists(root.path() / "older"));
  pipeline::prune(root.path(), 0);
  EXPECT_FALSE(fs::exists(root.path() / "older"));
  EXPECT_TRUE(fs::exists(root.path() / "recent"));
}

TEST(Cache, TidySweepsEveryPlaceAndPrunesThemOnceAnHour) {
  const auto root = temp();
  for (const char* place : {"builds", "data", "toolchains", "snapshots"})
    entry(root.path() / place / ".bexercise-old", 10, 90'000);
  const auto two_in_each = [&] {
    for (const char* place : {"builds", "data", "toolchains"}) {
      entry(root.path() / place / "older", 1000, 9000);
      entry(root.path() / place / "newer", 1000, 8000);
    }
  };
  two_in_each();
  pipeline::tidy(root.path(), 1500);
  for (const char* place : {"builds", "data", "toolchains"}) {
    EXPECT_FALSE(fs::exists(root.path() / place / "older")) << place;
    EXPECT_TRUE(fs::exists(root.path() / place / "newer")) << place;
  }
  for (const char* place : {"builds", "data", "toolchains", "snapshots"})
    EXPECT_FALSE(fs::exists(root.path() / place / ".bexercise-old")) << place;

  two_in_each();
  entry(root.path() / "data/.bexercise-old", 10, 90'000);
  pipeline::tidy(root.path(), 1500);
  EXPECT_TRUE(fs::exists(root.path() / "data/older"));
  EXPECT_FALSE(fs::exists(root.path() / "data/.bexercise-old"));
  fs::last_write_time(root.path() / "pruned", fs::file_time_type::clock::now() - std::chrono::minutes(61));
  pipeline::tidy(root.path(), 1500);
  EXPECT_FALSE(fs::exists(root.path() / "data/older"));
}
