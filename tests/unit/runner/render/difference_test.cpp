#include "runner/render/difference.hpp"
#include "runner/render/excerpt.hpp"

#include <gtest/gtest.h>

namespace bex::render {
namespace {

const Style plain{};
const Style narrow{false, true, false, 40};
const Style ascii{false, false, false, 80};

Evidence outputs(std::string expected, std::string came) {
  Evidence evidence;
  evidence.expected = std::move(expected);
  evidence.came = std::move(came);
  return evidence;
}

std::string shown(std::string expected, std::string came, Finding finding, const Style& style = plain) {
  return output_difference(finding, outputs(std::move(expected), std::move(came)), style);
}

TEST(PlaceOf, ReadsLinesAndColumns) {
  EXPECT_EQ(place_of("line 12, column 7").line, 12u);
  EXPECT_EQ(place_of("line 12, column 7").column, 7u);
  EXPECT_EQ(place_of("").line, 0u);
  EXPECT_EQ(place_of("line x").line, 0u);
}

TEST(BlankDifference, IsNamed) {
  EXPECT_EQ(blank_difference("a\n", "a"), "differs only in the last newline: it is missing");
  EXPECT_EQ(blank_difference("a", "a\n"), "differs only in the last newline: there is one too many");
  EXPECT_EQ(blank_difference("a", "a\n\n\n"), "differs only in the number of newlines at the end");
  EXPECT_EQ(blank_difference("a\nb\n", "a\r\nb\r\n"),
            "differs only in the line ends: \\r\\n on one side, \\n on the other");
  EXPECT_EQ(blank_difference("a\nb\n", "a \nb\n"), "differs only in blanks at the ends of lines");
  EXPECT_EQ(blank_difference("a b\n", "a  b\n"), "differs only in blanks and line ends");
  EXPECT_EQ(blank_difference("a b\n", "ab\n"), "differs only in blanks and line ends");
  EXPECT_EQ(blank_difference("a\n", "b\n"), "");
  EXPECT_EQ(blank_difference("a\n", "a\nb\n"), "");
  EXPECT_EQ(blank_difference("a\n", "a\n"), "");
}

TEST(OutputDifference, ShowsTheLinesRoundIt) {
  EXPECT_EQ(shown("0\n1\n2 kept\n3\n4\n5\n6\n", "0\n1\n2 lost\n",
                  {"stdout", "2 kept", "2 lost", "line 3, column 3"}),
            "             1 │ 0\n"
            "             2 │ 1\n"
            "    expected 3 │ 2 kept\n"
            "             4 │ 3\n"
            "             5 │ 4\n"
            "               ┆ [… 2 more lines]\n"
            "    came     3 │ 2 lost\n"
            "               │   ^^^\n");
}

TEST(OutputDifference, IsPlainAsciiWhereTheTerminalIs) {
  EXPECT_EQ(shown("1 \n2\n3\n4\n5\n", "1\t\n", {"stdout", "1 \n", "1\t\n", "line 1, column 2"}, ascii),
            "    expected 1 | 1\\s\\n\n"
            "             2 | 2\n"
            "             3 | 3\n"
            "               : [... 2 more lines]\n"
            "    came     1 | 1\\t\\n\n"
            "               |  ^^\n");
}

TEST(OutputDifference, SaysWhichSideEnded) {
  EXPECT_EQ(shown("1\n2\n", "1\n", {"stdout", "2", "", "line 2, column 1"}),
            "             1 │ 1\n"
            "    expected 2 │ 2\n"
            "    came       ┆ [the output ends here]\n");
  EXPECT_EQ(shown("1\n", "1\n2\n", {"stdout", "", "2", "line 2, column 1"}),
            "             1 │ 1\n"
            "    expected   ┆ [nothing more was expected]\n"
            "    came     2 │ 2\n");
  EXPECT_EQ(shown("1\n", "", {"stdout", "1", "", "line 1, column 1"}),
            "    expected 1 │ 1\n"
            "    came       ┆ [the output ends here]\n");
}

TEST(OutputDifference, BlanksAreVisibleWhenOnlyTheyDiffer) {
  EXPECT_EQ(shown("a b\n", "a b", {"stdout", "a b\n", "a b", "line 1, column 4"}), "    expected 1 │ a·b¶\n"
                                                                                   "    came     1 │ a·b\n"
                                                                                   "               │    ^\n");
  EXPECT_EQ(shown("a\n", "a\t\r\n", {"stdout", "a\n", "a\t\r\n", "line 1, column 2"}),
            "    expected 1 │ a¶\n"
            "    came     1 │ a→␍¶\n"
            "               │  ^^\n");
}

TEST(OutputDifference, AWordThatStandsElsewhereIsShownAsAWord) {
  EXPECT_EQ(shown("1 2\n3\n", "1\n2 4\n5\n", {"stdout", "3", "4", "line 2, column 3"}),
            "             1 │ 1\n"
            "    expected   │ 3\n"
            "    came     2 │ 2 4\n"
            "               │   ^\n"
            "               ┆ [… 1 more line]\n");
}

TEST(OutputDifference, APlaceBeyondWhatWasKeptIsShownFromTheFinding) {
  EXPECT_EQ(shown("1\n", "1\n", {"stdout", "x", "y", "line 9, column 1"}), "    expected    │ x\n"
                                                                           "    came      9 │ y\n");
  EXPECT_EQ(shown("1\n", "1\n", {"stdout", "x", "", "line 9, column 1"}),
            "    expected    │ x\n"
            "    came        ┆ [the output ends here]\n");
}

TEST(OutputDifference, MarksWholeLettersAndColumns) {
  EXPECT_EQ(shown("日本é\n", "日本è\n", {"stdout", "日本é", "日本è", "line 1, column 8"}),
            "    expected 1 │ 日本é\n"
            "    came     1 │ 日本è\n"
            "               │     ^\n");
}

TEST(OutputDifference, ALongLineIsShownRoundTheDifference) {
  const std::string head(1u << 20, 'a'), tail(1u << 20, 'z');
  const auto text = shown(
      head + "X" + tail, head + "Y" + tail,
      {"stdout", head.substr(0, 64u << 10), head.substr(0, 64u << 10), "line 1, column 1048577"}, narrow);
  EXPECT_NE(text.find("│ …aaaaaaaaaaaYzzzzzzzzz…\n"), std::string::npos) << text;
  EXPECT_NE(text.find("│             ^\n"), std::string::npos) << text;
  EXPECT_NE(text.find("[bytes 1,048,566 to 1,048,586 of 2,097,153 in this line]"), std::string::npos) << text;
  EXPECT_LT(text.size(), 1000u);
}

TEST(OutputDifference, BytesThatAreNoTextComeAsHex) {
  const std::string same("\0\1\2\3\4\5\6\7\x08", 9);
  EXPECT_EQ(shown(same + "\xfe\xff", same + "\xfe", {"stdout", "", "", "line 1, column 11"}),
            "    the first byte that differs is number 10 (0xa), counted from 0\n"
            "    expected 00000000 │ 00 01 02 03 04 05 06 07 │ ........\n"
            "             00000008 │ 08 fe ff                │ ...\n"
            "    came     00000000 │ 00 01 02 03 04 05 06 07 │ ........\n"
            "             00000008 │ 08 fe                   │ ..\n"
            "                      │       ^^\n");
}

TEST(OutputDifference, OutputsOfMegabytesTakeLinearTime) {
  std::string expected;
  while (expected.size() < (8u << 20)) expected += "a\n";
  const auto text = shown(expected + "x\n", expected + "y\n", {"stdout", "x", "y", "line 4194305, column 1"});
  EXPECT_NE(text.find("    came     4194305 │ y\n"), std::string::npos) << text;
  EXPECT_LT(text.size(), 1000u);
}

TEST(ByteMark, PutsACaretUnderTheByte) {
  EXPECT_EQ(byte_mark("HTTP/1.1 200 OK\r\nA : 1\r\n\r\n", 18, plain), "    │ A·:·1␍¶\n    │  ^\n");
  EXPECT_EQ(byte_mark("HTTP/1.1 200 OK\n", 15, plain), "    │ HTTP/1.1·200·OK¶\n    │                ^\n");
  EXPECT_EQ(byte_mark("", 5, plain), "    │\n    │ ^\n");
}

TEST(Excerpts, SayWhatTheyLeaveOut) {
  EXPECT_EQ(head_of("1\n2\n3\n4\n5", 3, plain), "    │ 1\n    │ 2\n    │ 3\n    ┆ [… 2 more lines]\n");
  EXPECT_EQ(head_of("1\n2\n3\n4\n", 3, plain), "    │ 1\n    │ 2\n    │ 3\n    │ 4\n");
  EXPECT_EQ(head_of("", 3, plain), "    ┆ [nothing]\n");
  EXPECT_EQ(tail_of("1\n2\n3\n4\n5\n", 2, plain), "    ┆ [… 3 lines before]\n    │ 4\n    │ 5\n");
  EXPECT_EQ(tail_of("\n\n\n\n\n", 2, plain), "    ┆ [… 3 lines before]\n    │\n    │\n");
  EXPECT_EQ(tail_of("1\n2", 2, plain), "    │ 1\n    │ 2\n");
  EXPECT_EQ(head_of(std::string(50, 'x'), 3, narrow),
            "    │ " + std::string(33, 'x') + "…\n    ┆ [… 17 more bytes in this line]\n");
}

TEST(Excerpts, ContentCannotImitateARemark) {
  EXPECT_EQ(head_of("[… 3 more lines]\n", 3, plain), "    │ [… 3 more lines]\n");
}

TEST(Excerpts, BinaryIsHexAndStrayBytesAreNot) {
  EXPECT_TRUE(looks_binary(std::string("ab\0c", 4)));
  EXPECT_TRUE(looks_binary("\xff\xfe\xfd"));
  EXPECT_FALSE(looks_binary("some text with one \xff in it"));
  EXPECT_FALSE(looks_binary(""));
  EXPECT_EQ(head_of(std::string("\0\1", 2), 3, plain),
            "             00000000 │ 00 01                   │ ..\n");
}

TEST(Excerpts, ALineOfMegabytesIsNotReadToItsEnd) {
  const std::string line(8u << 20, 'x');
  EXPECT_LT(head_of(line, 10, plain).size(), 300u);
  EXPECT_LT(tail_of("first\n" + line, 10, plain).size(), 300u);
}

} // namespace
} // namespace bex::render
