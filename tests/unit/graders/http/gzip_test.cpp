#include "graders/http/gzip.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bex::http {
namespace {

const std::string
    tea("\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x2b\x49\x4d\xd4\x51\x28\x41\x26\xb8\x00\x38\xb1\x6f\x8b"
        "\x13\x00\x00\x00",
        28);

TEST(Gzip, OneMemberOrSeveral) {
  EXPECT_EQ(unzip(tea, 100), "tea, tea, tea, tea\n");
  EXPECT_EQ(unzip(tea + tea, 38), "tea, tea, tea, tea\ntea, tea, tea, tea\n");
}

TEST(Gzip, WhatIsNone) {
  EXPECT_EQ(unzip("", 9).error(), "it ends too early");
  EXPECT_EQ(unzip("tea, tea, tea, tea\n", 100).error(), "incorrect header check");
  EXPECT_EQ(unzip(tea.substr(0, tea.size() - 1), 100).error(), "it ends too early");
  EXPECT_EQ(unzip(tea + "!", 100).error(), "it ends too early");
  EXPECT_EQ(unzip(tea, 18).error(), "there are more than 18 bytes in it");
  std::string damaged = tea;
  damaged.back() = 1; // the length
  EXPECT_EQ(unzip(damaged, 100).error(), "incorrect length check");
}

TEST(Gzip, NeitherTheZlibFormatNorBareDeflate) {
  const std::string zlib("\x78\x9c\x2b\x49\x4d\xd4\x51\x28\x41\x26\xb8\x00\x3d\x59\x05\xd7", 16);
  EXPECT_FALSE(unzip(zlib, 100));
  EXPECT_FALSE(unzip(zlib.substr(2, zlib.size() - 6), 100));
}

} // namespace
} // namespace bex::http
