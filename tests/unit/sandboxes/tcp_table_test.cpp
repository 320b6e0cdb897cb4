#include "sandboxes/tcp_table.hpp"

#include <gtest/gtest.h>

namespace bex {
namespace {

const char* head =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

TEST(TcpTable, OnlyListenersOfVersion4) {
  const auto rows =
      parse_tcp_table(std::string(head) + "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 "
                                          "00:00000000 00000000  1000        0 604009 1 0 100 0 0 10 0\n"
                                          "   1: 00000000:0050 00000000:0000 0A 00000000:00000000 "
                                          "00:00000000 00000000     0        0 77 1 0 100 0 0 10 0\n"
                                          "   2: 0100007F:1F90 0100007F:9692 01 00000000:00000000 "
                                          "00:00000000 00000000  1000        0 5 1 0 100 0 0 10 0\n");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].listener.address, "127.0.0.1");
  EXPECT_EQ(rows[0].listener.port, 8080);
  EXPECT_EQ(rows[0].inode, 604009u);
  EXPECT_EQ(rows[1].listener.address, "0.0.0.0");
  EXPECT_EQ(rows[1].listener.port, 80);
}

TEST(TcpTable, Version6) {
  const auto rows =
      parse_tcp_table(std::string(head) + "   0: 00000000000000000000000001000000:1F90 "
                                          "00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 9 1 0\n"
                                          "   1: 00000000000000000000000000000000:1F91 "
                                          "00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 10 1 0\n");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].listener.address, "::1");
  EXPECT_EQ(rows[1].listener.address, "::");
  EXPECT_EQ(rows[1].listener.port, 8081);
}

TEST(TcpTable, WhatIsNotUnderstoodIsLeftOut) {
  EXPECT_TRUE(parse_tcp_table("").empty());
  EXPECT_TRUE(
      parse_tcp_table("a b c\n 0: zz:1F90 0:0 0A 0 0 0 0 0 1\n 0: 0100007F 0:0 0A 0 0 0 0 0 1\n").empty());
}

} // namespace
} // namespace bex
