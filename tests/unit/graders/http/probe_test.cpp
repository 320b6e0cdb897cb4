#include "graders/http/probe.hpp"

#include <gtest/gtest.h>

namespace bex::http {
namespace {

TEST(Probe, AUrlIsAHostAndAPort) {
  auto plain = parse_url("http://127.0.0.1:8080");
  ASSERT_TRUE(plain) << plain.error();
  EXPECT_EQ(plain->host, "127.0.0.1");
  EXPECT_EQ(plain->port, 8080);
  EXPECT_EQ(parse_url("http://localhost")->port, 80);
  EXPECT_EQ(parse_url("http://localhost:81/")->port, 81);
  EXPECT_EQ(parse_url("http://[::1]:82")->host, "[::1]");
  EXPECT_EQ(parse_url("http://[::1]:82")->port, 82);
  EXPECT_EQ(parse_url("http://[::1]")->host, "[::1]");
  EXPECT_FALSE(plain->tls);
  EXPECT_TRUE(parse_url("https://a.test")->tls);
  EXPECT_EQ(parse_url("https://a.test")->port, 443);
  EXPECT_EQ(parse_url("https://a.test:81/")->port, 81);
}

TEST(Probe, EveryOtherUrlIsRefused) {
  for (const auto& [url, reason] :
       {std::pair{"127.0.0.1:8080", "http://"}, std::pair{"https://", "no host"},
        std::pair{"http://", "no host"}, std::pair{"http://:80", "no host"},
        std::pair{"http://a:0", "1 to 65535"}, std::pair{"http://a:65536", "1 to 65535"},
        std::pair{"http://a:", "1 to 65535"}, std::pair{"http://a:8x", "1 to 65535"},
        std::pair{"http://a/b", "more than"}, std::pair{"http://a?b", "more than"},
        std::pair{"http://u@a", "more than"}, std::pair{"http://a b", "no host"},
        std::pair{"http://$(x)", "no host"}, std::pair{"http://[]:80", "no host"}}) {
    auto address = parse_url(url);
    ASSERT_FALSE(address) << url;
    EXPECT_NE(address.error().find(reason), std::string::npos) << url << ": " << address.error();
  }
}

} // namespace
} // namespace bex::http
