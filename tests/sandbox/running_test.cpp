// Programs that somebody talks to while they run.
#include "tests/sandbox/support.hpp"

#include <arpa/inet.h>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace bex::test {
namespace {

SandboxSpec server(std::vector<std::string> words) {
  words.insert(words.begin(), "serve");
  SandboxSpec spec = probe(std::move(words));
  spec.network = Network::loopback;
  return spec;
}

std::unique_ptr<Running> start(const SandboxSpec& spec, Sandbox& in = sandbox()) {
  auto running = in.start(spec);
  if (!running) throw std::runtime_error(running.error().what);
  return std::move(*running);
}

std::string state_of(Running& running) {
  const auto& ended = running.ended();
  return (ended ? describe(ended->ending) : std::string("it runs")) + ", its log: " + running.log(1000);
}

template <class Condition> bool eventually(Condition condition) {
  for (int i = 0; i < 2000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

std::string ask(Running& running, std::uint16_t port, const std::string& line) {
  auto socket = running.connect(port);
  if (!socket) return socket.error().what;
  if (::send(socket->get(), line.data(), line.size(), MSG_NOSIGNAL) < 0) return "could not send";
  std::string answer;
  for (;;) {
    pollfd watched{socket->get(), POLLIN, 0};
    if (::poll(&watched, 1, 10'000) != 1) return answer + " (no end)";
    char buffer[256];
    const ssize_t n = ::read(socket->get(), buffer, sizeof buffer);
    if (n <= 0) return answer;
    answer.append(buffer, static_cast<std::size_t>(n));
  }
}

bool listening(Running& running) {
  const auto all = running.listeners();
  return all && !all->empty();
}

class Servers : public ::testing::TestWithParam<const char*> {};

TEST_P(Servers, AreReachedThroughTheirOwnLoopback) {
  const auto running = start(server({GetParam(), "8080"}));
  ASSERT_TRUE(eventually([&] { return listening(*running); })) << state_of(*running);
  // It listens a moment before it says so, and what it says on two pipes has no order of its own.
  ASSERT_TRUE(eventually([&] { return running->log(1000) == "listening\n"; }));
  const auto all = running->listeners();
  ASSERT_EQ(all->size(), 1u);
  EXPECT_EQ(all->front().address, GetParam());
  EXPECT_EQ(all->front().port, 8080);
  EXPECT_EQ(ask(*running, 8080, "hello"), "hello");
  EXPECT_EQ(ask(*running, 8080, "again"), "again");
  EXPECT_FALSE(running->connect(8081));
  EXPECT_FALSE(running->ended());
  EXPECT_TRUE(eventually([&] { return running->log(1000) == "listening\nserved 1\nserved 2\n"; }))
      << running->log(1000);
  EXPECT_EQ(running->log(9), "served 2\n");
  const auto result = running->stop(Millis(5000));
  EXPECT_EQ(describe(result.ending), "exited with code 7");
  EXPECT_EQ(result.out, "served 1\nserved 2\n");
  EXPECT_EQ(result.err, "listening\n");
  EXPECT_EQ(running->log(9), "served 2\n");
  EXPECT_FALSE(running->connect(8080));
  EXPECT_TRUE(running->listeners()->empty());
}

INSTANTIATE_TEST_SUITE_P(Addresses, Servers, ::testing::Values("127.0.0.1", "0.0.0.0", "::1", "::"));

// The port is ours from before the program's first instruction, at every level, also for a run that is waited
// for.
TEST(Running, AnInletIsThereBeforeTheProgram) {
  SandboxSpec spec = probe({"connect", "127.0.0.1", "9000"});
  spec.network = Network::loopback;
  Fd listener;
  spec.inlet = {9000, [&](Fd socket) { listener = std::move(socket); }};
  const auto result = sandbox().run(spec);
  ASSERT_TRUE(result);
  EXPECT_EQ(describe(result->ending), "exited with code 0") << result->out;
  EXPECT_NE(result->out.find("connect=0"), std::string::npos) << result->out;
  ASSERT_TRUE(listener);
  const Fd client(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
  EXPECT_TRUE(client); // it waits, though the program is gone
  spec.argv = server({"127.0.0.1", "9000"}).argv;
  listener.reset();
  const auto refused = sandbox().run(spec);
  ASSERT_TRUE(refused);
  EXPECT_EQ(describe(refused->ending), "exited with code 1"); // the port is taken
}

TEST(Running, TwentyServersOnOnePort) {
  std::vector<std::unique_ptr<Running>> all;
  SandboxSpec spec = server({"127.0.0.1", "8080"});
  spec.limits.wall = Millis(60'000); // the first waits for the last, on a busy machine for long
  for (int i = 0; i < 20; ++i) all.push_back(start(spec));
  for (std::size_t i = 0; i < all.size(); ++i) {
    ASSERT_TRUE(eventually([&] { return listening(*all[i]); })) << state_of(*all[i]);
    EXPECT_EQ(ask(*all[i], 8080, "server " + std::to_string(i)), "server " + std::to_string(i));
  }
}

// A dropped connection is tried again after a whole second: thirty of them would take half a minute.
TEST(Running, AShortQueueDropsNoConnection) {
  SandboxSpec spec = probe({"crowded", "8080"});
  spec.network = Network::loopback;
  const auto running = start(spec);
  ASSERT_TRUE(eventually([&] { return listening(*running); })) << state_of(*running);
  std::vector<Fd> all;
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 30; ++i) {
    auto socket = running->connect(8080);
    ASSERT_TRUE(socket) << socket.error().what;
    all.push_back(std::move(*socket));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
}

TEST(Running, WhatNobodyReadsIsCounted) {
  SandboxSpec spec = probe({"crowded", "8080"});
  spec.network = Network::loopback;
  const auto running = start(spec);
  ASSERT_TRUE(eventually([&] { return listening(*running); })) << state_of(*running);
  auto socket = running->connect(8080);
  ASSERT_TRUE(socket) << socket.error().what;
  EXPECT_EQ(running->unread(socket->get()), 0u);
  ASSERT_EQ(::send(socket->get(), "hello", 5, MSG_NOSIGNAL), 5);
  EXPECT_EQ(running->unread(socket->get()), 5u); // it accepts, and never reads
}

TEST(Running, WhatWasReadIsNotCounted) {
  const auto running = start(server({"::", "8080"}));
  ASSERT_TRUE(eventually([&] { return listening(*running); })) << state_of(*running);
  auto socket = running->connect(8080);
  ASSERT_TRUE(socket) << socket.error().what;
  ASSERT_EQ(::send(socket->get(), "hello", 5, MSG_NOSIGNAL), 5);
  EXPECT_TRUE(eventually([&] { return running->unread(socket->get()) == 0u; }));
}

TEST(Running, ATerminatedProgramEndsAsItWants) {
  const auto running = start(server({"127.0.0.1", "8080"}));
  ASSERT_TRUE(eventually([&] { return listening(*running); })) << state_of(*running);
  running->terminate();
  ASSERT_TRUE(eventually([&] { return running->ended().has_value(); }));
  EXPECT_EQ(describe(running->ended()->ending), "exited with code 7");
  const auto stubborn = start(server({"127.0.0.1", "8080", "stubborn"}));
  ASSERT_TRUE(eventually([&] { return listening(*stubborn); })) << state_of(*stubborn);
  stubborn->terminate();
  EXPECT_EQ(ask(*stubborn, 8080, "hello"), "hello");
  EXPECT_EQ(describe(stubborn->stop(Millis(0)).ending), "was stopped because the check was over");
  const auto plain = start(probe({"sleep", "60000"}));
  plain->terminate();
  ASSERT_TRUE(eventually([&] { return plain->ended().has_value(); }));
  EXPECT_EQ(describe(plain->ended()->ending), "was killed by SIGTERM (terminated)");
}

// A child that sleeps, one that nobody waits for, and two files.
TEST(Running, WhatAProgramHoldsIsCounted) {
  SandboxSpec spec = probe({});
  spec.argv = {"/bin/sh", "-c", "sleep 100 & true & exec 7</dev/null 8</dev/null sleep 100"};
  const auto running = start(spec);
  std::optional<Census> held;
  EXPECT_TRUE(eventually([&] {
    held = running->census();
    return held && held->processes == 3 && held->threads == 3 && held->descriptors == 8 &&
           held->memory > kib(100); // in the midst of execve(2) there are a few pages
  })) << (held ? held->processes : 0)
      << " processes, " << (held ? held->descriptors : 0) << " descriptors";
  running->stop(Millis(0));
  EXPECT_FALSE(running->census());
}

TEST(Running, WhatWasWrittenBeforeAnAnswerIsInTheLog) {
  const auto running = start(server({"127.0.0.1", "8080", "log"}));
  ASSERT_TRUE(eventually([&] { return listening(*running); })) << state_of(*running);
  for (int i = 1; i <= 300; ++i) {
    const std::string line = "line " + std::to_string(i);
    ASSERT_EQ(ask(*running, 8080, line + "\n"), line + "\n");
    ASSERT_NE(running->log(100).find(line + "\n"), std::string::npos);
  }
}

TEST(Running, StubbornServersAreKilledAfterTheGrace) {
  const auto running = start(server({"127.0.0.1", "8080", "stubborn"}));
  ASSERT_TRUE(eventually([&] { return listening(*running); })) << state_of(*running);
  EXPECT_EQ(describe(running->stop(Millis(50)).ending), "was stopped because the check was over");
}

TEST(Running, WhoDiesOfSigtermWasStopped) {
  const auto running = start(probe({"sleep"}));
  EXPECT_EQ(describe(running->stop(Millis(5000)).ending), "was stopped because the check was over");
}

TEST(Running, AnEarlyEndIsSeen) {
  const auto running = start(probe({"exit", "3"}));
  ASSERT_TRUE(eventually([&] { return running->ended().has_value(); }));
  EXPECT_EQ(describe(running->ended()->ending), "exited with code 3");
  EXPECT_EQ(describe(running->stop(Millis(100)).ending), "exited with code 3");
}

TEST(Running, AFailedStartIsAnEnding) {
  SandboxSpec spec = probe({});
  spec.argv = {"/nothing"};
  const auto running = start(spec);
  ASSERT_TRUE(eventually([&] { return running->ended().has_value(); }));
  EXPECT_EQ(describe(running->ended()->ending),
            "could not be started: execute /nothing: No such file or directory (ENOENT)");
  EXPECT_FALSE(running->connect(80));
}

TEST(Running, LimitsHoldForServersToo) {
  SandboxSpec spec = server({"127.0.0.1", "8080"});
  spec.limits.wall = Millis(200);
  const auto running = start(spec);
  ASSERT_TRUE(eventually([&] { return running->ended().has_value(); }));
  EXPECT_EQ(describe(running->ended()->ending), "was stopped at the wall-clock limit");
}

TEST(Running, TheDestructorEndsIt) {
  SandboxSpec spec = server({"127.0.0.1", "8080", "stubborn"});
  const auto before = std::chrono::steady_clock::now();
  {
    const auto running = start(spec);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(10));
}

std::uint16_t free_port() {
  const Fd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  socklen_t size = sizeof address;
  ::bind(fd.get(), reinterpret_cast<sockaddr*>(&address), size);
  ::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

TEST(Running, WithoutASandboxOnlyItsOwnListenersAreNamed) {
  const std::uint16_t port = free_port();
  const auto one = start(server({"127.0.0.1", std::to_string(port)}), unsafe());
  const auto other = start(server({"127.0.0.1", std::to_string(free_port())}), unsafe());
  ASSERT_TRUE(eventually([&] { return listening(*one) && listening(*other); }));
  ASSERT_EQ(one->listeners()->size(), 1u);
  EXPECT_EQ(one->listeners()->front().port, port);
  EXPECT_EQ(ask(*one, port, "hello"), "hello");
  EXPECT_EQ(describe(one->stop(Millis(5000)).ending), "exited with code 7");
}

} // namespace
} // namespace bex::test
