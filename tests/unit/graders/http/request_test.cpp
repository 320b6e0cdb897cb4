#include "graders/http/request.hpp"

#include <gtest/gtest.h>

namespace bex::http {
namespace {

TEST(Request, BytesAreWhatIsSaid) {
  Request request{"POST", "/a", {{"Host", "h"}, {"Content-Length", "2"}}, "ok"};
  EXPECT_EQ(bytes_of(request), "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok");
}

TEST(Request, WhatCannotBeSentIsNamed) {
  EXPECT_FALSE(flaw_of({"GET", "/a%20b?c=\xc3\xa9", {{"X", "a\tb"}}, {}}));
  EXPECT_TRUE(flaw_of({"GE T", "/", {}, {}}));
  EXPECT_TRUE(flaw_of({"", "/", {}, {}}));
  EXPECT_TRUE(flaw_of({"GET", "", {}, {}}));
  EXPECT_TRUE(flaw_of({"GET", "/a b", {}, {}}));
  EXPECT_TRUE(flaw_of({"GET", "/a\r\nX: y", {}, {}}));
  EXPECT_TRUE(flaw_of({"GET", "/", {{"X", "a\r\nY: b"}}, {}})->in_headers);
}

TEST(Request, LinesForTlsNameWhomToTrust) {
  const Dial dial{"localhost", "$PORT", true, "\"$TLS_CA\""};
  EXPECT_EQ(shell_line({"GET", "/", {}, {}}, "", dial),
            "curl -i --cacert \"$TLS_CA\" \"https://localhost:$PORT/\"");
  Request raw;
  raw.raw = {"GET"};
  EXPECT_EQ(shell_line(raw, "", dial),
            "printf GET | openssl s_client -quiet -connect localhost:$PORT -CAfile \"$TLS_CA\"");
}

TEST(Request, CurlLineSendsTheSame) {
  const std::string host = "127.0.0.1:8123";
  EXPECT_EQ(shell_line({"GET", "/notes?x=1", {{"Host", host}}, {}}, host),
            "curl -i \"http://127.0.0.1:$PORT/notes?x=1\"");
  EXPECT_EQ(shell_line({"HEAD", "/", {{"Host", host}}, {}}, host),
            "curl -i --head \"http://127.0.0.1:$PORT/\"");
  EXPECT_EQ(
      shell_line({"POST",
                  "/n",
                  {{"Host", host}, {"Content-Type", "application/json"}, {"Content-Length", "7"}},
                  "{\"a\":1}"},
                 host),
      "curl -i \"http://127.0.0.1:$PORT/n\" -H 'Content-Type: application/json' --data-binary '{\"a\":1}'");
  EXPECT_EQ(
      shell_line({"PUT", "/n", {{"Host", "other"}}, "x"}, host),
      "curl -i -X PUT \"http://127.0.0.1:$PORT/n\" -H 'Host: other' -H 'Content-Type:' --data-binary x");
  EXPECT_EQ(shell_line({"GET", "/a/../$(x)", {{"Host", host}, {"X", ""}}, {}}, host),
            "curl -i --path-as-is \"http://127.0.0.1:$PORT\"'/a/../$(x)' -H 'X;'");
  EXPECT_EQ(shell_line({"OPTIONS", "*", {{"Host", host}}, {}}, host),
            "curl -i -X OPTIONS --request-target '*' \"http://127.0.0.1:$PORT/\"");
  EXPECT_EQ(shell_line({"POST", "/n", {}, std::string(5000, 'a')}, host), "");
}

TEST(Request, ABodyWithAZeroByteIsNoArgument) {
  EXPECT_EQ(shell_line({"POST", "/n", {}, std::string("a%\0\r\n\xff", 6)}, ""),
            "printf 'a%%\\000\\r\\n\\377' | curl -i \"http://127.0.0.1:$PORT/n\" -H 'Content-Type:' "
            "--data-binary @-");
  EXPECT_TRUE(
      shell_line({"POST", "/n", {}, std::string("--\0", 3)}, "").starts_with("printf -- '--\\000' | "));
}

Request raw(std::vector<std::string> pieces, bool half_close = false) {
  Request request;
  request.raw = std::move(pieces);
  request.half_close = half_close;
  return request;
}

TEST(Request, RawBytesAreALineForNc) {
  EXPECT_EQ(shell_line(raw({"GET / HTTP/1.1\r\n\r\n"}), ""),
            "printf 'GET / HTTP/1.1\\r\\n\\r\\n' | nc -w 2 127.0.0.1 \"$PORT\"");
  EXPECT_EQ(shell_line(raw({"a'%\\", std::string("\0\x80", 2)}, true), ""),
            "(printf 'a'\\''%%\\\\'; sleep 0.2; printf '\\000\\200') | nc -N 127.0.0.1 \"$PORT\"");
  EXPECT_EQ(shell_line(raw({"a", "b", "c", "d", "e"}), ""), "printf abcde | nc -w 2 127.0.0.1 \"$PORT\"");
  EXPECT_EQ(shell_line(raw({std::string(5000, 'a')}), ""), "");
  EXPECT_EQ(shell_line(raw({""}), ""), "");
}

} // namespace
} // namespace bex::http
