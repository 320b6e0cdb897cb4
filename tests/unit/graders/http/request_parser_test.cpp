#include "graders/http/request_parser.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bex::http {
namespace {

using State = RequestParser::State;
constexpr std::size_t body_limit = 1 << 20;

struct Bad {
  const char* name;
  std::string bytes;
  std::size_t offset;
  const char* rule; // a part of it
  bool closed = false;
};

const std::vector<Bad>& bad_requests() {
  const std::string host = "Host: a\r\n";
  static const std::vector<Bad> all{
      {"empty line first", "\r\nGET / HTTP/1.1\r\n\r\n", 0, "not with an empty line"},
      {"TLS", "\x16\x03\x01\x02", 0, "the beginning of TLS"},
      {"no method", " / HTTP/1.1\r\n\r\n", 0, "begins with a method"},
      {"a method with a bad letter", "G(T / HTTP/1.1\r\n\r\n", 1, "begins with a method"},
      {"the method alone", "GET\r\n\r\n", 3, "begins with a method"},
      {"two spaces", "GET  / HTTP/1.1\r\n\r\n", 4, "a path that begins with `/`"},
      {"no version", "GET /\r\n\r\n", 5, "one space and the version"},
      {"a blank in the target", "GET /a b HTTP/1.1\r\n\r\n", 7, "the line ends behind it"},
      {"a blank at the end", "GET / HTTP/1.1 \r\n\r\n", 6, "the line ends behind it"},
      {"version 2", "PRI * HTTP/2.0\r\n\r\n", 4, "a path that begins with `/`"},
      {"small version", "GET / http/1.1\r\n\r\n", 6, "the version is"},
      {"a whole URL", "GET http://a/ HTTP/1.1\r\n\r\n", 4, "a path that begins with `/`"},
      {"no slash", "GET rates HTTP/1.1\r\n\r\n", 4, "a path that begins with `/`"},
      {"a star for GET", "GET * HTTP/1.1\r\n\r\n", 4, "a path that begins with `/`"},
      {"a fragment", "GET /a#b HTTP/1.1\r\n\r\n", 6, "no fragment"},
      {"a letter beyond ASCII", "GET /\xc3\xa4 HTTP/1.1\r\n\r\n", 5, "only the letters of a URL"},
      {"a brace", "GET /{id} HTTP/1.1\r\n\r\n", 5, "only the letters of a URL"},
      {"half of an escape", "GET /%4 HTTP/1.1\r\n\r\n", 5, "two hexadecimal digits"},
      {"LF in the line", "GET / HTTP/1.1\nHost: a\n\n", 14, "CR LF"},
      {"LF after a header", "GET / HTTP/1.1\r\nHost: a\n\r\n", 23, "CR LF"},
      {"no Host", "GET / HTTP/1.1\r\nA: b\r\n\r\n", 22, "has the header `Host`"},
      {"two Hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 25, "`Host` once"},
      {"space before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 20, "space between a header's name"},
      {"folded", "GET / HTTP/1.1\r\n" + host + " b: c\r\n\r\n", 25, "not folded"},
      {"both lengths",
       "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 26,
       "not both"},
      {"length is no number", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1,\r\n\r\n", 26, "one number"},
      {"another coding", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\n\r\n", 26,
       "`chunked`, once"},
      {"a chunk without a size", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nx\r\n", 56,
       "hexadecimal digits"},
      {"closed in the head", "GET / HTTP/1.1\r\nHo", 18, "an empty line: it had not come", true},
      {"closed in the body", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nabc", 50,
       "2 bytes were missing", true},
      {"closed in a chunk", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n5\r\nabc", 62,
       "a chunk of size 0", true},
  };
  return all;
}

TEST(RequestParser, NamesEveryFaultWithItsByte) {
  for (const Bad& bad : bad_requests()) {
    SCOPED_TRACE(bad.name);
    RequestParser parser(body_limit);
    parser.take(bad.bytes);
    if (bad.closed) parser.end();
    ASSERT_EQ(parser.state(), State::fault);
    EXPECT_EQ(parser.fault().offset, bad.offset);
    EXPECT_NE(parser.fault().rule.find(bad.rule), std::string::npos) << parser.fault().rule;
  }
}

TEST(RequestParser, HoweverItIsCut) {
  const std::string bytes =
      "POST /a/b?c=%20 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nX: 1\r\nX: 2\r\n\r\n"
      "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n";
  for (std::size_t at = 0; at <= bytes.size(); ++at) {
    RequestParser parser(body_limit);
    parser.take(std::string_view(bytes).substr(0, at));
    EXPECT_EQ(parser.state(), at == bytes.size() ? State::done : State::more) << at;
    EXPECT_EQ(parser.take(std::string_view(bytes).substr(at)), bytes.size() - at);
    ASSERT_EQ(parser.state(), State::done) << at;
    EXPECT_EQ(parser.request().method, "POST");
    EXPECT_EQ(parser.request().target, "/a/b?c=%20");
    EXPECT_EQ(parser.request().path(), "/a/b");
    EXPECT_EQ(parser.request().body, "abcde");
    EXPECT_EQ(parser.request().header("x"), "1, 2");
    EXPECT_TRUE(parser.request().stays_open);
  }
}

TEST(RequestParser, WhatIsFine) {
  const std::vector<std::string> fine{
      "GET / HTTP/1.0\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /a;b=c/@:!$&'()*+,=~?d/?e HTTP/1.1\r\nHost:\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
      "M-SEARCH / HTTP/1.1\r\nhost: a\r\nConnection: close\r\n\r\n",
  };
  for (const std::string& bytes : fine) {
    RequestParser parser(body_limit);
    EXPECT_EQ(parser.take(bytes + "GET "), bytes.size()) << bytes;
    EXPECT_EQ(parser.state(), State::done) << parser.fault().rule;
  }
  RequestParser idle(body_limit);
  EXPECT_EQ(idle.end(true), State::more); // nobody has begun a request
}

TEST(RequestParser, Limits) {
  RequestParser body(10);
  body.take("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n01234567890");
  EXPECT_EQ(body.state(), State::too_large);
  RequestParser head(10);
  head.take("GET / HTTP/1.1\r\nA: " + std::string(70'000, 'a'));
  EXPECT_EQ(head.state(), State::too_large);
}

TEST(RequestParser, WaitsToContinue) {
  RequestParser parser(body_limit);
  parser.take("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n");
  EXPECT_FALSE(parser.waits_to_continue());
  parser.take("\r\n");
  EXPECT_TRUE(parser.waits_to_continue());
  parser.take("a");
  EXPECT_FALSE(parser.waits_to_continue());
}

} // namespace
} // namespace bex::http
