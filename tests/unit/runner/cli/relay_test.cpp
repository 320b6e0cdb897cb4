#include "runner/cli/relay.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

using namespace bex;
using namespace bex::cli;

namespace {

// A relay between two people who hold the far ends.
struct Between {
  Fd one, other;
  std::optional<Relay> relay;

  Between() {
    int left[2], right[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, left), 0);
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, right), 0);
    one = Fd(left[0]), other = Fd(right[0]);
    relay.emplace(Fd(left[1]), Fd(right[1]));
  }

  // Until nothing moves any more.
  void work() {
    for (int turns = 0; turns < 1000 && !relay->over(); ++turns) {
      auto all = relay->watched();
      if (::poll(all.data(), all.size(), 0) == 0) return;
      relay->move(all);
    }
    EXPECT_TRUE(relay->over()) << "the relay is busy for ever";
  }
};

void say(const Fd& fd, const std::string& text) {
  EXPECT_EQ(::send(fd.get(), text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
}

// What has come; "<end>" behind it when nothing more will, "<broken>" when the connection broke.
std::string heard(const Fd& fd) {
  std::string all;
  char part[65536];
  for (;;) {
    const ssize_t n = ::recv(fd.get(), part, sizeof part, 0);
    if (n == 0) return all + "<end>";
    if (n < 0) return all + (errno == EAGAIN ? "" : "<broken>");
    all.append(part, static_cast<std::size_t>(n));
  }
}

} // namespace

TEST(Relay, BytesGoBothWays) {
  Between b;
  say(b.one, "GET / HTTP/1.1\r\n\r\n");
  b.work();
  EXPECT_EQ(heard(b.other), "GET / HTTP/1.1\r\n\r\n");
  say(b.other, std::string("HTTP/1.1 200 OK\0\xFF", 17));
  b.work();
  EXPECT_EQ(heard(b.one), std::string("HTTP/1.1 200 OK\0\xFF", 17));
  EXPECT_FALSE(b.relay->over());
}

TEST(Relay, WhoHasSaidAllStillListens) {
  Between b;
  say(b.one, "last words");
  ::shutdown(b.one.get(), SHUT_WR);
  b.work();
  EXPECT_EQ(heard(b.other), "last words<end>");
  EXPECT_FALSE(b.relay->over());
  say(b.other, "answer");
  b.work();
  EXPECT_EQ(heard(b.one), "answer");
  ::shutdown(b.other.get(), SHUT_WR);
  b.work();
  EXPECT_TRUE(b.relay->over());
  b.relay.reset();
  EXPECT_EQ(heard(b.one), "<end>");
}

TEST(Relay, WhatWasSaidBeforeTheEndArrives) {
  Between b;
  const std::string much(150'000, 'x');
  say(b.other, much);
  b.other.reset();
  b.work();
  EXPECT_EQ(heard(b.one), much + "<end>");
}

TEST(Relay, ASlowReaderHoldsTheWriterBack) {
  Between b;
  const std::string part(64 << 10, 'x');
  std::size_t taken = 0;
  for (int i = 0; i < 200; ++i) {
    const ssize_t n = ::send(b.one.get(), part.data(), part.size(), MSG_NOSIGNAL);
    if (n > 0) taken += static_cast<std::size_t>(n);
    b.work();
  }
  EXPECT_LT(taken, std::size_t{4} << 20);
  std::size_t came = 0;
  for (std::string more = heard(b.other); !more.empty(); more = heard(b.other)) {
    came += more.size();
    b.work();
  }
  EXPECT_EQ(came, taken);
}

TEST(Relay, ABreakOnOneSideBreaksTheOther) {
  Between b;
  b.other.reset(); // gone for good: what is sent there now has no taker (EPIPE)
  say(b.one, "anybody there?");
  b.work();
  EXPECT_TRUE(b.relay->over());
  b.relay.reset();
  EXPECT_NE(heard(b.one).find("<"), std::string::npos);
}

TEST(Relay, BothAreGone) {
  Between b;
  b.one.reset(), b.other.reset();
  b.work();
  EXPECT_TRUE(b.relay->over());
}

// The client that hangs up while the server still thinks must not keep the loop busy.
TEST(Relay, AnIdleSideThatIsGoneIsNotAskedForEver) {
  Between b;
  say(b.one, "request");
  b.work();
  b.one.reset();
  b.work(); // ends: nothing moves, or it is over
  EXPECT_EQ(heard(b.other), "request<end>");
}
