#include "graders/compare.hpp"

#include <gtest/gtest.h>

namespace bex::compare {
namespace {

std::optional<Difference> by(Kind kind, std::string_view want, std::string_view got) {
  return first_difference({kind, 0, 0, {}}, want, got);
}

std::optional<Difference> floats(double absolute, double relative, std::string_view want,
                                 std::string_view got) {
  return first_difference({Kind::floats, absolute, relative, {}}, want, got);
}

TEST(CompareExact, EveryByteCounts) {
  EXPECT_FALSE(by(Kind::exact, "a\nb\n", "a\nb\n"));
  EXPECT_FALSE(by(Kind::exact, "", ""));
  const auto d = by(Kind::exact, "a\nbcd\n", "a\nbxd\n");
  ASSERT_TRUE(d);
  EXPECT_EQ(d->line, 2);
  EXPECT_EQ(d->column, 2);
  EXPECT_EQ(d->want, "bcd\n");
  EXPECT_EQ(d->got, "bxd\n");
  EXPECT_FALSE(d->only_whitespace);
}

TEST(CompareExact, TheLastLineEndIsShown) {
  const auto d = by(Kind::exact, "a\n", "a");
  ASSERT_TRUE(d);
  EXPECT_EQ(d->want, "a\n");
  EXPECT_EQ(d->got, "a");
  EXPECT_EQ(d->column, 2);
  EXPECT_TRUE(d->got_ended);
  EXPECT_TRUE(d->only_whitespace);
  const auto more = by(Kind::exact, "a", "a\nb");
  EXPECT_TRUE(more->want_ended);
  EXPECT_FALSE(more->only_whitespace);
}

TEST(CompareExact, CrlfCounts) {
  EXPECT_TRUE(by(Kind::exact, "a\n", "a\r\n"));
}

TEST(CompareLines, WhatDoesNotCount) {
  EXPECT_FALSE(by(Kind::lines, "a\nb\n", "a  \r\nb\t"));
  EXPECT_FALSE(by(Kind::lines, "a\n", "a\n\n \n"));
  EXPECT_FALSE(by(Kind::lines, "", "\n"));
  EXPECT_FALSE(by(Kind::lines, "0 \n", "0"));
}

TEST(CompareLines, WhatCounts) {
  EXPECT_TRUE(by(Kind::lines, "a\nb\n", "a\n\nb\n"));
  EXPECT_TRUE(by(Kind::lines, "a\n", " a\n"));
  EXPECT_TRUE(by(Kind::lines, "a b\n", "a  b\n"));
  EXPECT_TRUE(by(Kind::lines, "a\n", "A\n"));
  EXPECT_TRUE(by(Kind::lines, "a\n", "\na\n"));
  EXPECT_TRUE(by(Kind::lines, "a", std::string_view("a\0", 2)));
}

TEST(CompareLines, TheFirstDifferenceHasItsPlace) {
  const auto d = by(Kind::lines, "one\ntwo three\n", "one\ntwo tree\n");
  ASSERT_TRUE(d);
  EXPECT_EQ(d->line, 2);
  EXPECT_EQ(d->column, 6);
  EXPECT_EQ(d->want, "two three");
  EXPECT_EQ(d->got, "two tree");
  EXPECT_FALSE(d->got_ended);
  EXPECT_FALSE(d->want_ended);
}

TEST(CompareLines, OneTextMayEndFirst) {
  const auto shorter = by(Kind::lines, "a\nb\n", "a\n");
  ASSERT_TRUE(shorter);
  EXPECT_TRUE(shorter->got_ended);
  EXPECT_EQ(shorter->line, 2);
  EXPECT_EQ(shorter->want, "b");
  const auto longer = by(Kind::lines, "a\n", "a\nb\n");
  EXPECT_TRUE(longer->want_ended);
  EXPECT_EQ(longer->got, "b");
  const auto nothing = by(Kind::lines, "a\n", "");
  EXPECT_TRUE(nothing->got_ended);
  EXPECT_EQ(nothing->line, 1);
  EXPECT_EQ(nothing->column, 1);
}

TEST(CompareLines, OnlyWhitespaceIsNamed) {
  EXPECT_TRUE(by(Kind::lines, "a b\n", "a  b\n")->only_whitespace);
  EXPECT_TRUE(by(Kind::lines, "a\nb\n", "a b\n")->only_whitespace);
  EXPECT_FALSE(by(Kind::lines, "a b\n", "a  c\n")->only_whitespace);
}

TEST(CompareTokens, OnlyTheWordsCount) {
  EXPECT_FALSE(by(Kind::tokens, "1 2\n3\n", "\t1\r\n2   3"));
  EXPECT_FALSE(by(Kind::tokens, "", " \n"));
  const auto d = by(Kind::tokens, "1 2 3", "1\n 2\n 4 5");
  ASSERT_TRUE(d);
  EXPECT_EQ(d->line, 3);
  EXPECT_EQ(d->column, 2);
  EXPECT_EQ(d->want, "3");
  EXPECT_EQ(d->got, "4");
}

TEST(CompareTokens, OneTextMayEndFirst) {
  EXPECT_TRUE(by(Kind::tokens, "1 2", "1")->got_ended);
  EXPECT_TRUE(by(Kind::tokens, "1", "1 2")->want_ended);
  EXPECT_TRUE(by(Kind::tokens, "12", "1 2")->only_whitespace);
}

TEST(CompareFloats, NumbersMayDifferByTheTolerance) {
  EXPECT_FALSE(floats(1e-6, 0, "1.5 x", "1.5000001 x"));
  EXPECT_TRUE(floats(1e-6, 0, "1.5", "1.50001"));
  EXPECT_FALSE(floats(0, 1e-3, "1000000", "1000999"));
  EXPECT_TRUE(floats(0, 1e-3, "1000000", "1001001"));
  EXPECT_FALSE(floats(1e-9, 0, "3", "3.0e0"));
  EXPECT_FALSE(floats(1e-9, 0, "3", "+3"));
  EXPECT_FALSE(floats(1e-9, 0, "0", "-0"));
}

TEST(CompareFloats, TheToleranceIsOfTheExpectedNumber) {
  EXPECT_TRUE(floats(0, 0.5, "1", "2"));
  EXPECT_FALSE(floats(0, 0.5, "2", "1"));
}

TEST(CompareFloats, WhatIsNoNumberIsAWord) {
  EXPECT_TRUE(floats(1e9, 1, "nan", "1"));
  EXPECT_TRUE(floats(1e9, 1, "1", "nan"));
  EXPECT_TRUE(floats(1e9, 1, "1", "inf"));
  EXPECT_TRUE(floats(1e9, 1, "1", "1e999"));
  EXPECT_TRUE(floats(1e9, 1, "1", "0x1"));
  EXPECT_TRUE(floats(1e9, 1, "1", "+-1"));
  EXPECT_TRUE(floats(1e9, 1, "1", "1,0"));
  EXPECT_FALSE(floats(0, 0, "nan inf", "nan inf"));
}

TEST(CompareUnordered, EachLineAsOften) {
  EXPECT_FALSE(by(Kind::unordered, "a\nb\nb\n", "b \na\r\nb"));
  EXPECT_TRUE(by(Kind::unordered, "a\nb\nb\n", "a\na\nb\n"));
}

TEST(CompareUnordered, ShowsTheFirstExtraBesideTheFirstMissing) {
  const auto d = by(Kind::unordered, "a\nb\nc\n", "c\nx\na\n");
  ASSERT_TRUE(d);
  EXPECT_EQ(d->line, 2);
  EXPECT_EQ(d->got, "x");
  EXPECT_EQ(d->want, "b");
  const auto missing = by(Kind::unordered, "a\nb\n", "b\n");
  EXPECT_TRUE(missing->got_ended);
  EXPECT_EQ(missing->want, "a");
  EXPECT_EQ(missing->line, 2);
  const auto extra = by(Kind::unordered, "a\n", "a\na\n");
  EXPECT_TRUE(extra->want_ended);
  EXPECT_EQ(extra->got, "a");
  EXPECT_EQ(extra->line, 2);
}

TEST(Compare, MultisetIsWordsInAnyOrder) {
  EXPECT_FALSE(by(Kind::multiset, "a b\nb\n", "b\nb a"));
  const auto d = by(Kind::multiset, "a b c\n", "c\n a x");
  ASSERT_TRUE(d);
  EXPECT_EQ(d->line, 2);
  EXPECT_EQ(d->column, 4);
  EXPECT_EQ(d->got, "x");
  EXPECT_EQ(d->want, "b");
  EXPECT_TRUE(by(Kind::multiset, "a b b", "a a b"));
}

TEST(Compare, WhatIsShownOfALineIsLimited) {
  const std::string want(1 << 20, 'a'), got(1 << 20, 'b');
  const auto d = by(Kind::lines, want, got);
  EXPECT_EQ(d->want.size(), most_shown);
  EXPECT_EQ(d->got.size(), most_shown);
}

// A quarter of a million lines: anything but linear would not come back.
TEST(Compare, IsLinear) {
  std::string many(256u << 10, '\n');
  many.back() = 'x';
  for (const auto kind : {Kind::exact, Kind::lines, Kind::tokens, Kind::unordered, Kind::multiset}) {
    EXPECT_TRUE(by(kind, "y", many));
    EXPECT_TRUE(by(kind, many, "y"));
    EXPECT_FALSE(by(kind, many, many));
  }
}

} // namespace
} // namespace bex::compare
