#include "graders/http/server.hpp"

#include "tests/support/fake_sandbox.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace bex::http {
namespace {

class ServerTest : public testing::Test {
 protected:
  test::FakeServer fake;
  test::FakeSandbox sandbox;
  test::FakeClock clock;
  Program program;
  Context context{sandbox, clock, program};
  Settings settings;
  SandboxSpec spec; // what it was started with
  std::uint16_t port = port_of(5);

  ServerTest() {
    context.seed = 5;
    program.argv = {"python3", "main.py"};
    program.env = {{"PORT", "1"}, {"LANG", "C.UTF-8"}};
    clock.on_look = [this] { fake.work(); };
    sandbox.on_start = [this](const SandboxSpec& started) -> Result<std::unique_ptr<Running>> {
      spec = started;
      return std::make_unique<test::FakeRunning>(fake);
    };
  }

  Server start() {
    auto server = Server::start(settings, context);
    if (!server) throw std::runtime_error(server.error().what);
    return std::move(*server);
  }
  std::string refusal() {
    Server server = start();
    return server.not_ready() ? server.not_ready()->want + " | " + server.not_ready()->got : "ready";
  }
};

RunResult ended_with(Ending ending) {
  RunResult result;
  result.ending = std::move(ending);
  return result;
}

TEST(Server, AConnectionToLocalhostArrives) {
  for (const char* address : {"127.0.0.1", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1", "::ffff:0.0.0.0"})
    EXPECT_TRUE(is_reachable(address)) << address;
  for (const char* address : {"127.0.0.2", "::ffff:10.0.0.1", ""})
    EXPECT_FALSE(is_reachable(address)) << address;
}

TEST_F(ServerTest, GetsItsEnvironment) {
  fake.listeners = {{"127.0.0.1", port}};
  Server server = start();
  EXPECT_FALSE(server.not_ready());
  EXPECT_EQ(server.host(), "127.0.0.1:" + std::to_string(port));
  std::vector<std::pair<std::string, std::string>> expected{
      {"LANG", "C.UTF-8"}, {"PORT", std::to_string(port)}, {"DATA_DIR", "/data"}};
  EXPECT_EQ(spec.env, expected);
  EXPECT_TRUE(spec.data);
  program.env = {{"MODE", "old"}};
  settings.env = {{"MODE", "test"}};
  EXPECT_EQ(server_spec(program, 7, settings).env,
            (decltype(expected){{"PORT", "7"}, {"DATA_DIR", "/data"}, {"MODE", "test"}}));
  EXPECT_EQ(spec.network, Network::loopback);
  settings.around.env = {{"MODE", "later"}, {"LIMIT", "9"}};
  EXPECT_EQ(server_spec(program, 7, settings).env,
            (decltype(expected){{"PORT", "7"}, {"DATA_DIR", "/data"}, {"LIMIT", "9"}, {"MODE", "test"}}));
}

TEST_F(ServerTest, WithTlsItIsGivenACertificate) {
  EXPECT_FALSE(outfit_for(settings, {})->keys);
  settings.tls = true;
  const auto outfit = outfit_for(settings, {});
  ASSERT_TRUE(outfit && outfit->keys);
  EXPECT_EQ(*read_file(outfit->keys->path() / "ca.pem"), outfit->authority);
  EXPECT_TRUE(read_file(outfit->keys->path() / "key.pem")->starts_with("-----BEGIN PRIVATE KEY-----"));
  const auto with_tls = server_spec(program, 7, settings, *outfit);
  const std::pair<std::string, std::string> certificate{"TLS_CERT", "/tls/cert.pem"};
  EXPECT_NE(std::find(with_tls.env.begin(), with_tls.env.end(), certificate), with_tls.env.end());
  EXPECT_EQ(with_tls.mounts.back().inside, "/tls");
}

// Who listens and speaks no TLS is not ready; the fake server answers nothing.
TEST_F(ServerTest, WithTlsItMustBeSpoken) {
  settings.tls = true;
  settings.step = Millis{10};
  fake.listeners = {{"127.0.0.1", port}};
  EXPECT_EQ(
      refusal(),
      "speaks TLS 1.2 or 1.3 with the certificate in TLS_CERT | cannot be talked to by TLS: it says nothing "
      "to the beginning of TLS");
}

TEST_F(ServerTest, AnyAddressThatCanBeReachedIsFine) {
  for (const char* address : {"127.0.0.1", "0.0.0.0", "::1", "::"}) {
    fake.listeners = {{"127.0.0.1", 9}, {address, port}};
    EXPECT_EQ(refusal(), "ready") << address;
  }
}

TEST_F(ServerTest, TheHostIsTheAddressThatItListensOn) {
  fake.listeners = {{"::1", port}};
  EXPECT_EQ(start().host(), "[::1]:" + std::to_string(port));
  fake.listeners = {{"::1", port}, {"127.0.0.1", port}};
  EXPECT_EQ(start().host(), "127.0.0.1:" + std::to_string(port));
  EXPECT_EQ(fake.connections, 0);
}

TEST_F(ServerTest, IsSeenWithinTwoMilliseconds) {
  fake.listeners = {};
  clock.on_look = [this] {
    if (clock.time >= Millis{40}) fake.listeners = {{"::", port}};
  };
  start();
  EXPECT_LT(clock.time, Millis{43});
}

TEST_F(ServerTest, EachWayOfNotBeingReadyHasItsWords) {
  std::string on_port = "listens on PORT " + std::to_string(port);
  EXPECT_EQ(refusal(), on_port + " within 10000 ms | listens nowhere");
  fake.listeners = {{"127.0.0.1", 8000}, {"::", 9229}};
  EXPECT_EQ(refusal(), on_port + " | listens on 127.0.0.1:8000, [::]:9229 only");
  fake.listeners = {{"127.0.0.2", port}};
  EXPECT_EQ(refusal(), on_port + " | listens on 127.0.0.2:" + std::to_string(port) + " only");
  fake.ended = ended_with(Exited{1});
  EXPECT_EQ(refusal(), on_port + " | exited with code 1 before it listened");
}

TEST_F(ServerTest, AServerOnAnotherPortIsNotAwaitedToTheEnd) {
  fake.listeners = {{"127.0.0.1", 8000}};
  EXPECT_NE(refusal(), "ready");
  EXPECT_LT(clock.time, Millis{3500});
}

TEST_F(ServerTest, OtherServersOfTheMachineAreNotItsOwn) {
  sandbox.how = Level::unsafe;
  fake.listeners = {{"127.0.0.1", 1}};
  EXPECT_NE(refusal().find("listens nowhere"), std::string::npos);
  EXPECT_GE(clock.time, Millis{10'000});
}

TEST_F(ServerTest, TheProbeTakesAnyAnswer) {
  settings.ready = "/health";
  fake.listeners = {{"127.0.0.1", port}};
  fake.handler = [](const std::string&) {
    return test::FakeAnswer{"HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"};
  };
  EXPECT_EQ(refusal(), "ready");
  EXPECT_EQ(fake.requests.at(0),
            "GET /health HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n\r\n");
}

TEST_F(ServerTest, TheProbeIsRepeatedUntilItIsAnswered) {
  settings.ready = "/health";
  fake.listeners = {{"127.0.0.1", port}};
  int count = 0;
  fake.handler = [&](const std::string&) {
    return ++count < 4 ? test::FakeAnswer{"", true}
                       : test::FakeAnswer{"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"};
  };
  EXPECT_EQ(refusal(), "ready");
  EXPECT_EQ(count, 4);
}

TEST_F(ServerTest, AProbeWithoutAnAnswer) {
  settings.ready = "/health";
  settings.start = Millis{200};
  fake.listeners = {{"127.0.0.1", port}};
  fake.handler = [](const std::string&) { return test::FakeAnswer{"", true}; };
  EXPECT_EQ(refusal(), "answers GET /health within 200 ms | no whole answer");
  fake.handler = [this](const std::string&) {
    fake.ended = ended_with(Exited{0});
    return test::FakeAnswer{"", true};
  };
  EXPECT_EQ(refusal(), "answers GET /health | exited with code 0 before it answered");
}

TEST_F(ServerTest, AProbeWithAnAnswerThatIsNoHttp) {
  settings.ready = "/health";
  fake.listeners = {{"127.0.0.1", port}};
  fake.handler = [](const std::string&) { return test::FakeAnswer{"hello"}; };
  Server server = start();
  ASSERT_TRUE(server.bad_probe());
  EXPECT_EQ(server.bad_probe()->end, Exchange::End::faulty);
}

TEST_F(ServerTest, TheLogSinceTheMark) {
  fake.listeners = {{"127.0.0.1", port}};
  fake.log = "started\n";
  Server server = start();
  EXPECT_EQ(server.log(), "started\n");
  server.mark_log();
  EXPECT_EQ(server.fresh_log(), "");
  fake.log += "one\ntwo\n";
  EXPECT_EQ(server.fresh_log(), "one\ntwo\n");
  EXPECT_EQ(server.log(), "started\none\ntwo\n");
}

// A log may say the same again and again.
TEST_F(ServerTest, WhatIsWrittenSinceTheMarkIsCounted) {
  fake.listeners = {{"127.0.0.1", port}};
  for (int i = 0; i < 500; ++i) fake.log += "again\n";
  Server server = start();
  EXPECT_TRUE(server.has_log());
  server.mark_log();
  for (int i = 0; i < 30; ++i) fake.log += "again\n";
  EXPECT_EQ(server.log_since_mark().size(), 30 * 6u);
}

TEST(LastLines, AreTheLastOnes) {
  EXPECT_EQ(last_lines("a\nb\nc\n", 2), "b\nc\n");
  EXPECT_EQ(last_lines("a\nb\nc", 2), "b\nc");
  EXPECT_EQ(last_lines("a\nb\n", 5), "a\nb\n");
  EXPECT_EQ(last_lines("", 5), "");
  EXPECT_EQ(last_lines("\n\n", 1), "\n");
}

TEST(Port, IsDrawnFromTheSeed) {
  EXPECT_EQ(port_of(5), port_of(5));
  EXPECT_NE(port_of(5), port_of(6));
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    EXPECT_GE(port_of(seed), 1024);
    EXPECT_LT(port_of(seed), 32768);
  }
}

} // namespace
} // namespace bex::http
