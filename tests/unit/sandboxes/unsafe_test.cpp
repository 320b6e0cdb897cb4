#include "sandboxes/unsafe.hpp"

#include <gtest/gtest.h>

namespace bex {
namespace {

std::string renamed(const std::string& word) {
  return rename_paths(word, {{"/box", "/t/box"}, {"/tmp", "/t/tmp"}, {"/box/lib", "/home/lib"}});
}

TEST(Unsafe, PathsInsideBecomePathsOfTheHost) {
  EXPECT_EQ(renamed("/box"), "/t/box");
  EXPECT_EQ(renamed("/box/main"), "/t/box/main");
  EXPECT_EQ(renamed("--out=/box/a"), "--out=/t/box/a");
  EXPECT_EQ(renamed("-I/box/include"), "-I/t/box/include");
  EXPECT_EQ(renamed("/usr/bin:/box/bin:/tmp"), "/usr/bin:/t/box/bin:/t/tmp");
  EXPECT_EQ(renamed("cat '/tmp/a b'"), "cat '/t/tmp/a b'");
}

TEST(Unsafe, TheLongestMountWins) {
  EXPECT_EQ(renamed("/box/lib/a"), "/home/lib/a");
  EXPECT_EQ(renamed("/box/library"), "/t/box/library");
}

TEST(Unsafe, OtherPathsStay) {
  EXPECT_EQ(renamed("/boxes/a"), "/boxes/a");
  EXPECT_EQ(renamed("/usr/box/a"), "/usr/box/a");
  EXPECT_EQ(renamed("./box/a"), "./box/a");
  EXPECT_EQ(renamed(""), "");
}

} // namespace
} // namespace bex
