#include "graders/http/html.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bex::http {
namespace {

std::string found(const std::string& page, const std::string& path) {
  return Html(page).find(path).value_or("nothing");
}

TEST(Html, TextsOfNodes) {
  const std::string page = "<!doctype html><title>A &amp; B</title><body><ul><li> one\n  more <li>two</ul>";
  EXPECT_EQ(found(page, "//title"), "A & B");
  EXPECT_EQ(found(page, "//ul/li"), "one more | two");
  EXPECT_EQ(found(page, "//p"), "nothing");
  EXPECT_EQ(found("<p></p>", "//p"), "");
  EXPECT_EQ(found("<p>a<b>c</b></p>", "//p"), "ac");
}

TEST(Html, NumbersTextsAndTruth) {
  const std::string page = "<p id=x>1<p>2";
  EXPECT_EQ(found(page, "count(//p)"), "2");
  EXPECT_EQ(found(page, "//p[1]/@id"), "x");
  EXPECT_EQ(found(page, "boolean(//q)"), "false");
  EXPECT_EQ(found(page, "concat(//p[2], ' ')"), "2");
}

// What is escaped is text, and what is not becomes elements.
TEST(Html, WhatIsEscapedIsText) {
  EXPECT_EQ(found("<p>&lt;b&gt;&quot;&#39;&amp;amp;</p>", "//p"), "<b>\"'&amp;");
  EXPECT_EQ(found("<p>&#x3c;b></p>", "count(//b)"), "0");
  EXPECT_EQ(found("<p><b>x</p>", "count(//b)"), "1");
  EXPECT_EQ(found("<input value='a\" onload=\"x'>", "//input/@value"), "a\" onload=\"x");
  EXPECT_EQ(found("<input value=\"a\" onload=\"x\">", "//input/@onload"), "x");
}

TEST(Html, LettersAreUtf8AndElementsOfHtml5AreKept) {
  EXPECT_EQ(found("<P>gr\xc3\xb6\xc3\x9f\x65</P>", "//p"), "gr\xc3\xb6\xc3\x9f\x65");
  EXPECT_EQ(found("<main><header>a</header></main>", "//main/header"), "a");
}

TEST(Html, AnythingIsAPage) {
  EXPECT_EQ(found("", "//p"), "nothing");
  EXPECT_EQ(found(std::string("\0\xff<p>x", 6), "count(//p[. = 'x'])"), "1");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  EXPECT_NE(found(deep, "count(//div)"), "");
  EXPECT_EQ(found("<p>x", "//p["), "nothing");
  EXPECT_EQ(found("<p>x", "document('/etc/passwd')"), "nothing");
}

TEST(Html, SearchesAreBounded) {
  std::string wide;
  for (int i = 0; i < 10'000; ++i) wide += "<p>x</p>";
  EXPECT_EQ(found(wide, "//p[count(//p[. = 'x']) > 0]"), "nothing");
}

TEST(Html, APathIsChecked) {
  EXPECT_TRUE(is_xpath("//ul/li[@class='x']"));
  EXPECT_TRUE(is_xpath("count(//li)"));
  EXPECT_FALSE(is_xpath("//ul["));
  EXPECT_FALSE(is_xpath("first(//ul)"));
  EXPECT_FALSE(is_xpath("//x:ul"));
  EXPECT_FALSE(is_xpath(""));
}

} // namespace
} // namespace bex::http
