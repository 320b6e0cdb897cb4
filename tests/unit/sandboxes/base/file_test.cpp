#include "sandboxes/base/file.hpp"

#include "sandboxes/base/digest.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

using namespace bex;

TEST(File, WritesWholeAndReadsBack) {
  const auto folder = std::move(*TempDir::make());
  const auto path = folder.path() / "deep" / "er" / "file";
  ASSERT_TRUE(write_file(path, "one"));
  ASSERT_TRUE(write_file(path, "two"));
  EXPECT_EQ(read_file(path).value(), "two");
  EXPECT_EQ(std::distance(fs::directory_iterator(path.parent_path()), {}), 1); // nothing is left beside it
}

TEST(File, RefusesWhatIsNoRegularFileOrTooLarge) {
  const auto folder = std::move(*TempDir::make());
  EXPECT_NE(read_file(folder.path()).error().what.find("not a regular file"), std::string::npos);
  ASSERT_EQ(::mkfifo((folder.path() / "fifo").c_str(), 0600), 0);
  EXPECT_FALSE(read_file(folder.path() / "fifo")); // and does not wait for a writer
  ASSERT_TRUE(write_file(folder.path() / "big", std::string(100, 'x')));
  EXPECT_FALSE(read_file(folder.path() / "big", 99));
  const auto missing = read_file(folder.path() / "none");
  EXPECT_NE(missing.error().what.find("ENOENT"), std::string::npos) << missing.error().what;
}

TEST(File, TempDirsOfTheDeadAreSweptAndThoseOfTheLivingStay) {
  const auto root = std::move(*TempDir::make());
  auto living = std::move(*TempDir::make(root.path()));
  const auto moved = std::move(living);
  std::filesystem::create_directories(root.path() / ".bexercise-dead" / "inside");
  std::filesystem::create_directory(root.path() / "kept");
  sweep_temp_dirs(root.path());
  EXPECT_TRUE(std::filesystem::exists(moved.path()));
  EXPECT_FALSE(std::filesystem::exists(root.path() / ".bexercise-dead"));
  EXPECT_TRUE(std::filesystem::exists(root.path() / "kept"));
}

TEST(File, TempDirsGoWithTheirObject) {
  fs::path path;
  {
    auto folder = std::move(*TempDir::make());
    path = folder.path();
    ASSERT_TRUE(write_file(path / "a" / "b", ""));
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(File, AFullDiskSaysWhatToDo) {
  const auto failed = fail_errno(ErrorKind::usage, "could not write `x`", ENOSPC);
  EXPECT_EQ(failed.value().kind, ErrorKind::machine);
  EXPECT_NE(failed.value().help.find("free some disk space"), std::string::npos);
}

TEST(Digest, PartsDoNotRunTogether) {
  EXPECT_EQ(Digest().add("abc").hex(), Digest().add("abc").hex());
  EXPECT_NE(Digest().add("ab").add("c").hex(), Digest().add("a").add("bc").hex());
  EXPECT_EQ(Digest().add("").hex().size(), 64u);
}
