#include "graders/http/pattern.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace bex::http {
namespace {

const Variables variables{{"id", json_integer(7)}, {"name", json_text("a.b")}, {"number", json_text("7")}};

// A pattern written as JSON, as TOML would bring it.
Pattern pattern_of(const Json& json) {
  Pattern pattern;
  if (json.text()) return parse_text_pattern(*json.text()).value();
  if (json.array()) {
    pattern.kind = Match::items;
    for (const Json& item : *json.array()) pattern.items.push_back(pattern_of(item));
  } else if (json.object()) {
    pattern.kind = Match::members;
    for (const Member& member : *json.object()) {
      pattern.members.emplace_back(parse_template(member.name).value(), pattern_of(member.value));
    }
  } else {
    pattern.kind = Match::value;
    pattern.literal = json;
  }
  return pattern;
}

Differences compare(std::string_view pattern, std::string_view value, bool exact = false) {
  return differences(pattern_of(parse_json(pattern).value()), parse_json(value).value(), variables, exact);
}
bool agrees(std::string_view pattern, std::string_view value) {
  return compare(pattern, value).count == 0;
}

TEST(Pattern, ObjectsNeedTheNamedMembersOnly) {
  EXPECT_TRUE(agrees(R"({"a":1})", R"({"b":2,"a":1.0})"));
  EXPECT_FALSE(agrees(R"({"a":1,"c":1})", R"({"a":1})"));
  EXPECT_EQ(compare(R"({"a":1})", R"({"b":2,"a":1})", true).count, 1u);
  EXPECT_EQ(compare(R"({"a":{"b":1}})", R"({"a":{"b":1,"c":2}})", true).first.at(0).pointer, "/a/c");
}

TEST(Pattern, ArraysMatchItemByItem) {
  EXPECT_TRUE(agrees(R"(["@int",{"a":"@any"}])", R"([1,{"a":null}])"));
  Differences shorter = compare("[1,2,3]", "[1,2]");
  ASSERT_EQ(shorter.count, 1u);
  EXPECT_EQ(shorter.first.at(0).want, "[1,2,3]");
  EXPECT_EQ(shorter.first.at(0).got, "[1,2]");
  std::string long_value = "[\"" + std::string(300, 'a') + "\"]";
  EXPECT_EQ(compare("[]", long_value).first.at(0).got, "1 items");
}

TEST(Pattern, MatchersLookAtTypes) {
  auto only = [](std::string_view matcher, std::initializer_list<std::string_view> fitting) {
    for (std::string_view value :
         {"null", "true", "1", "1.5", "\"x\"", "\"\"", "[1]", "[]", "{\"a\":1}", "{}"}) {
      bool expected = std::find(fitting.begin(), fitting.end(), value) != fitting.end();
      EXPECT_EQ(agrees("\"" + std::string(matcher) + "\"", value), expected) << matcher << " " << value;
    }
  };
  only("@any", {"null", "true", "1", "1.5", "\"x\"", "\"\"", "[1]", "[]", "{\"a\":1}", "{}"});
  only("@null", {"null"});
  only("@bool", {"true"});
  only("@number", {"1", "1.5"});
  only("@int", {"1"});
  only("@string", {"\"x\"", "\"\""});
  only("@array", {"[1]", "[]"});
  only("@object", {"{\"a\":1}", "{}"});
  only("@nonempty", {"\"x\"", "[1]", "{\"a\":1}"});
  only("@absent", {});
  only("@regex:^x$", {"\"x\""});
  only("x", {"\"x\""});
}

TEST(Pattern, AbsentMembers) {
  EXPECT_TRUE(agrees(R"({"a":"@absent"})", R"({"b":1})"));
  EXPECT_FALSE(agrees(R"({"a":"@absent"})", R"({"a":null})"));
  EXPECT_FALSE(agrees(R"({"a":"@any"})", R"({})"));
  EXPECT_FALSE(agrees(R"({"a":"@null"})", R"({})"));
}

TEST(Pattern, VariablesKeepTheirType) {
  EXPECT_TRUE(agrees(R"("${id}")", "7"));
  EXPECT_FALSE(agrees(R"("${id}")", "\"7\""));
  EXPECT_TRUE(agrees(R"("@string:${id}")", "\"7\""));
  EXPECT_FALSE(agrees(R"("@string:${id}")", "7"));
  EXPECT_TRUE(agrees(R"("${number}")", "\"7\""));
  EXPECT_TRUE(agrees(R"("n${id}")", "\"n7\""));
  EXPECT_TRUE(agrees(R"({"${name}":1})", R"({"a.b":1})"));
}

TEST(Pattern, AnAtSignCanBeWritten) {
  EXPECT_TRUE(agrees(R"("@@int")", "\"@int\""));
  EXPECT_FALSE(agrees(R"("@@int")", "1"));
}

TEST(Pattern, ValuesInARegexStandForThemselves) {
  EXPECT_TRUE(agrees(R"("@regex:^/${name}$")", "\"/a.b\""));
  EXPECT_FALSE(agrees(R"("@regex:^/${name}$")", "\"/axb\""));
}

TEST(Pattern, TheShortestListOfPlaces) {
  Differences found =
      compare(R"({"a":{"b":1,"c":2},"d":[1,{"e/f":"@int"}]})", R"({"a":[],"d":[1,{"e/f":"x"}]})");
  ASSERT_EQ(found.first.size(), 2u);
  EXPECT_EQ(found.first.at(0).pointer, "/a");
  EXPECT_EQ(found.first.at(0).want, R"({"b":1,"c":2})");
  EXPECT_EQ(found.first.at(1).pointer, "/d/1/e~1f");
  EXPECT_EQ(found.first.at(1).want, "@int");
  EXPECT_EQ(found.first.at(1).got, "\"x\"");
}

TEST(Pattern, FivePlacesAndTheNumberOfAll) {
  std::string pattern = "[", value = "[";
  for (int i = 0; i < 200; ++i) {
    pattern += std::string(i ? "," : "") + R"({"n":1})";
    value += std::string(i ? "," : "") + R"({"n":2})";
  }
  Differences found = compare(pattern + "]", value + "]");
  EXPECT_EQ(found.first.size(), 5u);
  EXPECT_EQ(found.count, 200u);
}

TEST(Pattern, TextsOfHeadersAndBodies) {
  auto differs = [](const std::string& pattern, const std::string& text) {
    return text_difference(parse_text_pattern(pattern).value(), &text, variables).has_value();
  };
  EXPECT_FALSE(differs("@int", "12"));
  EXPECT_TRUE(differs("@int", "12x"));
  EXPECT_FALSE(differs("@list:GET, head", "HEAD,OPTIONS , get"));
  EXPECT_TRUE(differs("@list:GET, POST", "GET"));
  EXPECT_FALSE(differs("/n/${id}", "/n/7"));
  EXPECT_FALSE(differs("", ""));
  EXPECT_TRUE(differs("@absent", "x"));
  EXPECT_TRUE(differs("@nonempty", ""));
  EXPECT_EQ(text_difference(parse_text_pattern("x ${id}").value(), nullptr, variables), "x 7");
  EXPECT_EQ(text_difference(parse_text_pattern("@absent").value(), nullptr, variables), std::nullopt);
}

TEST(Pattern, WhatIsSentIsFilledIn) {
  Json json =
      parse_json(
          R"({"id":"${id}","text":"@string:${id}","none":"@null","at":"@@x","n":1.50,"l":["${name}"]})")
          .value();
  EXPECT_EQ(write_json(fill_in(pattern_of(json), variables)),
            R"({"id":7,"text":"7","none":null,"at":"@x","n":1.50,"l":["a.b"]})");
}

TEST(Pattern, UnknownMatchersAreRefused) {
  auto fault = parse_text_pattern("@unint");
  ASSERT_FALSE(fault);
  EXPECT_EQ(fault.error().what, "unknown matcher `@unint`");
  EXPECT_NE(parse_text_pattern("@timestmp").error().help.find("did you mean `@timestamp`?"),
            std::string::npos);
  EXPECT_FALSE(parse_text_pattern("@regex"));
  EXPECT_FALSE(parse_text_pattern("@regex:("));
  EXPECT_FALSE(parse_text_pattern("@regex:(${a}"));
  EXPECT_FALSE(parse_text_pattern("@"));
}

TEST(Pattern, Uuids) {
  EXPECT_TRUE(is_uuid("123e4567-E89B-12d3-a456-426614174000"));
  EXPECT_FALSE(is_uuid("123e4567e89b12d3a456426614174000"));
  EXPECT_FALSE(is_uuid("g23e4567-e89b-12d3-a456-426614174000"));
  EXPECT_FALSE(is_uuid("123e4567-e89b-12d3-a456-4266141740001"));
}

TEST(Pattern, Timestamps) {
  for (const char* good :
       {"2024-02-29T23:59:60Z", "2026-01-01t00:00:00.123456789+05:30", "1999-12-31T23:59:59z"}) {
    EXPECT_TRUE(is_timestamp(good)) << good;
  }
  for (const char* bad :
       {"2023-02-29T00:00:00Z", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+0530", "2026-1-1T00:00:00Z",
        "2026-01-01T00:00:00Zx", "2026-00-01T00:00:00Z", "2026-01-01T00:00:00+24:00", ""}) {
    EXPECT_FALSE(is_timestamp(bad)) << bad;
  }
}

} // namespace
} // namespace bex::http
