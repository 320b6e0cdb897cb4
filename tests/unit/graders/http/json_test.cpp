#include "graders/http/json.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bex::http {
namespace {

Json json(std::string_view text) {
  return parse_json(text).value();
}
bool same(std::string_view a, std::string_view b) {
  return json(a) == json(b);
}

TEST(Json, NumbersAreComparedByValueWithoutLoss) {
  EXPECT_TRUE(same("1", "1.0"));
  EXPECT_TRUE(same("1e2", "100"));
  EXPECT_TRUE(same("-0", "0"));
  EXPECT_TRUE(same("0.1", "0.10000000000000001"));
  EXPECT_FALSE(same("9007199254740993", "9007199254740992"));
  EXPECT_FALSE(same("9007199254740993", "9007199254740992.0"));
  EXPECT_TRUE(same("9223372036854775807", "9223372036854775807.0"));
  EXPECT_FALSE(same("18446744073709551616", "18446744073709551617"));
  EXPECT_TRUE(same("0.0", "1e-400"));
  EXPECT_FALSE(parse_json("1e400"));
  EXPECT_FALSE(same("1", "\"1\""));
}

TEST(Json, WholeNumbers) {
  EXPECT_TRUE(is_whole({"12"}));
  EXPECT_TRUE(is_whole({"12.0"}));
  EXPECT_TRUE(is_whole({"1.5e1"}));
  EXPECT_FALSE(is_whole({"1.5"}));
  EXPECT_FALSE(is_whole({"1e-1"}));
}

TEST(Json, ObjectsAreEqualInAnyOrderAndArraysAreNot) {
  EXPECT_TRUE(same(R"({"a":1,"b":[2]})", R"({"b":[2],"a":1})"));
  EXPECT_FALSE(same(R"({"a":1})", R"({"a":1,"b":2})"));
  EXPECT_FALSE(same("[1,2]", "[2,1]"));
  EXPECT_FALSE(same("null", "false"));
}

TEST(Json, WrittenInTheShortestForm) {
  EXPECT_EQ(write_json(json(R"( { "b" : [ 1 , 2.50, true, null ] , "a" : "x" } )")),
            R"({"b":[1,2.50,true,null],"a":"x"})");
  EXPECT_EQ(write_json(json("[]")) + write_json(json("{}")), "[]{}");
  EXPECT_EQ(write_json(json_text("\"\\\n\x01\xc3\xa9")), "\"\\\"\\\\\\n\\u0001\xc3\xa9\"");
  EXPECT_EQ(write_json(json("9007199254740993")), "9007199254740993");
}

TEST(Json, FaultsHaveAPlace) {
  auto fault = parse_json("{\"a\": tru}");
  ASSERT_FALSE(fault);
  EXPECT_EQ(fault.error().offset, 9u);
  EXPECT_FALSE(parse_json(""));
  EXPECT_FALSE(parse_json("1 2"));
  EXPECT_FALSE(parse_json("\"\xff\""));
  EXPECT_FALSE(parse_json("{'a':1}"));
}

TEST(Json, HostileSizesAreRefused) {
  std::string deep(201, '['), level(200, '[');
  EXPECT_FALSE(parse_json(deep + std::string(201, ']')));
  EXPECT_TRUE(parse_json(level + std::string(200, ']')));
  std::string many = "[0";
  for (int i = 0; i < 100'000; ++i) many += ",0";
  EXPECT_FALSE(parse_json(many + "]"));
}

TEST(Json, PointersFindWhatTheyName) {
  Json document = json(R"({"a":{"b/c":[10,{"~":"x"}]},"":1,"0":2})");
  auto at = [&](const char* pointer) {
    const Json* found = at_pointer(document, pointer);
    return found ? write_json(*found) : "nothing";
  };
  EXPECT_EQ(at("/a/b~1c/0"), "10");
  EXPECT_EQ(at("/a/b~1c/1/~0"), "\"x\"");
  EXPECT_EQ(at("/"), "1");
  EXPECT_EQ(at("/0"), "2");
  EXPECT_EQ(at(""), write_json(document));
  EXPECT_EQ(at("/a/b~1c/2"), "nothing");
  EXPECT_EQ(at("/a/b~1c/00"), "nothing");
  EXPECT_EQ(at("/a/b~1c/-"), "nothing");
  EXPECT_EQ(at("/x/y"), "nothing");
  EXPECT_EQ(pointer_step("b/c~"), "/b~1c~0");
}

TEST(Json, PointersHaveASyntax) {
  EXPECT_TRUE(is_pointer(""));
  EXPECT_TRUE(is_pointer("/a~0b/~1"));
  EXPECT_FALSE(is_pointer("a"));
  EXPECT_FALSE(is_pointer("/a~"));
  EXPECT_FALSE(is_pointer("/a~2"));
}

TEST(Json, OfANameThatComesTwiceTheLastCounts) {
  EXPECT_EQ(write_json(*json(R"({"a":1,"a":2})").find("a")), "2");
}

} // namespace
} // namespace bex::http
