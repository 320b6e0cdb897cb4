#include "graders/http/template.hpp"

#include <gtest/gtest.h>

namespace bex::http {
namespace {

const Variables variables{
    {"id", json_integer(7)}, {"code", json_text("aB c")}, {"tags", parse_json("[\"x\", 1]").value()}};

std::string filled(std::string_view text) {
  auto parsed = parse_template(text);
  return parsed ? render(*parsed, variables) : "fault: " + parsed.error().what;
}

TEST(Template, VariablesStandForTheirText) {
  EXPECT_EQ(filled("/notes/${id}/x"), "/notes/7/x");
  EXPECT_EQ(filled("${code}${id}"), "aB c7");
  EXPECT_EQ(filled("${tags}"), "[\"x\",1]");
  EXPECT_EQ(filled("no $ {variable} }"), "no $ {variable} }");
}

TEST(Template, FiltersChangeTheText) {
  EXPECT_EQ(filled("${code|upper}"), "AB C");
  EXPECT_EQ(filled("${code|lower}"), "ab c");
  EXPECT_EQ(filled("${code|swapcase}"), "Ab C");
  EXPECT_EQ(filled("${code|upper|urlencode}"), "AB%20C");
}

TEST(Template, TheSignItselfCanBeWritten) {
  EXPECT_EQ(filled("$${id}"), "${id}");
  EXPECT_EQ(filled("$$${id}"), "$${id}");
}

TEST(Template, FaultsAreNamed) {
  EXPECT_EQ(filled("${id"), "fault: `${` without `}`");
  EXPECT_EQ(filled("${}"), "fault: `${}` names no variable");
  EXPECT_EQ(filled("${a b}"), "fault: `${a b}` names no variable");
  auto fault = parse_template("${id|uper}");
  ASSERT_FALSE(fault);
  EXPECT_EQ(fault.error().help, "did you mean `upper`?");
}

TEST(Template, ALoneVariableIsKnown) {
  EXPECT_NE(parse_template("${id}")->lone_variable(), nullptr);
  EXPECT_EQ(parse_template("${id|upper}")->lone_variable(), nullptr);
  EXPECT_EQ(parse_template("${id} ")->lone_variable(), nullptr);
  EXPECT_TRUE(parse_template("$${id}")->literal());
}

TEST(Template, AllButUnreservedLettersAreEncoded) {
  EXPECT_EQ(urlencode("az-AZ_09.~"), "az-AZ_09.~");
  EXPECT_EQ(urlencode("a/b?c=\xc3\xa9 +"), "a%2Fb%3Fc%3D%C3%A9%20%2B");
}

} // namespace
} // namespace bex::http
