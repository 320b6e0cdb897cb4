#include "runner/store/entry.hpp"

#include <gtest/gtest.h>

namespace bex::store {
namespace {

using namespace std::string_literals;

TEST(NameFault, FindsNone) {
  for (const auto* name :
       {"a", "...", ".gitignore", ".github", "git~", "git~x", "git", "a\\b", "ü", ".g", "a b", "-"})
    EXPECT_FALSE(name_fault(name)) << name;
}

TEST(NameFault, FindsAllWritingsOfGit) {
  for (const auto* name :
       {".git", ".GIT", ".GiT ", ".git.", ".git . .", "git~1", "GIT~12", ".git:stream",
        ".git::$INDEX_ALLOCATION", ".g\u200cit", "\u202e.git", ".git\ufeff", ".\u206fgit\u200f"})
    EXPECT_EQ(name_fault(name), "a name that stands for `.git`") << name;
}

TEST(NameFault, FindsOtherFolders) {
  for (const auto* name : {".", ".."})
    EXPECT_EQ(name_fault(name), "a name that means another folder") << name;
  for (const auto* name : {"a/b", "/", "../x"}) EXPECT_EQ(name_fault(name), "a slash in a name") << name;
  EXPECT_TRUE(name_fault(""));
}

TEST(NameFault, FindsWhatATerminalWouldObey) {
  for (const auto* name : {"\x1b[2J", "a\nb", "\x7f", "\t", "c1\u009b", "\u0080"})
    EXPECT_EQ(name_fault(name), "control letters in a name") << name;
  EXPECT_FALSE(name_fault("\u00a0")); // the first that is none
  for (const auto* name : {"\xff", "\xc0\xaf", "a\xc2"})
    EXPECT_EQ(name_fault(name), "a name that is not UTF-8") << name;
  EXPECT_TRUE(name_fault("a\0b"s));
}

TEST(LinkStaysInside, CountsTheFoldersAbove) {
  EXPECT_TRUE(link_stays_inside("x", 0));
  EXPECT_TRUE(link_stays_inside("./x//y/.", 0));
  EXPECT_TRUE(link_stays_inside("../x", 1));
  EXPECT_TRUE(link_stays_inside(".././../x", 2));
  EXPECT_TRUE(link_stays_inside("..", 1));
  EXPECT_FALSE(link_stays_inside("..", 0));
  EXPECT_FALSE(link_stays_inside("../../x", 1));
}

TEST(LinkStaysInside, TrustsNoNameBeforeDots) {
  EXPECT_FALSE(link_stays_inside("a/..", 5));
  EXPECT_FALSE(link_stays_inside("../a/../b", 5));
  EXPECT_TRUE(link_stays_inside("a/..b/...", 0)); // names
}

TEST(LinkStaysInside, WantsARelativeTarget) {
  for (const auto& target : {"/"s, "/x"s, "//x"s, ""s, "a\0b"s}) EXPECT_FALSE(link_stays_inside(target, 5));
}

TEST(Printable, LeavesTextAndShowsTheRest) {
  EXPECT_EQ(printable("ü b"), "ü b");
  EXPECT_EQ(printable("a\x1b[2J"), "a\\x1b[2J");
  EXPECT_EQ(printable("\xff"), "\\xff");
  EXPECT_EQ(printable("\u009b"), "\\xc2\\x9b");
}

} // namespace
} // namespace bex::store
