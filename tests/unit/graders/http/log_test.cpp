#include "graders/http/log.hpp"

#include <gtest/gtest.h>

namespace bex::http {
namespace {

// { status = 404, path = "/${name}" }
LogLine wanted(std::optional<std::size_t> times = {}) {
  LogLine line;
  line.pattern.kind = Match::members;
  Pattern status{Match::value, Json{Number{"404"}}, {}, {}, {}, {}};
  line.pattern.members.emplace_back(*parse_template("status"), std::move(status));
  line.pattern.members.emplace_back(*parse_template("path"), *parse_text_pattern("/${name}"));
  line.times = times;
  return line;
}

std::string found(const LogLine& line, std::string_view written) {
  Examination examination = examine_log(line, written, {{"name", json_text("a")}}, "step 2");
  std::string text;
  for (const Finding& finding : examination.findings)
    text += finding.label + "|" + finding.want + "|" + finding.got + "|" + finding.where + "\n";
  return text;
}

const std::string right = "{\"status\":404,\"path\":\"/a\",\"ms\":1}\n";

TEST(Log, ALineMatches) {
  EXPECT_EQ(found(wanted(), "starting\n" + right + right), "");
  EXPECT_EQ(found(wanted(2), right + "[1]\n" + right), "");
  EXPECT_EQ(found(wanted(0), "{\"status\":404,\"path\":\"/b\"}\n"), "");
}

TEST(Log, TheNearestLineIsShown) {
  EXPECT_EQ(found(wanted(), "{\"status\":1}\n{\"status\":200,\"path\":\"/a\"}\n{\"path\":1}\n"),
            "log /status|404|200|step 2\n");
  EXPECT_EQ(found(wanted(), "{\"status\":1,\"path\":\"/a\"}\n{\"status\":2,\"path\":\"/a\"}\n"),
            "log /status|404|2|step 2\n");
}

TEST(Log, TooManyOrTooFew) {
  EXPECT_EQ(found(wanted(1), right + right), "log|1 line like {\"status\":404,\"path\":\"/a\"}|2|step 2\n");
  EXPECT_EQ(found(wanted(0), right), "log|0 lines like {\"status\":404,\"path\":\"/a\"}|1|step 2\n");
  EXPECT_EQ(found(wanted(2), right), "log|2 lines like {\"status\":404,\"path\":\"/a\"}|1|step 2\n");
}

TEST(Log, WhatIsNoLineOfJson) {
  const std::string want = "log|a line of JSON like {\"status\":404,\"path\":\"/a\"}|";
  EXPECT_EQ(found(wanted(), ""), want + "|step 2\n");
  EXPECT_EQ(found(wanted(), "GET /a 404\n\n"), want + "2 lines, none with a JSON object|step 2\n");
  EXPECT_EQ(found(wanted(), right.substr(0, right.size() - 1)), want + "|step 2\n"); // not yet a line
}

} // namespace
} // namespace bex::http
