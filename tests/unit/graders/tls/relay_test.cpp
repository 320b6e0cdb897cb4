#include "graders/tls/relay.hpp"

#include "graders/tls/authority.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>
#include <utility>

namespace bex::tls {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

constexpr int patience_ms = 5'000;

std::pair<Fd, Fd> wire() {
  int ends[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0) ADD_FAILURE();
  return {Fd(ends[0]), Fd(ends[1])};
}

Certified certified(std::vector<std::string> names = {"localhost", "127.0.0.1"}, int days = 7) {
  auto made = certify(names, days);
  if (!made) throw std::runtime_error(made.error().what);
  return *made;
}

Party client_of(const Certified& of, const std::string& name) {
  return std::move(*Party::client({of.authority, name}));
}

Party server_of(const Certified& of) {
  return std::move(*Party::server(of.certificate, of.key));
}

// Until so many bytes are there, or the end is.
std::string read(const Fd& from, std::size_t count) {
  std::string all;
  while (all.size() < count) {
    pollfd watched{from.get(), POLLIN, 0};
    if (::poll(&watched, 1, patience_ms) != 1) return all + " (nothing more)";
    char part[65536];
    const ssize_t n = ::recv(from.get(), part, std::min(sizeof part, count - all.size()), 0);
    if (n <= 0) return all + " (the end)";
    all.append(part, static_cast<std::size_t>(n));
  }
  return all;
}

void write(const Fd& to, std::string_view bytes) {
  while (!bytes.empty()) {
    pollfd watched{to.get(), POLLOUT, 0};
    ASSERT_EQ(::poll(&watched, 1, patience_ms), 1);
    const ssize_t n = ::send(to.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    ASSERT_GT(n, 0);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

struct Line {
  Relay ours, theirs;
  Fd client, server;

  Line(const Party& asks, const Party& answers) {
    auto [one, other] = wire();
    SessionPtr client_session = asks.session(one.get()), server_session = answers.session(other.get());
    client = ours.carry(std::move(one), std::move(client_session));
    server = theirs.carry(std::move(other), std::move(server_session));
  }
};

TEST(Relay, CarriesBytesBothWaysAndTheEnd) {
  const Certified of = certified();
  Line line(client_of(of, "localhost"), server_of(of));
  write(line.client, "GET");
  EXPECT_EQ(read(line.server, 3), "GET");
  write(line.server, "200");
  EXPECT_EQ(read(line.client, 3), "200");
  ::shutdown(line.client.get(), SHUT_WR); // and still hears the answer
  EXPECT_EQ(read(line.server, 1), " (the end)");
  write(line.server, "bye");
  line.server.reset();
  EXPECT_EQ(read(line.client, 4), "bye (the end)");
}

TEST(Relay, CarriesMoreThanFitsAnywhere) {
  const Certified of = certified();
  Line line(client_of(of, "127.0.0.1"), server_of(of));
  std::string much(3 << 20, 'a');
  for (std::size_t i = 0; i < much.size(); i += 1000) much[i] = static_cast<char>('b' + i % 20);
  std::thread writer([&] { write(line.client, much); });
  const std::string came = read(line.server, much.size());
  writer.join();
  EXPECT_TRUE(came == much);
}

TEST(Relay, WhoIsNotTrustedIsNotSpokenTo) {
  Line line(client_of(certified(), "localhost"), server_of(certified()));
  write(line.client, "secret");
  EXPECT_EQ(read(line.server, 1), " (the end)");
  EXPECT_EQ(read(line.client, 1), " (the end)");
}

std::string greeted(const Party& asks, const Party& answers, const std::string& name) {
  auto [one, other] = wire();
  Relay relay;
  SessionPtr session = answers.session(other.get());
  const Fd plain = relay.carry(std::move(other), std::move(session));
  return greet(asks, one.get(), name, patience_ms);
}

TEST(Greet, SaysWhyNot) {
  const Certified of = certified();
  EXPECT_EQ(greeted(client_of(of, "localhost"), server_of(of), "localhost"), "");
  EXPECT_EQ(greeted(client_of(of, "127.0.0.1"), server_of(of), "127.0.0.1"), "");
  EXPECT_EQ(greeted(client_of(of, "example.org"), server_of(of), "example.org"),
            "its certificate is for localhost, 127.0.0.1, not for example.org");
  EXPECT_EQ(greeted(client_of(of, "::1"), server_of(of), "::1"),
            "its certificate is for localhost, 127.0.0.1, not for ::1");
  EXPECT_EQ(greeted(client_of(of, "localhost"), server_of(certified()), "localhost"),
            "its certificate is signed by nobody who is trusted here");
  const Certified old = certified({"localhost"}, -2);
  EXPECT_THAT(greeted(client_of(old, "localhost"), server_of(old), "localhost"),
              MatchesRegex("its certificate expired on [0-9]{4}-[0-9]{2}-[0-9]{2}"));
}

TEST(Greet, OneAuthorityForSeveral) {
  const auto several = certify(std::vector<Wish>{{{"localhost"}}, {{"127.0.0.1"}}});
  ASSERT_TRUE(several);
  const Certified &one = several->at(0), &other = several->at(1);
  EXPECT_EQ(one.authority, other.authority);
  EXPECT_EQ(greeted(client_of(one, "localhost"), server_of(one), "localhost"), "");
  EXPECT_EQ(greeted(client_of(one, "127.0.0.1"), server_of(other), "127.0.0.1"), "");
}

TEST(Greet, WhatIsNoTls) {
  const Party asks = client_of(certified(), "localhost");
  const auto told = [&](const std::string& answer, bool closed) {
    auto [one, other] = wire();
    write(other, answer);
    if (closed) ::shutdown(other.get(), SHUT_WR);
    return greet(asks, one.get(), "localhost", answer.empty() && !closed ? 10 : patience_ms);
  };
  EXPECT_EQ(told("HTTP/1.1 400 Bad Request\r\n\r\n", true), "it answers in plain HTTP, not in TLS");
  EXPECT_EQ(told("<html>what?</html>", true), "what it says is no TLS");
  EXPECT_EQ(told("", true), "it ends the connection instead of beginning TLS");
  EXPECT_EQ(told("", false), "it says nothing to the beginning of TLS");
}

TEST(Party, ATextWithoutACertificate) {
  EXPECT_EQ(Party::client({"hello", "localhost"}).error().what, "there is no certificate");
  const Certified of = certified();
  EXPECT_FALSE(Party::server(of.certificate, certified().key)); // another one's key
  EXPECT_THAT(of.certificate, HasSubstr("-----BEGIN CERTIFICATE-----"));
}

} // namespace
} // namespace bex::tls
