#include "runner/render/style.hpp"
#include "runner/render/text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bex::render {
namespace {

const Style plain{};
const Style colored{true, true, true, 80};
const Style ascii{false, false, false, 80};

TEST(Paint, WrapsTextOnlyWithColour) {
  EXPECT_EQ(paint(colored, Paint::red, "no"), "\x1b[31mno\x1b[0m");
  EXPECT_EQ(paint(plain, Paint::red, "no"), "no");
  EXPECT_EQ(paint(colored, Paint::plain, "x"), "x");
  EXPECT_EQ(paint(colored, Paint::bold, ""), "");
}

TEST(WidthOf, CountsColumnsNotBytes) {
  EXPECT_EQ(width_of("abc"), 3);
  EXPECT_EQ(width_of("é✓"), 2);
  EXPECT_EQ(width_of("日本"), 4);
  EXPECT_EQ(width_of("e\u0301"), 1);              // a combining accent
  EXPECT_EQ(width_of("\xff\xfe"), 2);             // malformed: a column for each byte
  EXPECT_EQ(width_of("\x1b[1;31mred\x1b[0m"), 3); // CSI
  EXPECT_EQ(width_of("\x1b]8;;http://a/\x1b\\link\x1b]8;;\x1b\\"), 4);
  EXPECT_EQ(width_of("\x1b]0;title\a!"), 1);
  EXPECT_EQ(width_of("\x1b"), 0);
  EXPECT_EQ(width_of("\x1b[31"), 0); // never ended
}

TEST(Safe, NothingSteersTheTerminal) {
  EXPECT_EQ(safe("\x1b[2J\x1b]0;x\a"), "\\x1b[2J\\x1b]0;x\\x07");
  EXPECT_EQ(safe("\x9b"
                 "31m"),
            "\\x9b31m"); // a lone byte is no letter
  EXPECT_EQ(safe("\u009b"
                 "31m"),
            "\\u{9b}31m");                                     // C1 CSI as UTF-8
  EXPECT_EQ(safe("a\u202Eb\u2066c"), "a\\u{202e}b\\u{2066}c"); // reorders what follows
  EXPECT_EQ(safe("\uFEFFx"), "\\u{feff}x");
  EXPECT_EQ(safe(std::string("a\0b\x7f", 4)), "a\\x00b\\x7f");
  EXPECT_EQ(safe("over\rwritten\b"), "over\\rwritten\\x08");
}

TEST(Safe, KeepsTextAndLineEnds) {
  EXPECT_EQ(safe("grüße 日本 👍\n"), "grüße 日本 👍\n");
  EXPECT_EQ(safe("a\r\nb\n"), "a\nb\n");
  EXPECT_EQ(safe("a\tb\n\tc"), "a       b\n        c");
}

TEST(Safe, MalformedUtf8IsShownByteByByte) {
  EXPECT_EQ(safe("\xc3("), "\\xc3(");
  EXPECT_EQ(safe("\xc0\xaf"), "\\xc0\\xaf");              // overlong
  EXPECT_EQ(safe("\xed\xa0\x80"), "\\xed\\xa0\\x80");     // a surrogate
  EXPECT_EQ(safe("ok\xf0\x9f\x91"), "ok\\xf0\\x9f\\x91"); // cut short
}

TEST(Cut, LeavesWhatFitsAndSaysSo) {
  EXPECT_EQ(cut("hello", 5, plain), "hello");
  EXPECT_EQ(cut("hello!", 5, plain), "hell…");
  EXPECT_EQ(cut("hello!", 5, ascii), "he...");
  EXPECT_EQ(cut("日本語", 4, plain), "日…"); // a wide letter is never split
  EXPECT_EQ(cut("", 0, plain), "");
}

TEST(Counted, GroupsDigitsAndKnowsOne) {
  EXPECT_EQ(counted(1, "line"), "1 line");
  EXPECT_EQ(counted(0, "line"), "0 lines");
  EXPECT_EQ(counted(3214, "line"), "3,214 lines");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1234567), "1,234,567");
}

TEST(BorderBefore, NeverSplitsALetter) {
  const std::string text = "a👍b";
  EXPECT_EQ(border_before(text, 1), 1u);
  EXPECT_EQ(border_before(text, 2), 1u);
  EXPECT_EQ(border_before(text, 4), 1u);
  EXPECT_EQ(border_before(text, 5), 5u);
  EXPECT_EQ(border_before(text, 99), 6u);
  EXPECT_EQ(border_before("\x80\x80\x80\x80", 3), 3u); // no letters at all
}

std::string wrapped(const std::vector<Piece>& pieces, int columns, const Style& style = plain) {
  std::string out;
  for (const auto& line : wrap(pieces, columns)) out += "|" + shown(line, style) + "\n";
  return out;
}

TEST(Wrap, BreaksAtBlanksAndInsideWordsThatAreTooWide) {
  EXPECT_EQ(wrapped({{"one two three", Paint::plain, {}}}, 8), "|one two\n|three\n");
  EXPECT_EQ(wrapped({{"a abcdefgh", Paint::plain, {}}}, 4), "|a\n|abcd\n|efgh\n");
  EXPECT_EQ(wrapped({{"one\ntwo", Paint::plain, {}}}, 20), "|one\n|two\n");
  EXPECT_EQ(wrapped({{"a   b", Paint::plain, {}}}, 20), "|a b\n");
  EXPECT_EQ(wrapped({}, 20), "|\n");
}

TEST(Wrap, AWordMaySpanPaintsAndPaintsDoNotLeakOverLineEnds) {
  const std::vector<Piece> pieces{
      {"say ", Paint::plain, {}}, {"very lo", Paint::bold, {}}, {"ud", Paint::plain, {}}};
  EXPECT_EQ(wrapped(pieces, 9, colored), "|say \x1b[1mvery\x1b[0m\n|\x1b[1mlo\x1b[0mud\n");
}

TEST(Wrap, LinksAreWrappedLineByLine) {
  EXPECT_EQ(wrapped({{"go on", Paint::plain, "https://a.b/"}}, 3, Style{false, true, true, 80}),
            "|\x1b]8;;https://a.b/\x1b\\go\x1b]8;;\x1b\\\n|\x1b]8;;https://a.b/\x1b\\on\x1b]8;;\x1b\\\n");
}

TEST(Wrap, AWordOfAMegabyteTakesLinearTime) {
  const auto lines = wrap({{std::string(1u << 20, 'x'), Paint::plain, {}}}, 80);
  EXPECT_EQ(lines.size(), (1u << 20) / 80 + 1);
}

TEST(Paragraph, IndentsAllLinesAlike) {
  EXPECT_EQ(
      paragraph("one two three four five six seven eight nine ten", "hint: ", Style{false, true, false, 40}),
      "hint: one two three four five six seven\n      eight nine ten\n");
}

} // namespace
} // namespace bex::render
