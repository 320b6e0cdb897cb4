#include "graders/stdio/shrink.hpp"

#include <gtest/gtest.h>

namespace bex::stdio {
namespace {

std::string counted(int lines, const std::string& bad) {
  std::string text = std::to_string(lines) + "\n";
  for (int i = 1; i <= lines; ++i) text += i == lines / 3 || i == lines / 2 ? bad + "\n" : "fine\n";
  return text;
}

bool has_two(const std::string& input) {
  const auto first = input.find("bad");
  return first != std::string::npos && input.find("bad", first + 1) != std::string::npos;
}

TEST(Shrink, LeavesWhatMakesItFail) {
  EXPECT_EQ(shrink(counted(60, "bad"), 1000, has_two), "2\nbad\nbad\n");
}

TEST(Shrink, StopsWhenItHasTriedEnough) {
  int asked = 0;
  const auto shorter = shrink(counted(60, "bad"), 5, [&](const std::string& input) {
    ++asked;
    return has_two(input);
  });
  EXPECT_EQ(asked, 5);
  ASSERT_TRUE(shorter);
  EXPECT_TRUE(has_two(*shorter));
  EXPECT_LT(lines_of(*shorter), 61u);
}

TEST(Shrink, NothingToLeaveOutIsNothing) {
  EXPECT_FALSE(shrink("2\nbad\nbad\n", 100, has_two));
  EXPECT_FALSE(shrink("3 4\nbad\nbad\nbad\n", 100, has_two)); // the first line is no count
  EXPECT_FALSE(shrink("7\nbad\nbad\nbad\n", 100, has_two));   // or one of something else
  EXPECT_FALSE(shrink("", 100, has_two));
}

TEST(Shrink, CountsLinesWithAndWithoutALastLineEnd) {
  EXPECT_EQ(lines_of(""), 0u);
  EXPECT_EQ(lines_of("a"), 1u);
  EXPECT_EQ(lines_of("a\nb\n"), 2u);
  EXPECT_EQ(lines_of("a\nb"), 2u);
}

} // namespace
} // namespace bex::stdio
