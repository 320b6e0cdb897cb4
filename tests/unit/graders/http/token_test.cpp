#include "graders/http/token.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace bex::http {
namespace {

// RFC 7515, appendix A.1.
const std::string header = "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}";
const std::string claims =
    "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";
const std::string key_in_base64 =
    "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
const std::string whole =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
    "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

TEST(Token, TheExampleOfTheStandardIsReadAndSigned) {
  const auto token = parse_token(whole);
  ASSERT_TRUE(token);
  EXPECT_EQ(token->header, header);
  EXPECT_EQ(token->claims, claims);
  EXPECT_EQ(sign_token(header, claims, *from_base64url(key_in_base64)), whole);
}

TEST(Token, WhatIsNoneIsRefused) {
  for (const char* text :
       {"", "abc", "a.b", "a.b.c.d", "e30.e30.", "e30.W10.x", "e3.e30.x", "e30.e3=.x", "e30.\x80.x"})
    EXPECT_FALSE(parse_token(text)) << text;
  EXPECT_TRUE(parse_token("e30.e30.x"));
}

TEST(Token, Base64urlGoesThereAndBack) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    EXPECT_EQ(from_base64url(base64url(bytes)), bytes);
    bytes += static_cast<char>(i * 37);
  }
  EXPECT_EQ(base64url("\xfb\xff"), "-_8");
}

TEST(Token, NoForgeryIsTheTokenAndOnlyTheKeySignsOneMore) {
  const auto token = *parse_token(whole);
  const auto without = forgeries(token, std::nullopt), with = forgeries(token, "key");
  EXPECT_EQ(with.size(), without.size() + 1);
  for (const Forgery& forgery : with) {
    EXPECT_NE(forgery.token, whole) << forgery.name;
    EXPECT_EQ(std::ranges::count(forgery.token, '.'), 2) << forgery.name;
  }
  EXPECT_EQ(with.back().name, "a token that has expired");
  const auto expired = parse_token(with.back().token);
  EXPECT_EQ(with.back().token, sign_token(expired->header, expired->claims, "key"));
  EXPECT_NE(expired->claims.find("\"exp\":1000000000"), std::string::npos);
}

TEST(Token, AnotherPayloadKeepsTheSignature) {
  const auto forged = forgeries(*parse_token(whole), std::nullopt);
  const auto changed = std::ranges::find(forged, "a token with another payload", &Forgery::name);
  ASSERT_NE(changed, forged.end());
  const auto token = parse_token(changed->token);
  EXPECT_EQ(token->signature, whole.substr(whole.rfind('.') + 1));
  EXPECT_NE(token->claims.find("\"iss\":\"joe\""), std::string::npos); // who it is about stays
}

} // namespace
} // namespace bex::http
