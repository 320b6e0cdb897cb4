#include "graders/http/message.hpp"

#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

namespace bex::http {
namespace {

using State = ResponseParser::State;
constexpr std::size_t body_limit = 1 << 20;

struct Read {
  State state = State::more;
  Response response;
  Fault fault;
};

Read read(const std::vector<std::string>& pieces, bool closed = false, bool to_head = false,
          std::size_t limit = body_limit) {
  ResponseParser parser(to_head, limit);
  for (const std::string& piece : pieces) parser.feed(piece);
  if (closed) parser.end();
  return {parser.state(), parser.response(), parser.fault()};
}

std::string summary(const Read& result) {
  std::string text = std::to_string(static_cast<int>(result.state)) + "|" +
                     std::to_string(result.response.status) + "|" + result.response.reason + "|" +
                     result.response.body + "|" + std::to_string(result.response.stays_open);
  for (const Header& field : result.response.headers) text += "|" + field.name + "=" + field.value;
  return text + "|" + result.fault.rule + "|" + result.fault.got + "|" + std::to_string(result.fault.offset);
}

struct Bad {
  const char* name;
  std::string bytes;
  std::size_t offset;
  const char* rule; // a part of it
  bool closed = false;
  bool to_head = false;
};

const std::vector<Bad>& bad_heads() {
  static const std::vector<Bad> all{
      {"not HTTP", "hello\n", 0, "begins with a status line"},
      {"lower case", "http/1.1 200 OK\r\n\r\n", 0, "begins with a status line"},
      {"empty line first", "\r\nHTTP/1.1 200 OK\r\n\r\n", 0, "begins with a status line"},
      {"version 2", "HTTP/2 200 OK\r\n\r\n", 5, "begins with a status line"},
      {"version 1.2", "HTTP/1.2 200 OK\r\n\r\n", 7, "the version is"},
      {"two spaces", "HTTP/1.1  200 OK\r\n\r\n", 9, "three digits"},
      {"four digits", "HTTP/1.1 2000 OK\r\n\r\n", 12, "three digits"},
      {"two digits", "HTTP/1.1 20 OK\r\n\r\n", 11, "three digits"},
      {"status 099", "HTTP/1.1 099 OK\r\n\r\n", 9, "from 100 to 599"},
      {"status 600", "HTTP/1.1 600 OK\r\n\r\n", 9, "from 100 to 599"},
      {"no space after the status", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 12,
       "one space after the status"},
      {"switching unasked", "HTTP/1.1 101 Switching\r\n\r\n", 9, "101"},
      {"LF in the status line", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", 15, "CR LF"},
      {"LF after a header", "HTTP/1.1 200 OK\r\nA: b\n\r\n", 21, "CR LF"},
      {"CR in a value", "HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n", 22, "CR stands only before LF"},
      {"NUL in a value", std::string("HTTP/1.1 200 OK\r\nA: \0b\r\n\r\n", 26), 20, "control letters"},
      {"escape in the reason", "HTTP/1.1 200 \x1b[1m\r\n\r\n", 13, "control letters"},
      {"space before the colon", "HTTP/1.1 200 OK\r\nA : b\r\n\r\n", 18, "space between a header's name"},
      {"folded", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", 23, "not folded"},
      {"space before the first header", "HTTP/1.1 200 OK\r\n A: b\r\n\r\n", 17, "not folded"},
      {"no colon", "HTTP/1.1 200 OK\r\nAb\r\n\r\n", 19, "a name, a colon and a value"},
      {"no name", "HTTP/1.1 200 OK\r\n: b\r\n\r\n", 17, "a name before the colon"},
      {"bad letter in a name", "HTTP/1.1 200 OK\r\nA(b: c\r\n\r\n", 18, "name is letters"},
      {"space in a name", "HTTP/1.1 200 OK\r\nA b: c\r\n\r\n", 18, "name is letters"},
      {"tab before the colon", "HTTP/1.1 200 OK\r\nA\t: b\r\n\r\n", 18, "space between a header's name"},
      {"no minor version", "HTTP/1. 200 OK\r\n\r\n", 7, "the version is"},
      {"version 11", "HTTP/11 200 OK\r\n\r\n", 6, "begins with a status line"},
      {"nothing after the version", "HTTP/1.1\r\n\r\n", 8, "one space after the version"},
      {"tab after the version", "HTTP/1.1\t200 OK\r\n\r\n", 8, "one space after the version"},
      {"tab after the status", "HTTP/1.1 200\tOK\r\n\r\n", 12, "one space after the status"},
      {"reason before the status", "HTTP/1.1 OK 200\r\n\r\n", 9, "three digits"},
      {"CR in the status line", "HTTP/1.1 200 O\rK\r\n\r\n", 15, "CR stands only before LF"},
      {"DEL in a value", "HTTP/1.1 200 OK\r\nA: \x7f\r\n\r\n", 20, "control letters"},
  };
  return all;
}

const std::vector<Bad>& bad_lengths() {
  static const std::vector<Bad> all{
      {"length is no number", "HTTP/1.1 200 OK\r\nContent-Length: 2x\r\n\r\nok", 17, "digits only"},
      {"length is signed", "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok", 17, "digits only"},
      {"length is empty", "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n", 17, "digits only"},
      {"length too long", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", 17, "2^63"},
      {"two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok", 36,
       "Content-Length once"},
      {"a list of lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok", 17, "one number"},
      {"length and chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n", 45,
       "not both"},
      {"unknown coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 17,
       "`chunked`, once"},
      {"chunked twice", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n", 17,
       "`chunked`, once"},
      {"chunks in 1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 17, "HTTP/1.0"},
      {"chunks on 204", "HTTP/1.1 204 No\r\nTransfer-Encoding: chunked\r\n\r\n", 17, "status 204"},
      {"length on 204", "HTTP/1.1 204 No\r\nContent-Length: 2\r\n\r\n", 17, "status 204"},
      {"length on 100", "HTTP/1.1 100 Go\r\nContent-Length: 2\r\n\r\n", 17, "status 100"},
      {"blanks in a length", "HTTP/1.1 200 OK\r\nContent-Length: 1 2\r\n\r\nok", 17, "digits only"},
      {"length in hexadecimal", "HTTP/1.1 200 OK\r\nContent-Length: 0x2\r\n\r\nok", 17, "digits only"},
      {"two other lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok", 36,
       "Content-Length once"},
      {"coding identity", "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n", 17, "`chunked`, once"},
      {"coding after chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", 17,
       "`chunked`, once"},
      {"chunks on 100", "HTTP/1.1 100 Go\r\nTransfer-Encoding: chunked\r\n\r\n", 17, "status 100"},
  };
  return all;
}

const std::vector<Bad>& bad_bodies() {
  static const std::vector<Bad> all{
      {"no size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", 47, "hexadecimal"},
      {"size 0x2", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x2\r\nok\r\n", 48,
       "nothing but `;`"},
      {"space after the size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2 \r\nok\r\n", 48,
       "nothing but `;`"},
      {"extension without a name", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;=a\r\nok\r\n", 49,
       "a name after"},
      {"unclosed quotes", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=\"b\r\nok\r\n", 53,
       "quoted text"},
      {"huge chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", 47,
       "2^63"},
      {"chunk too long", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokk\r\n", 52,
       "after the bytes of a chunk"},
      {"LF after a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\n", 52,
       "after the bytes of a chunk"},
      {"length as trailer",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 2\r\n\r\n", 50,
       "after the body"},
      {"size with a sign", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n+2\r\nok\r\n", 47,
       "hexadecimal"},
      {"LF after a size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\nok\r\n", 48, "CR LF"},
      {"chunk too short", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nok\r\n0\r\n\r\n", 53,
       "after the bytes of a chunk"},
      {"extension without a value", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=\r\nok\r\n", 51,
       "a word or a quoted text"},
      {"coding as trailer",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nTransfer-Encoding: x\r\n\r\n", 50,
       "after the body"},
      {"folded trailer", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n c\r\n\r\n", 56,
       "not folded"},
      {"trailer without a colon", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nAb\r\n\r\n", 52,
       "a name, a colon and a value"},
      {"no line end after the last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", 50,
       "chunk of size 0", true},
      {"chunks for HEAD", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 47,
       "that has no body", false, true},
      {"bytes after a 204 with a length of 0", "HTTP/1.1 204 No\r\nContent-Length: 0\r\n\r\nx", 38,
       "that has no body"},
      {"bytes after the body", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokay", 40,
       "no bytes after the body"},
      {"a line end after the body", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok\r\n", 40,
       "no bytes after the body"},
      {"bytes after chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\nb", 58,
       "no bytes after the body"},
      {"body on 204", "HTTP/1.1 204 No\r\n\r\nbody", 19, "that has no body"},
      {"body on 304", "HTTP/1.1 304 Not\r\nContent-Length: 4\r\n\r\nbody", 39, "that has no body"},
      {"body on HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody", 38, "that has no body", false,
       true},
      {"fault after 100", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 20 OK\r\n\r\n", 36, "three digits"},
      {"closed at once", "", 0, "not one byte", true},
      {"closed in the head", "HTTP/1.1 200 OK\r\nContent", 24, "ends with an empty line", true},
      {"closed in the body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nok", 40, "3 bytes were missing",
       true},
      {"closed in a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nok", 52,
       "chunk of size 0", true},
      {"closed before the last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n", 54,
       "chunk of size 0", true},
      {"closed after 100", "HTTP/1.1 100 Continue\r\n\r\n", 25, "ends with an empty line", true},
  };
  return all;
}

std::vector<Bad> bad_answers() {
  std::vector<Bad> all = bad_heads();
  for (const auto* more : {&bad_lengths(), &bad_bodies()}) all.insert(all.end(), more->begin(), more->end());
  return all;
}

struct Good {
  const char* name;
  std::string bytes;
  int status;
  std::string body;
  bool stays_open;
  bool closed = false;
  bool to_head = false;
};

const std::vector<Good>& good_answers() {
  static const std::vector<Good> all{
      {"plain", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok", true},
      {"no reason", "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", 200, "", true},
      {"blanks round a value", "HTTP/1.1 200 OK\r\nContent-Length: \t 2 \t\r\n\r\nok", 200, "ok", true},
      {"no blank after the colon", "HTTP/1.1 200 OK\r\ncontent-length:2\r\n\r\nok", 200, "ok", true},
      {"leading zeros", "HTTP/1.1 200 OK\r\nContent-Length: 002\r\n\r\nok", 200, "ok", true},
      {"letters beyond ASCII", "HTTP/1.1 200 \xc3\xa9\r\nX: \xc3\xa9\r\nContent-Length: 0\r\n\r\n", 200, "",
       true},
      {"empty value", "HTTP/1.1 200 OK\r\nX:\r\nContent-Length: 0\r\n\r\n", 200, "", true},
      {"close", "HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false},
      {"1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false},
      {"1.0 kept", "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nok", 200, "ok",
       true},
      {"until close", "HTTP/1.1 200 OK\r\n\r\nall of it", 200, "all of it", false, true},
      {"nothing until close", "HTTP/1.0 200 OK\r\n\r\n", 200, "", false, true},
      {"chunks",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nok\r\n0A\r\n0123456789\r\n0\r\n\r\n", 200,
       "ok0123456789", true},
      {"chunk with line ends",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n\r\n\r\n\r\n000\r\n\r\n", 200, "\r\n\r\n",
       true},
      {"extensions",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a;b=c;d=\"e;\\\"f\"\r\nok\r\n0;z\r\n\r\n", 200,
       "ok", true},
      {"trailers", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nDigest: x\r\n\r\n", 200, "",
       true},
      {"204", "HTTP/1.1 204 No Content\r\n\r\n", 204, "", true},
      {"204 with a length of 0", "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", 204, "", true},
      {"304 with a length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n", 304, "", true},
      {"HEAD with a length", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", 200, "", true, false, true},
      {"HEAD with chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 200, "", true, false,
       true},
      {"HEAD without a length", "HTTP/1.1 200 OK\r\n\r\n", 200, "", true, false, true},
      {"a name in any case", "HTTP/1.1 200 OK\r\ncOnTeNt-LeNgTh: 2\r\n\r\nok", 200, "ok", true},
      {"a reason of many words", "HTTP/1.1 599 It: is \"so\", (here)\r\nContent-Length: 0\r\n\r\n", 599, "",
       true},
      {"close among others", "HTTP/1.1 200 OK\r\nConnection: x,,close\r\nContent-Length: 0\r\n\r\n", 200, "",
       false},
      {"a size with zeros and capitals",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n00A\r\n0123456789\r\n0000\r\n\r\n", 200,
       "0123456789", true},
      {"a value with a colon", "HTTP/1.1 200 OK\r\nLocation: http://x:1/\r\nContent-Length: 0\r\n\r\n", 200,
       "", true},
      {"after 100 and 103",
       "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 201 "
       "Made\r\nContent-Length: 1\r\n\r\na",
       201, "a", true},
  };
  return all;
}

TEST(Message, EveryFaultIsFoundAtItsByte) {
  for (const Bad& bad : bad_answers()) {
    SCOPED_TRACE(bad.name);
    Read result = read({bad.bytes}, bad.closed, bad.to_head);
    EXPECT_EQ(result.state, State::fault);
    EXPECT_EQ(result.fault.offset, bad.offset);
    EXPECT_NE(result.fault.rule.find(bad.rule), std::string::npos) << result.fault.rule;
  }
}

TEST(Message, AnAlertOfTlsIsKnown) {
  const Read result = read({"\x15\x03\x03"});
  EXPECT_EQ(result.state, State::fault);
  EXPECT_NE(result.fault.rule.find("a word of TLS"), std::string::npos) << result.fault.rule;
}

TEST(Message, EveryFaultNamesItsSection) {
  for (const Bad& bad : bad_answers()) {
    std::string rule = read({bad.bytes}, bad.closed, bad.to_head).fault.rule;
    std::size_t at = rule.rfind(" (RFC 911");
    ASSERT_NE(at, std::string::npos) << rule;
    EXPECT_TRUE(rule.ends_with(")")) << rule;
    EXPECT_TRUE(rule.substr(at).starts_with(" (RFC 9110, ") || rule.substr(at).starts_with(" (RFC 9112, "));
  }
}

TEST(Message, AnAnswerTakesNoByteOfTheNext) {
  const std::string one = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  ResponseParser parser(false, body_limit);
  EXPECT_EQ(parser.take(one + "HTTP"), one.size());
  EXPECT_EQ(parser.state(), State::done);
  EXPECT_EQ(parser.take("HTTP"), 0u);
  EXPECT_EQ(parser.raw(), one);
}

TEST(Message, WhereItSaysClose) {
  EXPECT_EQ(read({"HTTP/1.1 200 OK\r\nA: b\r\nconnection: x, CLOSE\r\nContent-Length: 0\r\n\r\n"})
                .response.says_close,
            23u);
  EXPECT_FALSE(read({"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"}).response.says_close);
}

TEST(Message, ValidAnswersAreTakenWhole) {
  for (const Good& good : good_answers()) {
    SCOPED_TRACE(good.name);
    Read result = read({good.bytes}, good.closed, good.to_head);
    ASSERT_EQ(result.state, State::done) << result.fault.rule;
    EXPECT_EQ(result.response.status, good.status);
    EXPECT_EQ(result.response.body, good.body);
    EXPECT_EQ(result.response.stays_open, good.stays_open);
  }
}

TEST(Message, EveryCutGivesTheSame) {
  auto check = [](const std::string& bytes, bool closed, bool to_head) {
    std::string whole = summary(read({bytes}, closed, to_head));
    std::vector<std::string> letters;
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
      EXPECT_EQ(summary(read({bytes.substr(0, cut), bytes.substr(cut)}, closed, to_head)), whole)
          << "cut at " << cut;
      if (cut < bytes.size()) letters.push_back(bytes.substr(cut, 1));
    }
    EXPECT_EQ(summary(read(letters, closed, to_head)), whole) << "byte by byte";
  };
  for (const Bad& bad : bad_answers()) {
    SCOPED_TRACE(bad.name);
    check(bad.bytes, bad.closed, bad.to_head);
  }
  for (const Good& good : good_answers()) {
    SCOPED_TRACE(good.name);
    check(good.bytes, good.closed, good.to_head);
  }
}

TEST(Message, EveryPrefixOfAnAnswerWithALengthIsUnfinished) {
  for (const Good& good : good_answers()) {
    if (good.closed) continue;
    SCOPED_TRACE(good.name);
    for (std::size_t cut = 0; cut < good.bytes.size(); ++cut) {
      EXPECT_EQ(read({good.bytes.substr(0, cut)}, false, good.to_head).state, State::more) << cut;
      EXPECT_EQ(read({good.bytes.substr(0, cut)}, true, good.to_head).state, State::fault) << cut;
    }
  }
}

TEST(Message, AResetIsNoOrderlyEnd) {
  ResponseParser parser(false, body_limit);
  parser.feed("HTTP/1.1 200 OK\r\n\r\npart");
  EXPECT_EQ(parser.end(true), State::fault);
  EXPECT_EQ(parser.fault().offset, 23u);
}

TEST(Message, LimitsHold) {
  std::string head = "HTTP/1.1 200 OK\r\n";
  EXPECT_EQ(read({head + "Content-Length: 11\r\n\r\n01234567890"}, false, false, 10).state, State::too_large);
  EXPECT_EQ(read({head + "Content-Length: 10\r\n\r\n0123456789"}, false, false, 10).state, State::done);
  EXPECT_EQ(read({head + "\r\n01234567890"}, false, false, 10).state, State::too_large);
  EXPECT_EQ(read({head + "X: " + std::string(ResponseParser::head_limit, 'a')}).state, State::too_large);
  std::string hints;
  for (int i = 0; i < 4000; ++i) hints += "HTTP/1.1 103 Early Hints\r\n\r\n";
  EXPECT_EQ(read({hints}).state, State::too_large);
  ResponseParser parser(false, body_limit);
  parser.feed(head + "\r\n" + std::string(2 * ResponseParser::raw_limit, 'a'));
  EXPECT_EQ(parser.raw().size(), ResponseParser::raw_limit);
  EXPECT_EQ(parser.size(), head.size() + 2 + 2 * ResponseParser::raw_limit);
}

TEST(Message, HeadersOfOneNameAreJoined) {
  Read result = read({"HTTP/1.1 200 OK\r\nAllow: GET\r\nX: y\r\nallow: HEAD\r\nContent-Length: 0\r\n\r\n"});
  EXPECT_EQ(result.response.header("ALLOW"), "GET, HEAD");
  EXPECT_EQ(result.response.header("Location"), std::nullopt);
}

TEST(Message, CookiesAndTheirAttributes) {
  Response response;
  response.headers = {{"Set-Cookie", "a=1; Path=/x"},
                      {"set-cookie", "sid = \"2=3\" ;HttpOnly; path=/; Max-Age=9"},
                      {"Set-Cookie", "A=4"}};
  EXPECT_EQ(response.cookie("a"), "1");
  EXPECT_EQ(response.cookie("sid"), "\"2=3\"");
  EXPECT_EQ(response.cookie("sid;Path"), "/");
  EXPECT_EQ(response.cookie("sid;httponly"), "");
  EXPECT_EQ(response.cookie("sid;Secure"), std::nullopt);
  EXPECT_EQ(response.cookie("a;Max-Age"), std::nullopt);
  EXPECT_EQ(response.cookie("none"), std::nullopt);
}

TEST(Message, TheEvidenceHoldsTheStrayBytes) {
  Read result = read({"HTTP/1.1 204 No\r\n\r\n", "bo", "dy"});
  EXPECT_EQ(result.fault.got, "body");
}

} // namespace
} // namespace bex::http
