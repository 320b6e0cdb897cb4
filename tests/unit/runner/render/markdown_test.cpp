#include "runner/render/render.hpp"

#include <gtest/gtest.h>

namespace bex::render {
namespace {

const Style plain{false, true, false, 40};
const Style ascii{false, false, false, 40};
const Style colored{true, true, true, 40};

TEST(Markdown, HeadingsAreUnderlinedByLevel) {
  EXPECT_EQ(markdown("# Undo log\ntext\n## Part\n### Small\nend\n", plain),
            "Undo log\n════════\n\ntext\n\nPart\n────\n\nSmall\n\nend\n");
  EXPECT_EQ(markdown("# Undo\n", ascii), "Undo\n====\n");
}

TEST(Markdown, ParagraphsAreWrapped) {
  EXPECT_EQ(markdown("A program reads operations from its\ninput, one a line, and prints.\n\nNext.\n", plain),
            "A program reads operations from its\ninput, one a line, and prints.\n\nNext.\n");
  EXPECT_EQ(markdown("one two three four five six seven eight nine\n", plain),
            "one two three four five six seven eight\nnine\n");
  EXPECT_EQ(markdown("hard  \nbreak\n", plain), "hard\nbreak\n");
}

TEST(Markdown, ListsNest) {
  EXPECT_EQ(markdown("Do:\n\n- a\n- b\n  - c\n    1. one\n    2. two\n- d\n\nend\n", plain),
            "Do:\n\n• a\n• b\n  • c\n    1. one\n    2. two\n• d\n\nend\n");
  EXPECT_EQ(markdown("3. three\n4. four\n", plain), "3. three\n4. four\n");
  EXPECT_EQ(markdown("- a\n", ascii), "* a\n");
}

TEST(Markdown, LooseListsKeepTheirParagraphs) {
  EXPECT_EQ(markdown("- a\n\n  more\n\n- b\n", plain), "• a\n\n  more\n\n• b\n");
}

TEST(Markdown, ItemsAreWrappedUnderTheirText) {
  EXPECT_EQ(markdown("10. one two three four five six seven eight\n", plain),
            "10. one two three four five six seven\n    eight\n");
}

TEST(Markdown, TasksShowTheirState) {
  EXPECT_EQ(markdown("- [x] done\n- [ ] open\n", plain), "• [x] done\n• [ ] open\n");
}

TEST(Markdown, CodeIsIndentedAndNotWrapped) {
  EXPECT_EQ(markdown("Run:\n\n```sh\n./prog   a\n\n\tx\n```\nend\n", plain),
            "Run:\n\n    ./prog   a\n\n        x\n\nend\n");
  const std::string wide(100, 'w');
  EXPECT_EQ(markdown("    " + wide + "\n", plain), "    " + wide + "\n");
}

TEST(Markdown, InlineCodeKeepsItsQuotesWithoutColour) {
  EXPECT_EQ(markdown("say `a b` **now** *please*\n", plain), "say `a b` now please\n");
  EXPECT_EQ(markdown("say `a` **now**\n", colored), "say \x1b[36ma\x1b[0m \x1b[1mnow\x1b[0m\n");
}

TEST(Markdown, QuotesAndRules) {
  EXPECT_EQ(
      markdown("> one\n>\n> two\n\n---\n", plain), "│ one\n│\n│ two\n\n" + []() {
        std::string line;
        for (int i = 0; i < 40; ++i) line += "─";
        return line;
      }() + "\n");
}

TEST(Markdown, TablesAlignAndWrapTheirCells) {
  EXPECT_EQ(
      markdown("| key | n | meaning |\n|---|--:|---|\n| `id` | 1 | the name of it |\n| x | 22 | |\n", plain),
      "key    n  meaning\n"
      "────  ──  ──────────────\n"
      "`id`   1  the name of it\n"
      "x     22\n");
  EXPECT_EQ(markdown("| a | b |\n|---|---|\n| key | one two three four five six seven eight |\n", plain),
            "a    b\n"
            "───  ───────────────────────────────────\n"
            "key  one two three four five six seven\n"
            "     eight\n");
}

TEST(Markdown, LinksNameTheirTargetOrAreClickable) {
  EXPECT_EQ(markdown("see [the RFC](https://a.b/c)\n", plain), "see the RFC (https://a.b/c)\n");
  EXPECT_EQ(markdown("see <https://a.b/c>\n", plain), "see https://a.b/c\n");
  EXPECT_EQ(markdown("[x](https://a.b/c)\n", colored), "\x1b]8;;https://a.b/c\x1b\\x\x1b]8;;\x1b\\\n");
  EXPECT_EQ(markdown("[x](file:///etc/passwd)\n", Style{false, true, true, 40}), "x (file:///etc/passwd)\n");
}

TEST(Markdown, EntitiesAndHtmlAreText) {
  EXPECT_EQ(markdown("a &lt; b &amp;&#233;&#x4e2d;&unknown; <b>c</b>\n", plain),
            "a < b &é中&unknown; <b>c</b>\n");
  EXPECT_EQ(markdown("&#27;[31m\n", plain), "\\x1b[31m\n");
}

TEST(Markdown, APackCannotSteerTheTerminal) {
  const auto text =
      markdown("# \x1b[2J\n`\x1b[1A`\n\n    \x1b]0;x\a\n\n[a](https://x/\x1b[)\n\n- \x9b\n", colored);
  // What is left of ESC is only what paint() wrote.
  for (auto at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b', at + 1))
    EXPECT_TRUE(text.compare(at, 2, "\x1b[") == 0 && text.find('m', at) <= at + 6) << text.substr(at, 12);
  EXPECT_EQ(text.find('\a'), std::string::npos);
}

TEST(Markdown, NothingComesOfNothing) {
  EXPECT_EQ(markdown("", plain), "");
  EXPECT_EQ(markdown("\n\n", plain), "");
}

} // namespace
} // namespace bex::render
