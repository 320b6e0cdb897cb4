#include "graders/http/json_path.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace bex::http {
namespace {

std::string found(const std::string& path, std::string_view json) {
  auto parsed = JsonPath::parse(path);
  if (!parsed) return parsed.error().what;
  auto root = parse_json(json);
  if (!root) return "no JSON";
  std::string out;
  for (const Json* node : parsed->find(*root)) out += (out.empty() ? "" : " ") + write_json(*node);
  return out;
}

struct Case {
  const char* section;
  const char* path;
  const char* json;
  const char* found;
};

const char* const shop =
    R"({"items":[{"id":1,"price":8.5,"tags":["new"]},{"id":2,"price":12},{"id":3}],"limit":10})";
const char* const nested = R"({"o":{"j":1,"k":2},"a":[5,3,[{"j":4},{"k":6}]]})";
const char* const letters = R"(["a","b","c","d","e","f","g"])";

const std::vector<Case>& selectors() {
  static const std::vector<Case> all{
      {"2.1.1", "$", "7", "7"},
      {"2.1.1", "$ .o\n['j']", nested, "1"},
      {"2.2", "$.items[1].id", shop, "2"},
      {"2.3.1", "$['o']['j']", nested, "1"},
      {"2.3.1", "$[\"o\"][\"none\"]", nested, ""},
      {"2.3.1", "$['a']", "[1]", ""},
      {"2.3.1", R"($['\'']["\""]['\u00e9\uD83D\ude00'])", R"({"'":{"\"":{"é😀":1}}})", "1"},
      {"2.3.1", R"($['\b\f\n\r\t\/\\'])", R"({"\b\f\n\r\t/\\":2})", "2"},
      {"2.3.1", "$.\xc3\xa9_1", "{\"\xc3\xa9_1\":3}", "3"},
      {"2.3.2", "$.o.*", nested, "1 2"},
      {"2.3.2", "$.a[*]", nested, R"(5 3 [{"j":4},{"k":6}])"},
      {"2.3.2", "$.limit.*", shop, ""},
      {"2.3.3", "$[1]", letters, R"("b")"},
      {"2.3.3", "$[-2]", letters, R"("f")"},
      {"2.3.3", "$[7]", letters, ""},
      {"2.3.3", "$[-8]", letters, ""},
      {"2.3.3", "$[0]", R"({"0":1})", ""},
      {"2.3.4", "$[1:3]", letters, R"("b" "c")"},
      {"2.3.4", "$[5:]", letters, R"("f" "g")"},
      {"2.3.4", "$[1:5:2]", letters, R"("b" "d")"},
      {"2.3.4", "$[5:1:-2]", letters, R"("f" "d")"},
      {"2.3.4", "$[::-1]", letters, R"("g" "f" "e" "d" "c" "b" "a")"},
      {"2.3.4", "$[-2:]", letters, R"("f" "g")"},
      {"2.3.4", "$[:99]", "[1,2]", "1 2"},
      {"2.3.4", "$[ 0 : 2 : 9007199254740991 ]", "[1,2]", "1"},
      {"2.3.4", "$[::0]", letters, ""},
      {"2.3.4", "$[0:1]", nested, ""},
      {"2.5.1", "$[0,3,0]", letters, R"("a" "d" "a")"},
      {"2.5.1", "$.o['k', 'j']", nested, "2 1"},
      {"2.5.1", "$[0:2, 5]", letters, R"("a" "b" "f")"},
      {"2.5.2", "$..j", nested, "1 4"},
      {"2.5.2", "$..[0]", nested, R"(5 {"j":4})"},
      {"2.5.2", "$.a..*", nested, R"(5 3 [{"j":4},{"k":6}] {"j":4} {"k":6} 4 6)"},
      {"2.5.2", "$..['k','j']", nested, "2 1 4 6"},
      {"2.6", "$[*].a", R"([{"a":null},{"b":1}])", "null"},
      {"2.6", "$[?@.a == null].n", R"([{"a":null,"n":1},{"n":2}])", "1"},
  };
  return all;
}

const std::vector<Case>& filters() {
  static const std::vector<Case> all{
      {"2.3.5", "$.items[?@.price < 10].id", shop, "1"},
      {"2.3.5", "$.items[?@.price <= $.limit].id", shop, "1"},
      {"2.3.5", "$.items[?(@.price)].id", shop, "1 2"},
      {"2.3.5", "$.items[?!@.price].id", shop, "3"},
      {"2.3.5", "$.items[?!(@.price > 10)].id", shop, "1 3"},
      {"2.3.5", "$.items[?@.id > 1 && @.price || @.tags].id", shop, "1 2"},
      {"2.3.5", "$.items[?@.tags[?@=='new']].id", shop, "1"},
      {"2.3.5", "$.o[?@ > 1, ?@ < 9]", nested, "2 1 2"},
      {"2.3.5", "$[?@.none == @.nothing]", "[1]", "1"},
      {"2.3.5", "$[?@.none != 1]", "[2]", "2"},
      {"2.3.5", "$[?@.none <= @.nothing]", "[3]", "3"},
      {"2.3.5", "$[?@ == [1]]", "[[1]]", "a value, a query or a function is wanted here"},
      {"2.3.5", "$[?@ == $[0]]", R"([{"a":1,"b":2},{"b":2.0,"a":1e0},{"a":1}])",
       R"({"a":1,"b":2} {"b":2.0,"a":1e0})"},
      {"2.3.5", "$[?@ >= 'b']", R"(["a","b","c",3])", R"("b" "c")"},
      {"2.3.5", "$[?@ < 3 || @ == true || @ == false]", R"([2,3,true,false,"1",null])", "2 true false"},
      {"2.3.5", "$[?@ == -1.5E+1 || @ == -0]", "[-15,0,1]", "-15 0"},
      {"2.3.5", "$[?@ <= 1]", "[true,null]", ""},
      {"2.3.5", "$[?@ == 9007199254740993 || @ == -0.5]", "[9007199254740992,9007199254740993,-5e-1]",
       "9007199254740993 -5e-1"},
      {"2.4.4", "$[?length(@) == 2]", R"(["ab","\u00e9\u00e9",[1,2],{"a":1},22,null])",
       "\"ab\" \"éé\" [1,2]"},
      {"2.4.4", "$[?length(@.a) == length(@.b)].n", R"([{"n":1},{"a":"x","b":[0],"n":2},{"a":"","n":3}])",
       "1 2"},
      {"2.4.5", "$[?count(@.*) == 2]", R"([[1,2],[1],{"a":1,"b":2},3])", R"([1,2] {"a":1,"b":2})"},
      {"2.4.6", "$[?match(@, 'a.c')]", R"(["abc","xabc","a\nc","a\rc",1])", R"("abc")"},
      {"2.4.6", "$[?match(@.a, @.re)].a",
       R"([{"a":"b","re":"a|b"},{"a":"ab","re":"a|b"},{"a":"(","re":"("}])", R"("b")"},
      {"2.4.7", "$[?search(@, '[a.]c')]", R"(["xacx","x.cx","xbc",null])", R"("xacx" "x.cx")"},
      {"2.4.7", "$[?!search(@, 'a')]", R"(["a","b"])", R"("b")"},
      {"2.4.8", "$[?value(@..x) == 1].n", R"([{"x":1,"n":1},{"y":{"x":1},"n":2},{"x":1,"y":{"x":1},"n":3}])",
       "1 2"},
  };
  return all;
}

TEST(JsonPath, EverySectionFindsItsNodes) {
  for (const auto* cases : {&selectors(), &filters()}) {
    for (const Case& one : *cases) {
      EXPECT_EQ(found(one.path, one.json), one.found) << "section " << one.section << ": " << one.path;
    }
  }
}

struct Refused {
  const char* section;
  const char* path;
  std::size_t offset;
};

const std::vector<Refused>& refused() {
  static const std::vector<Refused> all{
      {"2.1", "", 0},
      {"2.1", "a", 0},
      {"2.1", " $", 0},
      {"2.1", "$ ", 1},
      {"2.1", "$.a ", 3},
      {"2.1", "$x", 1},
      {"2.1", "$[9007199254740992]", 2},
      {"2.3.1", "$.", 2},
      {"2.3.1", "$. a", 2},
      {"2.3.1", "$.1a", 2},
      {"2.3.1", "$['a]", 5},
      {"2.3.1", "$['\\\"']", 4},
      {"2.3.1", "$['\\x']", 4},
      {"2.3.1", "$['\\ud800']", 5},
      {"2.3.1", "$['\\ud800\\u0041']", 5},
      {"2.3.1", "$['\\udc00']", 5},
      {"2.3.1", "$['\\u12']", 5},
      {"2.3.1", "$['\n']", 3},
      {"2.3.3", "$[]", 2},
      {"2.3.3", "$[01]", 2},
      {"2.3.3", "$[-0]", 2},
      {"2.3.3", "$[-]", 3},
      {"2.3.3", "$[1", 3},
      {"2.3.3", "$[1.0]", 3},
      {"2.3.4", "$[1:2:3:4]", 7},
      {"2.3.4", "$[:-]", 4},
      {"2.3.5", "$[?]", 3},
      {"2.3.5", "$[?1]", 3},
      {"2.3.5", "$[?'a' && @.b]", 3},
      {"2.3.5", "$[?@.* == 1]", 3},
      {"2.3.5", "$[?1 == @..a]", 8},
      {"2.3.5", "$[?!@.a == 1]", 8},
      {"2.3.5", "$[?@.a = 1]", 7},
      {"2.3.5", "$[?(@.a]", 7},
      {"2.3.5", "$[?@.a == 1 == 2]", 12},
      {"2.3.5", "$[?@ == 01]", 8},
      {"2.3.5", "$[?@ == 1.]", 10},
      {"2.3.5", "$[?@ == -]", 9},
      {"2.3.5", "$[?!!@.a]", 4},
      {"2.3.5", "$[?@ == True]", 8},
      {"2.4.3", "$[?length(@.a)]", 3},
      {"2.4.3", "$[?length(@.*) == 1]", 10},
      {"2.4.3", "$[?count(1) == 1]", 9},
      {"2.4.3", "$[?match(@, 'a') == true]", 3},
      {"2.4.3", "$[?length(match(@, 'a')) == 1]", 10},
      {"2.4.3", "$[?length (@) == 1]", 3},
      {"2.4.3", "$[?length(@, 1) == 1]", 14},
      {"2.4.3", "$[?match(@,)]", 11},
      {"2.4.3", "$[?lengths(@) == 1]", 3},
      {"2.5.2", "$..", 3},
      {"2.5.2", "$...a", 3},
  };
  return all;
}

TEST(JsonPath, WhatIsNotValidIsRefusedAtItsByte) {
  for (const Refused& one : refused()) {
    auto parsed = JsonPath::parse(one.path);
    ASSERT_FALSE(parsed) << "section " << one.section << ": " << one.path;
    EXPECT_EQ(parsed.error().offset, one.offset) << one.path << ": " << parsed.error().what;
  }
}

// Nothing that a pack or a body holds exhausts the stack or takes for ever.
TEST(JsonPath, Limits) {
  std::string deep = "$[?";
  for (int i = 0; i < 1000; ++i) deep += "(";
  EXPECT_FALSE(JsonPath::parse(deep));
  std::string wide = "[0";
  for (int i = 0; i < 20'000; ++i) wide += ",0";
  EXPECT_EQ(found("$[?$[?@ == 0]]", wide + "]"), "");
  std::string search = "[\"" + std::string(1'600'000, 'a') + "\"";
  for (int i = 0; i < 60; ++i) search += ",0";
  EXPECT_EQ(found("$[?search($[0], 'a')]", search + "]"), "");
}

} // namespace
} // namespace bex::http
