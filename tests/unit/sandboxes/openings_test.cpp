#include "sandboxes/openings.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace bex {
namespace {

TEST(Openings, TheStrongestLevelLeavesNothingOpen) {
  EXPECT_TRUE(open_at(Level::full).empty());
}

TEST(Openings, AWeakerLevelLeavesOpenWhatAStrongerOneDoes) {
  std::size_t before = 0;
  for (const Level level : {Level::full, Level::namespaces, Level::reduced, Level::unsafe}) {
    EXPECT_GE(open_at(level).size(), before);
    before = open_at(level).size();
  }
  EXPECT_EQ(before, openings().size());
}

TEST(Openings, WithoutACgroupMemoryInFilesIsNotCounted) {
  EXPECT_TRUE(is_open_at(Level::namespaces, 14));
  EXPECT_FALSE(is_open_at(Level::full, 14));
  EXPECT_FALSE(is_open_at(Level::namespaces, 17));
  EXPECT_TRUE(is_open_at(Level::unsafe, 17));
}

TEST(Openings, EachIsOneSentenceOfAKnownAttack) {
  std::set<std::string> seen;
  for (const Opening& each : openings()) {
    const std::string words = each.words;
    EXPECT_GE(each.attack, 1);
    EXPECT_LE(each.attack, 45);
    EXPECT_FALSE(words.ends_with('.')) << words;
    EXPECT_TRUE(seen.insert(words).second) << words;
  }
}

} // namespace
} // namespace bex
