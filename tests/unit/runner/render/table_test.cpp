#include "runner/render/table.hpp"

#include <gtest/gtest.h>

namespace bex::render {
namespace {

TEST(Table, AlignsColumnsAndLeavesNoBlanksAtLineEnds) {
  EXPECT_EQ(table({{{"id"}, {"count", Paint::plain, true}, {"title"}},
                   {{"undo-log"}, {"3", Paint::plain, true}, {"Undo log"}},
                   {{"日本"}, {"1,200", Paint::plain, true}, {""}}},
                  Style{}),
            "id        count  title\n"
            "undo-log      3  Undo log\n"
            "日本      1,200\n");
}

TEST(Table, CutsTheLastColumnToTheWidth) {
  EXPECT_EQ(table({{{"a"}, {"b"}}, {{"1"}, {std::string(60, 'x')}}}, Style{false, true, false, 40}),
            "a  b\n1  " + std::string(36, 'x') + "…\n");
}

TEST(Table, TheHeadIsBoldAndCellsHaveTheirPaint) {
  EXPECT_EQ(table({{{"a"}}, {{"b", Paint::red}}}, Style{true, true, false, 80}),
            "\x1b[1ma\x1b[0m\n\x1b[31mb\x1b[0m\n");
  EXPECT_EQ(aligned({{{"a"}}}, Style{true, true, false, 80}), "a\n");
}

TEST(Table, TextOfAPackStaysInItsCell) {
  EXPECT_EQ(table({{{"a"}, {"b"}}, {{"x\x1b[1A"}, {"two\nlines"}}}, Style{}),
            "a         b\nx\\x1b[1A  two lines\n");
}

TEST(Table, RowsMayBeShortAndTablesEmpty) {
  EXPECT_EQ(table({}, Style{}), "");
  EXPECT_EQ(table({{{"a"}, {"b"}}, {{"c"}}}, Style{}), "a  b\nc\n");
}

} // namespace
} // namespace bex::render
