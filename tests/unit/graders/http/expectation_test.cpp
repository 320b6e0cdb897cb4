#include "graders/http/expectation.hpp"
#include "graders/http/http.hpp"

#include <toml++/toml.h>

#include <gtest/gtest.h>

#include <string>

namespace bex::http {
namespace {

Step step_of(const std::string& lines) {
  auto document = Document::parse("exercise.toml", "[[step]]\nrequest = \"GET /\"\n" + lines);
  Reader table(*document, document->table(), {});
  Spec spec = parse(table, {}, {});
  for (const Error& error : document->errors()) ADD_FAILURE() << error.what;
  return spec.steps.at(0);
}

Exchange answered(int status, std::string body, std::vector<Header> headers = {}) {
  Exchange exchange;
  exchange.end = Exchange::End::answered;
  exchange.response.status = status;
  exchange.response.body = std::move(body);
  exchange.response.headers = std::move(headers);
  exchange.took = Millis{10};
  return exchange;
}

// "label|want|got|where", one line each.
std::string found(const Step& step, const Exchange& exchange) {
  std::string text;
  for (const Finding& finding : examine(step, exchange, {}, "step 1").findings) {
    text += finding.label + "|" + finding.want + "|" + finding.got + "|" + finding.where + "\n";
  }
  return text;
}

TEST(Expectation, NothingExpectedIsFine) {
  EXPECT_EQ(found(step_of(""), answered(500, "x")), "");
}

TEST(Expectation, Status) {
  Step step = step_of("expect = { status = [200, 201] }");
  EXPECT_EQ(found(step, answered(201, "")), "");
  EXPECT_EQ(found(step, answered(404, "")), "status|200 or 201|404|step 1\n");
}

TEST(Expectation, Headers) {
  Step step = step_of("expect = { headers = { Location = \"/a\", X = \"@absent\", Allow = \"@list:GET\" } }");
  EXPECT_EQ(found(step, answered(200, "", {{"location", "/a"}, {"allow", "HEAD"}, {"Allow", "get"}})), "");
  EXPECT_EQ(found(step, answered(200, "", {{"Location", "/A"}, {"X", "1"}})),
            "header Location|/a|/A|step 1\nheader X|@absent|1|step 1\nheader Allow|@list:GET||step 1\n");
}

TEST(Expectation, Gzip) {
  Step step = step_of("expect = { gzip = true, body = \"ok\\n\" }");
  const std::string file(
      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\xcf\xe6\x02\x00\x7d\x0e\x16\xda\x03\x00\x00\x00", 23);
  EXPECT_EQ(found(step, answered(200, file, {{"Content-Encoding", "GZIP"}})), "");
  EXPECT_EQ(found(step, answered(200, file)), "header Content-Encoding|gzip||step 1\n");
  EXPECT_EQ(found(step, answered(200, "ok\n", {{"Content-Encoding", "gzip"}})),
            "body|a gzip file (RFC 1952)|incorrect header check|step 1\n");
  step = step_of("expect = { gzip = true, body = \"no\" }");
  EXPECT_EQ(found(step, answered(200, file, {{"Content-Encoding", "gzip"}})), "body|no|ok\n|step 1\n");
}

TEST(Expectation, Cookies) {
  Step step = step_of("expect = { cookies = { sid = \"@nonempty\", \"sid;HttpOnly\" = \"@any\" } }\n"
                      "capture = { sid = \"cookie:sid\" }\n");
  Exchange right = answered(200, "", {{"Set-Cookie", "sid=1; HttpOnly"}});
  EXPECT_EQ(found(step, right), "");
  EXPECT_EQ(plain_text(*find_value(step.captures[0].source, right.response)), "1");
  EXPECT_EQ(found(step, answered(200, "", {{"Set-Cookie", "sid="}})),
            "cookie sid|@nonempty||step 1\ncookie sid;HttpOnly|@any||step 1\n");
}

TEST(Expectation, Pages) {
  Step step = step_of(
      "expect = { html = { \"//h1\" = \"Tea\", \"count(//li)\" = \"2\", \"//ol\" = \"@absent\" } }\n");
  EXPECT_EQ(found(step, answered(200, "<h1>Tea</h1><ul><li>a<li>b</ul>")), "");
  EXPECT_EQ(found(step, answered(200, "<ul><li>a<ol><li>b<li>c</ol></ul>")),
            "html //h1|Tea||step 1\nhtml count(//li)|2|3|step 1\nhtml //ol|@absent|bc|step 1\n");
}

TEST(Expectation, AJsonPathFindsOneValueOrSeveral) {
  Step step =
      step_of("capture = { one = \"json:$.a[?@.n == 2].n\", all = \"json:$..n\", none = \"json:$.b\" }\n");
  Response response = answered(200, R"({"a":[{"n":1},{"n":2}]})").response;
  EXPECT_EQ(plain_text(*find_value(step.captures[0].source, response)), "2");
  EXPECT_EQ(plain_text(*find_value(step.captures[1].source, response)), "[1,2]");
  EXPECT_FALSE(find_value(step.captures[2].source, response));
}

TEST(Expectation, BodyAndJson) {
  EXPECT_EQ(found(step_of("expect = { body = \"\" }"), answered(200, "x")), "body||x|step 1\n");
  Step step = step_of("expect = { json = { a = 1, b = { c = \"@string\" } } }");
  EXPECT_EQ(found(step, answered(200, R"({"a":1,"b":{"c":"d"}})")), "");
  EXPECT_EQ(found(step, answered(200, R"({"a":2,"b":{}})")),
            "body /a|1|2|step 1\nbody /b/c|@string||step 1\n");
  EXPECT_EQ(found(step, answered(200, "[]")), "body|{\"a\":1,\"b\":{\"c\":\"@string\"}}|[]|step 1\n");
  EXPECT_EQ(found(step, answered(200, "<html>")), "body|JSON|<html>|byte 0\n");
  EXPECT_EQ(found(step, answered(200, "")), "body|JSON||step 1\n");
}

TEST(Expectation, TheNumberOfOtherDifferencesIsKept) {
  Step step = step_of("expect = { json = [1, 1, 1, 1, 1, 1, 1] }");
  EXPECT_EQ(examine(step, answered(200, "[0,0,0,0,0,0,0]"), {}, "").more, 2u);
}

TEST(Expectation, Time) {
  Step step = step_of("expect = { within_ms = 9 }");
  EXPECT_EQ(found(step, answered(200, "")), "time|at most 9 ms|10 ms|step 1\n");
  EXPECT_EQ(found(step_of("expect = { within_ms = 10 }"), answered(200, "")), "");
  Exchange streamed = answered(200, "a stream");
  streamed.began = Millis{4};
  EXPECT_EQ(found(step_of("expect = { begins_within_ms = 4 }"), streamed), "");
  EXPECT_EQ(found(step_of("expect = { begins_within_ms = 3 }"), streamed),
            "time|the first byte of the body within 3 ms|4 ms|step 1\n");
}

TEST(Expectation, CapturesThatFindNothing) {
  Step step = step_of("capture = { id = \"json:/id\", l = \"header:Location\" }\nexpect = { status = 200 }");
  EXPECT_EQ(found(step, answered(200, R"({"id":null})", {{"Location", ""}})), "");
  EXPECT_EQ(found(step, answered(200, R"({"id":1})")),
            "header:Location|a value, to be used as `l`||step 1\n");
  EXPECT_EQ(found(step, answered(500, "")), "status|200|500|step 1\n");
}

TEST(Expectation, BytesThatAreNoAnswer) {
  Exchange exchange;
  exchange.end = Exchange::End::faulty;
  exchange.fault = {"the rule", "bytes", 17};
  EXPECT_EQ(found(step_of("expect = { status = 200 }"), exchange), "protocol|the rule|bytes|byte 17\n");
  exchange.end = Exchange::End::cut_short;
  EXPECT_EQ(found(step_of(""), exchange), "protocol|the rule|bytes|byte 17\n");
  exchange.end = Exchange::End::silent;
  exchange.size = 5;
  EXPECT_EQ(found(step_of(""), exchange), "answer|a whole answer in time|a part of it, 5 bytes|step 1\n");
}

TEST(Expectation, Values) {
  Response response = answered(201, R"({"a":[{"b":9007199254740993}]})", {{"X", "y"}}).response;
  auto value = [&](Source::Kind kind, const char* argument) {
    auto found_value = find_value({kind, argument}, response);
    return found_value ? write_json(*found_value) : "nothing";
  };
  EXPECT_EQ(value(Source::Kind::json, "/a/0/b"), "9007199254740993");
  EXPECT_EQ(value(Source::Kind::json, "/a/1"), "nothing");
  EXPECT_EQ(value(Source::Kind::header, "x"), "\"y\"");
  EXPECT_EQ(value(Source::Kind::header, "z"), "nothing");
  EXPECT_EQ(value(Source::Kind::status, ""), "201");
}

} // namespace
} // namespace bex::http
