#include "graders/http/schema.hpp"

#include <toml++/toml.h>

#include <gtest/gtest.h>

#include <string>

namespace bex::http {
namespace {

struct Read {
  SchemaPart schema;
  Errors errors;
};

// `text` is a TOML table that holds the schema as `s`.
Read read(const std::string& text) {
  auto document = Document::parse("exercise.toml", text);
  Read read{parse_schema(*document, *document->table().get("s")), {}};
  read.errors = document->errors();
  return read;
}

// "/pointer: wanted, came", one after the other.
std::string told(const std::string& schema, const std::string& json) {
  Read from = read("s = " + schema);
  for (const Error& error : from.errors) return "error: " + error.what;
  const Differences found = differences(*from.schema, parse_json(json).value());
  std::string text;
  for (const Difference& difference : found.first)
    text += (text.empty() ? "" : "; ") + difference.pointer + ": " + difference.want + ", " + difference.got;
  return text;
}

struct Case {
  const char* schema;
  const char* fits;
  const char* differs;
  const char* told;
};

const std::vector<Case>& keywords() {
  static const std::vector<Case> all{
      {"true", "1", nullptr, ""},
      {"false", nullptr, "1", ": nothing here, 1"},
      {R"({ type = "integer" })", "3.0", "3.5", ": integer, 3.5"},
      {R"({ type = ["string", "null"] })", "null", "true", ": string or null, true"},
      {R"({ type = "number" })", "1e3", R"("1")", R"(: number, "1")"},
      {R"({ type = "boolean" })", "false", "0", ": boolean, 0"},
      {R"({ const = 1 })", "1.0", "2", ": 1, 2"},
      {R"({ enum = ["a", "@null", 2] })", "null", R"("b")", R"(: "a" or null or 2, "b")"},
      {"{ minimum = 1, maximum = 3 }", "3", "0.5", ": at least 1, 0.5"},
      {"{ maximum = 3 }", "3", "3.01", ": at most 3, 3.01"},
      {"{ exclusiveMinimum = 1 }", "1.01", "1", ": more than 1, 1"},
      {"{ exclusiveMaximum = 3 }", "2.9", "3.0", ": less than 3, 3.0"},
      {"{ multipleOf = 0.1 }", "0.3", "0.35", ": a multiple of 0.1, 0.35"},
      {"{ minLength = 2 }", "\"\xc3\xa9\xc3\xa9\"", "\"\xc3\xa9\"", ": at least 2 letters, \"\xc3\xa9\""},
      {"{ maxLength = 1 }", "\"\xc3\xa9\"", R"("ab")", R"(: at most 1 letter, "ab")"},
      {R"({ pattern = "^a+$" })", R"("aa")", R"("ab")", R"(: a text like ^a+$, "ab")"},
      {R"({ format = "uuid" })", R"("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")", R"("f81d")",
       R"(: a UUID, "f81d")"},
      {R"({ format = "date-time" })", R"("2026-01-02T03:04:05Z")", R"("2026-01-02")",
       R"(: a date and time with a zone, "2026-01-02")"},
      {"{ minItems = 1, maxItems = 2 }", "[1]", "[]", ": at least 1 item, 0 items"},
      {"{ maxItems = 2 }", "[1,2]", "[1,2,3]", ": at most 2 items, 3 items"},
      {R"({ items = { type = "string" } })", R"(["a"])", R"(["a",1])", "/1: string, 1"},
      {R"({ prefixItems = [{ type = "null" }], items = false })", "[null]", "[null,1]",
       "/1: nothing here, 1"},
      {"{ contains = { const = 2 } }", "[1,2]", "[1]", ": an item as `contains` says, 1 item"},
      {"{ uniqueItems = true }", "[1,[1]]", "[{\"a\":1},2,{\"a\":1.0}]",
       "/2: another value than item 0, {\"a\":1.0}"},
      {"{ minProperties = 1, maxProperties = 2 }", R"({"a":1})", "{}", ": at least 1 member, 0 members"},
      {"{ maxProperties = 0 }", "{}", R"({"a":1})", ": at most 0 members, 1 member"},
      {R"({ required = ["a/b"] })", R"({"a/b":null})", "{}", "/a~1b: a value, it is required, "},
      {R"({ properties = { a = { type = "null" } } })", R"({"b":1})", R"({"a":1})", "/a: null, 1"},
      {R"({ properties = { a = true }, additionalProperties = false })", R"({"a":1})", R"({"b":1})",
       "/b: nothing here, 1"},
      {R"({ patternProperties = { "^x" = { type = "null" } }, additionalProperties = { const = 1 } })",
       R"({"xa":null,"b":1})", R"({"xa":1,"b":2})", "/xa: null, 1; /b: 1, 2"},
      {R"({ propertyNames = { maxLength = 1 } })", R"({"a":1})", R"({"ab":1})",
       R"(/ab: at most 1 letter, "ab")"},
      {R"({ allOf = [{ minimum = 1 }, { maximum = 3 }] })", "2", "4", ": at most 3, 4"},
      {R"({ anyOf = [{ type = "null" }, { minimum = 3 }] })", "3", "1",
       ": as one of the 2 of `anyOf` says, 1"},
      {R"({ oneOf = [{ minimum = 1 }, { minimum = 3 }] })", "2", "4",
       ": as just one of the 2 of `oneOf` says, and not 2, 4"},
      {R"({ not = { type = "null" } })", "1", "null", ": not as `not` says, null"},
      {R"({ if = { type = "string" }, then = { minLength = 1 }, else = { minimum = 1 } })", R"("a")", R"("")",
       R"(: at least 1 letter, "")"},
      {R"({ if = { type = "string" }, else = { minimum = 1 } })", "1", "0", ": at least 1, 0"},
      {R"({ "$ref" = "#/$defs/n", "$defs" = { n = { properties = { next = { "$ref" = "#" } }, required = ["v"] } } })",
       R"({"v":1,"next":{"v":2}})", R"({"v":1,"next":{}})", "/next/v: a value, it is required, "},
  };
  return all;
}

TEST(Schema, EachKeywordHoldsAndDoesNot) {
  for (const Case& one : keywords()) {
    if (one.fits) {
      EXPECT_EQ(told(one.schema, one.fits), "") << one.schema;
    }
    if (one.differs) {
      EXPECT_EQ(told(one.schema, one.differs), one.told) << one.schema;
    }
  }
}

TEST(Schema, KeywordsOfOtherTypesDoNotMatter) {
  EXPECT_EQ(
      told("{ minimum = 1, minLength = 1, minItems = 1, minProperties = 1, required = [\"a\"] }", "null"),
      "");
}

TEST(Schema, MistakesAreShownAtTheirPlace) {
  struct Mistake {
    const char* schema;
    int column; // behind "s = "
    const char* what;
    const char* help;
  };
  for (const Mistake& one : {
           Mistake{"1", 1, "a schema is a table", "type"},
           Mistake{R"({ tpye = "string" })", 3, "unknown key `tpye`", "`type`"},
           Mistake{R"({ type = "strin" })", 10, "JSON has no such type", "`string`"},
           Mistake{R"({ properties = { a = { minimum = "1" } } })", 34, "`minimum` is a number", ""},
           Mistake{R"({ items = [true] })", 11, "a schema is a table", ""},
           Mistake{R"({ pattern = "(" })", 13, "bad regular expression", "RE2"},
           Mistake{R"({ patternProperties = { "(" = true } })", 25, "bad regular expression", "RE2"},
           Mistake{R"({ anyOf = [] })", 11, "`anyOf` is an array of schemas", "at least one"},
           Mistake{R"({ enum = [] })", 10, "`enum` is an array of values", ""},
           Mistake{R"({ multipleOf = 0 })", 16, "`multipleOf` is more than 0", ""},
           Mistake{R"({ then = true })", 10, "there is no `if`", ""},
           Mistake{R"({ format = "email" })", 12, "", "date-time"},
           Mistake{R"({ minLength = -1 })", 15, "`minLength` must be from 0", ""},
           Mistake{R"({ "$ref" = "#/$defs/b", "$defs" = { a = true } })", 12, "`#/$defs/b` leads nowhere",
                   "`#/$defs/a`"},
           Mistake{R"({ "$ref" = "#" })", 12, "`#` leads back here", "properties"},
           Mistake{R"({ "$defs" = { a = { anyOf = [{ "$ref" = "#/$defs/a" }] } } })", 41,
                   "`#/$defs/a` leads back here", ""},
       }) {
    const Read from = read("s = " + std::string(one.schema));
    ASSERT_EQ(from.errors.size(), 1u) << one.schema;
    const Error& error = from.errors[0];
    EXPECT_TRUE(error.what.find(one.what) != std::string::npos) << one.schema << ": " << error.what;
    EXPECT_TRUE(error.help.find(one.help) != std::string::npos) << one.schema << ": " << error.help;
    ASSERT_TRUE(error.label);
    EXPECT_EQ(error.label->span.column, one.column + 4) << one.schema;
  }
}

// Neither a body nor a schema can keep the grader at it.
TEST(Schema, Limits) {
  std::string many = "[0";
  for (int i = 1; i < 20'000; ++i) many += "," + std::to_string(i);
  EXPECT_TRUE(told("{ uniqueItems = true }", many + "]").starts_with(": a value that the schema can"));
  std::string defs;
  for (int i = 0; i < 30; ++i) {
    const std::string next = "{ \"$ref\" = \"#/$defs/d" + std::to_string(i + 1) + "\" }";
    defs += "d" + std::to_string(i) + " = { allOf = [" + next + ", " + next + "] }, ";
  }
  EXPECT_TRUE(told("{ \"$ref\" = \"#/$defs/d0\", \"$defs\" = { " + defs + "d30 = true } }", "1")
                  .starts_with(": a value that the schema can"));
  std::string deep = "true";
  for (int i = 0; i < 60; ++i) deep = "{ not = " + deep + " }";
  EXPECT_TRUE(told(deep, "1").starts_with("error: schemas lie in each other"));
  EXPECT_EQ(told(R"({ pattern = "^[a-z ]*$" })", "\"" + std::string(400'000, 'a') + "\""), "");
}

} // namespace
} // namespace bex::http
