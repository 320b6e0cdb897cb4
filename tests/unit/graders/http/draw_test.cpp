#include "graders/http/draw.hpp"

#include "graders/http/pattern.hpp"
#include "sandboxes/base/text.hpp"

#include <toml++/toml.h>

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace bex::http {
namespace {

std::vector<Draw> draws_of(const std::string& text, Errors& errors) {
  auto document = Document::parse("exercise.toml", text);
  Reader table(*document, document->table(), {});
  auto draws = parse_draws(table, {"host"});
  errors = document->errors();
  return draws;
}

TEST(Draw, TheSameSeedGivesTheSameAndAnotherAnother) {
  Errors errors;
  const auto draws = draws_of(
      "draw = { a = \"word\", b = \"hex 16\", c = \"uuid\", d = \"integer -3 3\", e = \"text 200\" }",
      errors);
  ASSERT_TRUE(errors.empty());
  ASSERT_EQ(draws.size(), 5u);
  for (const Draw& draw : draws) {
    EXPECT_EQ(drawn(draw, 7, 0), drawn(draw, 7, 0));
    std::set<std::string> values;
    for (std::size_t turn = 0; turn < 20; ++turn) values.insert(write_json(drawn(draw, 7, turn)));
    EXPECT_GT(values.size(), 4u) << draw.name;
  }
  // The numbers of a generator that the standard defines: the same on every machine.
  EXPECT_EQ(plain_text(drawn(draws[0], 1, 0)).size(), 6u);
  EXPECT_NE(drawn(draws[0], 1, 0), drawn(draws[0], 1ULL << 32, 0));
}

TEST(Draw, ValuesAreWhatTheyAreCalled) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    EXPECT_TRUE(is_uuid(plain_text(drawn({"u", Draw::Kind::uuid}, seed, 0))));
    const std::string text = plain_text(drawn({"t", Draw::Kind::text, 40, 40}, seed, 0));
    EXPECT_TRUE(is_text(text));
    EXPECT_GE(text.size(), 40u);
    EXPECT_EQ(trim(text), text);
    EXPECT_EQ(parse_json(write_json(json_text(text))).value(), json_text(text));
    const long number = std::stol(plain_text(drawn({"n", Draw::Kind::integer, -3, 3}, seed, 0)));
    EXPECT_TRUE(number >= -3 && number <= 3);
    EXPECT_EQ(plain_text(drawn({"n", Draw::Kind::integer, 5, 5}, seed, 0)), "5");
  }
  EXPECT_TRUE(drawn({"n", Draw::Kind::integer, INT64_MIN, INT64_MAX}, 1, 0).number());
}

TEST(Draw, HowMuchIsDrawnLiesBetweenTheTwoNumbers) {
  Errors errors;
  const auto draws =
      draws_of("draw = { a = \"text 0 3\", b = \"words 1 2\", c = \"words 2\", d = \"boolean\" }", errors);
  ASSERT_TRUE(errors.empty());
  std::set<std::size_t> words;
  std::set<std::string> texts, booleans;
  for (std::size_t turn = 0; turn < 50; ++turn) {
    texts.insert(plain_text(drawn(draws[0], 1, turn)));
    words.insert(drawn(draws[1], 1, turn).array()->size());
    EXPECT_EQ(drawn(draws[2], 1, turn).array()->size(), 2u);
    booleans.insert(write_json(drawn(draws[3], 1, turn)));
  }
  EXPECT_TRUE(texts.contains(""));
  EXPECT_GT(texts.size(), 10u);
  EXPECT_EQ(words, (std::set<std::size_t>{1, 2}));
  EXPECT_EQ(booleans, (std::set<std::string>{"false", "true"}));
}

TEST(Draw, MistakesAreShownAtTheirPlace) {
  struct Case {
    const char* text;
    int column;
    const char* what;
  };
  for (const Case& one : {Case{"draw = { a = \"wrd\" }", 14, "nothing is drawn by `wrd`"},
                          Case{"draw = { a = \"hex\" }", 14, "nothing is drawn by `hex`"},
                          Case{"draw = { a = \"word 3\" }", 14, "nothing is drawn by `word 3`"},
                          Case{"draw = { a = \"hex x\" }", 14, "`hex x` has no number"},
                          Case{"draw = { a = \"hex 0\" }", 14, "from 1 to 10000 letters or words are drawn"},
                          Case{"draw = { a = \"integer 3\" }", 14, "nothing is drawn by `integer 3`"},
                          Case{"draw = { a = \"text x 3\" }", 14, "`text x 3` has no first number"},
                          Case{"draw = { a = \"words 3 1\" }", 14, "there is no number from the first"},
                          Case{"draw = { a = \"integer 9 3\" }", 14, "there is no number from the first"},
                          Case{"draw = { host = \"word\" }", 10, "`host` cannot name a variable"}}) {
    Errors errors;
    (void)draws_of(one.text, errors);
    ASSERT_EQ(errors.size(), 1u) << one.text;
    EXPECT_TRUE(errors[0].what.starts_with(one.what)) << errors[0].what;
    ASSERT_TRUE(errors[0].label);
    EXPECT_EQ(errors[0].label->span.column, one.column) << one.text;
  }
}

} // namespace
} // namespace bex::http
