#include "runner/render/render.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace bex::render {
namespace {

Error unknown_kind() {
  return {ErrorKind::pack,
          "unknown check kind `htpp`",
          Label{"exercise.toml", {6, 8, 6}, "kind = \"htpp\"", "not a check kind"},
          "did you mean `http`?",
          {}};
}

TEST(Error, PointsAtItsPlace) {
  EXPECT_EQ(error(unknown_kind(), Style{}), "error: unknown check kind `htpp`\n"
                                            "  --> exercise.toml:6:8\n"
                                            "   |\n"
                                            " 6 | kind = \"htpp\"\n"
                                            "   |        ^^^^^^ not a check kind\n"
                                            "   = help: did you mean `http`?\n");
}

TEST(Error, TheGutterGrowsWithTheLineNumber) {
  auto wrong = unknown_kind();
  wrong.label->span.line = 1234;
  wrong.context = {"while reading the pack `x`"};
  EXPECT_EQ(error(wrong, Style{}), "error: unknown check kind `htpp`\n"
                                   "     --> exercise.toml:1234:8\n"
                                   "      |\n"
                                   " 1234 | kind = \"htpp\"\n"
                                   "      |        ^^^^^^ not a check kind\n"
                                   "      = while reading the pack `x`\n"
                                   "      = help: did you mean `http`?\n");
}

TEST(Error, WithoutAPlaceItIsTwoLines) {
  EXPECT_EQ(error({ErrorKind::usage, "no exercise here", std::nullopt, "bexercise next", {}}, Style{}),
            "error: no exercise here\n  = help: bexercise next\n");
}

TEST(Error, CaretsStandUnderWideLettersAndTabs) {
  const Error wrong{ErrorKind::pack, "bad", Label{"f", {1, 11, 3}, "\t日本 = abc", ""}, "", {}};
  EXPECT_EQ(error(wrong, Style{}), "error: bad\n"
                                   "  --> f:1:11\n"
                                   "   |\n"
                                   " 1 |         日本 = abc\n"
                                   "   |                ^^^\n");
}

TEST(Error, ALongLineIsShownRoundItsPlace) {
  const auto source = std::string(1u << 20, 'a') + "X" + std::string(1u << 20, 'b');
  const auto text =
      error({ErrorKind::pack, "bad", Label{"f", {1, (1 << 20) + 1, 1}, source, ""}, "", {}}, Style{});
  EXPECT_EQ(text, "error: bad\n  --> f:1:1048577\n   |\n 1 | …" + std::string(60, 'a') + "X" +
                      std::string(60, 'b') + "…\n   | " + std::string(61, ' ') + "^\n");
}

TEST(Error, ASpanPastTheLineStillHasACaret) {
  const Error wrong{ErrorKind::pack, "unfinished", Label{"f", {1, 9, 5}, "key", ""}, "", {}};
  EXPECT_EQ(error(wrong, Style{}), "error: unfinished\n  --> f:1:9\n   |\n 1 | key\n   |    ^\n");
}

TEST(Error, APackCannotSteerTheTerminal) {
  const Error wrong{
      ErrorKind::pack, "key `\x1b[2J`", Label{"\x1b]0;f\a", {1, 1, 1}, "\x1b[31m", "\r"}, "\x1b", {"\x1b"}};
  const auto text = error(wrong, Style{});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\r'), std::string::npos);
}

TEST(Errors, AreSeparatedAndCounted) {
  const Error one{ErrorKind::usage, "one", std::nullopt, "", {}},
      two{ErrorKind::usage, "two", std::nullopt, "", {}};
  EXPECT_EQ(errors({one}, Style{}), "error: one\n");
  EXPECT_EQ(errors({one, two}, Style{}), "error: one\n\nerror: two\n\n2 errors\n");
}

TEST(ErrorsJson, HasEverything) {
  const auto json = nlohmann::json::parse(errors_json({unknown_kind()}, "submit", 3));
  EXPECT_EQ(json["schema"], 1);
  EXPECT_EQ(json["command"], "submit");
  EXPECT_EQ(json["exit_code"], 3);
  const auto& one = json["errors"][0];
  EXPECT_EQ(one["kind"], "pack");
  EXPECT_EQ(one["file"], "exercise.toml");
  EXPECT_EQ(one["line"], 6);
  EXPECT_EQ(one["column"], 8);
  EXPECT_EQ(one["help"], "did you mean `http`?");
}

TEST(ErrorsJson, BytesThatAreNoTextAreReplaced) {
  const auto json =
      nlohmann::json::parse(errors_json({{ErrorKind::usage, "a\xff", std::nullopt, "", {}}}, "x", 2));
  EXPECT_EQ(json["errors"][0]["what"], "a\uFFFD");
}

} // namespace
} // namespace bex::render
