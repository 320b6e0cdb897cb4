#include "sandboxes/sock_diag.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <netinet/tcp.h>
#include <string>

using namespace bex;

namespace {

template <class Body> std::string message(int type, const Body& body) {
  nlmsghdr header{};
  header.nlmsg_len = NLMSG_LENGTH(sizeof body);
  header.nlmsg_type = static_cast<std::uint16_t>(type);
  std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
  bytes.append(reinterpret_cast<const char*>(&body), sizeof body);
  bytes.resize(NLMSG_ALIGN(bytes.size()));
  return bytes;
}

inet_diag_msg listener(int family, const char* address, std::uint16_t port, int state = TCP_LISTEN) {
  inet_diag_msg body{};
  body.idiag_family = static_cast<std::uint8_t>(family);
  body.idiag_state = static_cast<std::uint8_t>(state);
  body.id.idiag_sport = htons(port);
  ::inet_pton(family, address, body.id.idiag_src);
  body.idiag_rqueue = 3;
  body.idiag_wqueue = 128;
  return body;
}

} // namespace

TEST(SockDiag, TellsAddressPortAndQueue) {
  DumpEnd end;
  const auto sockets = parse_dump(
      message(20, listener(AF_INET, "127.0.0.1", 8080)) + message(20, listener(AF_INET6, "::1", 80)), end);
  ASSERT_EQ(sockets.size(), 2u);
  EXPECT_EQ(sockets[0].listener.address, "127.0.0.1");
  EXPECT_EQ(sockets[0].listener.port, 8080);
  EXPECT_EQ(sockets[0].waiting, 3u);
  EXPECT_EQ(sockets[0].backlog, 128u);
  EXPECT_EQ(sockets[1].listener.address, "::1");
  EXPECT_FALSE(end.done);
}

TEST(SockDiag, LeavesOutWhatDoesNotListen) {
  DumpEnd end;
  EXPECT_TRUE(parse_dump(message(20, listener(AF_INET, "127.0.0.1", 1, TCP_ESTABLISHED)), end).empty());
}

TEST(SockDiag, KnowsTheEndAndTheKernelsError) {
  DumpEnd end;
  (void)parse_dump(message(NLMSG_DONE, 0), end);
  EXPECT_TRUE(end.done);
  EXPECT_EQ(end.error, 0);
  DumpEnd failed;
  (void)parse_dump(message(NLMSG_ERROR, -ENOENT), failed);
  EXPECT_TRUE(failed.done);
  EXPECT_EQ(failed.error, ENOENT);
}

TEST(SockDiag, ACutMessageEndsTheReading) {
  const auto whole = message(20, listener(AF_INET, "127.0.0.1", 8080));
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    DumpEnd end;
    EXPECT_TRUE(parse_dump(std::string_view(whole).substr(0, cut), end).empty()) << cut;
  }
}
