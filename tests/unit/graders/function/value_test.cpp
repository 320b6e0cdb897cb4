#include "graders/function/value.hpp"

#include <gtest/gtest.h>

namespace bex::function {
namespace {

constexpr Type integer{Base::integer, 0}, number{Base::number, 0}, text{Base::text, 0}, truth{Base::truth, 0};
constexpr Type integers{Base::integer, 1}, numbers{Base::number, 1}, table{Base::integer, 2};

std::string misfit_of(const std::string& json, const Type& type) {
  auto value = parse_value(json).value();
  const auto misfit = make_fit(value, type);
  return misfit ? misfit->place + " " + misfit->is + " for " + misfit->due : "";
}

std::string difference_of(const Rule& rule, const Type& type, const std::string& want,
                          const std::string& got) {
  auto a = parse_value(want).value(), b = parse_value(got).value();
  EXPECT_FALSE(make_fit(a, type));
  EXPECT_FALSE(make_fit(b, type));
  const auto difference = first_difference(rule, a, b);
  return difference ? difference->place + " " + show(difference->want, 100) + " " + show(difference->got, 100)
                    : "same";
}

TEST(FunctionValue, JsonComesBackAsItWas) {
  for (const std::string json : {"null", "true", "-9223372036854775808", "9223372036854775807", "0.5", "3.0",
                                 "1e+300", "\"a\\\"\\\\\\n\\u0001é\"", "[]", "[[1,2],[],[3]]", "{\"a\":[1]}",
                                 "9223372036854775808", "123456789012345678901234567890"})
    EXPECT_EQ(write_json(parse_value(json).value()), json);
  EXPECT_TRUE(std::holds_alternative<Huge>(parse_value("9223372036854775808")->data));
  EXPECT_TRUE(std::holds_alternative<Huge>(parse_value("-123456789012345678901234567890")->data));
}

TEST(FunctionValue, WhatIsHostileIsRefused) {
  EXPECT_FALSE(parse_value(""));
  EXPECT_FALSE(parse_value("[1"));
  EXPECT_FALSE(parse_value("NaN"));
  EXPECT_FALSE(parse_value("1 2"));
  EXPECT_EQ(parse_value(std::string(100'000, '[')).error(), "nested deeper than 64 levels");
  std::string many = "[0";
  for (int i = 0; i < 2'000'000; ++i) many += ",0";
  EXPECT_EQ(parse_value(many + "]").error(), "more than 2000000 values");
}

TEST(FunctionValue, WhatIsNotOfTheType) {
  EXPECT_EQ(misfit_of("3", integer), "");
  EXPECT_EQ(misfit_of("3", number), "");
  EXPECT_EQ(misfit_of("[1, 2.5]", numbers), "");
  EXPECT_EQ(misfit_of("3.0", integer), " a float for an int");
  EXPECT_EQ(misfit_of("true", integer), " a bool for an int");
  EXPECT_EQ(misfit_of("1", truth), " an int for a bool");
  EXPECT_EQ(misfit_of("\"3\"", integer), " text for an int");
  EXPECT_EQ(misfit_of("null", text), " null for text");
  EXPECT_EQ(misfit_of("9223372036854775808", integer), " an int of more than 64 bits for an int");
  EXPECT_EQ(misfit_of("{}", integers), " an object for list<int>");
  EXPECT_EQ(misfit_of("[[1], [2, \"x\"]]", table), "[1][1] text for an int");
  EXPECT_EQ(misfit_of("[1]", table), "[0] an int for list<int>");
}

TEST(FunctionValue, IntegersAreComparedWithoutLoss) {
  EXPECT_EQ(difference_of({}, integer, "9007199254740993", "9007199254740992"),
            " 9007199254740993 9007199254740992");
  EXPECT_EQ(difference_of({}, integers, "[1, 2]", "[1, 2]"), "same");
  EXPECT_EQ(difference_of({}, table, "[[1], [2, 3]]", "[[1], [2, 4]]"), "[1][1] 3 4");
  EXPECT_EQ(difference_of({}, table, "[[1], [2, 3]]", "[[1], [2]]"), "[1] [2, 3] [2]");
}

TEST(FunctionValue, FloatsMayDifferByTheTolerance) {
  EXPECT_EQ(difference_of({}, number, "0.3", "0.30000000000000004"), " 0.3 0.30000000000000004");
  EXPECT_EQ(difference_of({1e-9, 0, false}, numbers, "[0.3, 1]", "[0.30000000000000004, 1]"), "same");
  EXPECT_EQ(difference_of({0, 1e-3, false}, number, "1000", "1000.9"), "same");
  EXPECT_EQ(difference_of({0, 1e-3, false}, number, "1000", "1001.1"), " 1000.0 1001.1");
}

TEST(FunctionValue, InAnyOrderMeansTheOutermostList) {
  const Rule any{0, 0, true};
  EXPECT_EQ(difference_of(any, integers, "[1, 2, 2]", "[2, 1, 2]"), "same");
  EXPECT_EQ(difference_of(any, integers, "[1, 2, 2]", "[2, 1, 1]"), " [1, 2, 2] [2, 1, 1]");
  EXPECT_EQ(difference_of(any, table, "[[1, 2], [3]]", "[[3], [1, 2]]"), "same");
  EXPECT_EQ(difference_of(any, table, "[[1, 2], [3]]", "[[3], [2, 1]]"), " [[1, 2], [3]] [[3], [2, 1]]");
}

TEST(FunctionValue, ForPeopleLongOnesAreCut) {
  EXPECT_EQ(show(parse_value("[1, [true, \"a\\\"b\"], 2.0]").value(), 100), "[1, [true, \"a\\\"b\"], 2.0]");
  EXPECT_EQ(show(parse_value("[1,2,3,4,5,6,7,8,9]").value(), 10), "[1, 2, 3, 4, ... 5 more]");
  const auto long_text = show(parse_value("\"" + std::string(100, 'x') + "\"").value(), 30);
  EXPECT_EQ(long_text, "\"" + std::string(30, 'x') + "\"... (100 bytes)");
}

} // namespace
} // namespace bex::function
