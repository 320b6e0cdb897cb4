#include "sandboxes/base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bex;
using testing::ElementsAre;

TEST(Text, SplitKeepsEmptyParts) {
  EXPECT_THAT(split("a,,b,", ','), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(split("", ','), ElementsAre(""));
}

TEST(Text, TrimTakesBlanksOfAllKinds) {
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim("\n "), "");
}

TEST(Text, SlugsAreLowerCaseWithSingleHyphens) {
  for (const auto* good : {"a", "undo-log", "x2", "2-b"}) EXPECT_TRUE(is_slug(good)) << good;
  for (const auto* bad : {"", "-a", "a-", "a--b", "A", "a_b", "a b", "ä", "../x"})
    EXPECT_FALSE(is_slug(bad)) << bad;
  EXPECT_FALSE(is_slug(std::string(65, 'a')));
}

TEST(Text, ShellQuoteKeepsOneWordOneWord) {
  EXPECT_EQ(shell_quote("plain-word_1.txt"), "plain-word_1.txt");
  EXPECT_EQ(shell_quote(""), "''");
  EXPECT_EQ(shell_quote("a b"), "'a b'");
  EXPECT_EQ(shell_quote("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_quote("$(rm)"), "'$(rm)'");
  EXPECT_EQ(shell_quote("a\nb"), "$'a\\nb'");
  EXPECT_EQ(shell_quote("\xff'"), "$'\\xff\\''");
}

TEST(Text, ClosestMeansWhatIsNearEnough) {
  const std::vector<std::string> words = {"submit", "start", "list"};
  EXPECT_EQ(closest("sumbit", words), "submit");
  EXPECT_EQ(closest("lst", words), "list");
  EXPECT_EQ(closest("verify", words), "");
}

TEST(Text, LineOfCountsFromOne) {
  EXPECT_EQ(line_of("a\nb\r\nc", 1), "a");
  EXPECT_EQ(line_of("a\nb\r\nc", 2), "b");
  EXPECT_EQ(line_of("a\nb\r\nc", 3), "c");
  EXPECT_EQ(line_of("a\n", 9), "");
}

TEST(Text, IsTextRefusesWhatIsNoUtf8) {
  EXPECT_TRUE(is_text("grüße €uro 𝄞"));
  EXPECT_FALSE(is_text(std::string_view("a\0b", 3)));
  EXPECT_FALSE(is_text("\xC0\x80"));         // overlong
  EXPECT_FALSE(is_text("\xED\xA0\x80"));     // a surrogate
  EXPECT_FALSE(is_text("\xF4\x90\x80\x80")); // past U+10FFFF
  EXPECT_FALSE(is_text("\xE2\x82"));         // cut
}
