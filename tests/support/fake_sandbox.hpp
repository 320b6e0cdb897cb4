// A sandbox in which nothing runs: what a program would do is said by the test.
#pragma once

#include "sandboxes/base/clock.hpp"
#include "sandboxes/sandbox.hpp"

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bex::test {

// Time passes when somebody sleeps, and a little whenever somebody looks, so that every loop with a deadline
// ends.
class FakeClock : public Clock {
 public:
  Nanos time{};
  Nanos per_look = Micros{10};
  std::function<void()> on_look; // what the rest of the world does meanwhile

  Nanos now() override {
    if (on_look) on_look();
    return time += per_look;
  }
  std::int64_t unix_seconds() override { return 1'750'000'000; }
  void sleep_for(Nanos duration) override { time += duration; }
};

// What a server answers to the bytes of one whole request.
struct FakeAnswer {
  std::string bytes;
  bool close = false; // the connection afterwards
};

// A server at the other end of socket pairs. It gets its turn whenever the clock is looked at.
class FakeServer {
 public:
  std::function<FakeAnswer(const std::string& request)> handler = [](const std::string&) {
    return FakeAnswer{};
  };
  std::vector<Listener> listeners;
  std::function<Census()> census; // what it holds, where the machine tells
  std::optional<RunResult> ended;
  std::string log;
  bool refuses = false;           // new connections
  bool has_room = true;           // for new connections
  std::vector<std::size_t> order; // the connections by number, as their requests became whole
  std::vector<std::string> reads; // what came, read by read
  std::vector<std::string> requests;
  int connections = 0;
  int stops = 0;
  std::function<void()> on_terminate; // SIGTERM

  Result<Fd> connect() {
    if (refuses) return fail(ErrorKind::machine, "connection refused");
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair) != 0) {
      return fail_errno(ErrorKind::internal, "socketpair", errno);
    }
    ++connections;
    peers_.push_back({Fd(pair[1]), ""});
    return Fd(pair[0]);
  }

  void work() {
    for (std::size_t i = 0; i < peers_.size(); ++i) serve(i);
  }

  // Closes all connections.
  void hang_up() {
    for (Peer& peer : peers_) peer.socket.reset();
  }

  // Bytes that nobody asked for, on the newest connection.
  void say(const std::string& bytes) {
    (void)!send(peers_.back().socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  }

 private:
  struct Peer {
    Fd socket;
    std::string got;
  };
  std::vector<Peer> peers_;

  static std::size_t length_of(const std::string& bytes) {
    std::size_t head = bytes.find("\r\n\r\n");
    if (head == std::string::npos) return 0;
    std::size_t field = bytes.find("Content-Length: ");
    std::size_t body = field < head ? std::stoul(bytes.substr(field + 16)) : 0;
    return bytes.size() >= head + 4 + body ? head + 4 + body : 0;
  }

  void serve(std::size_t number) {
    Peer& peer = peers_[number];
    if (!peer.socket) return;
    char buffer[4096];
    ssize_t count = recv(peer.socket.get(), buffer, sizeof buffer, MSG_DONTWAIT);
    if (count == 0) return peer.socket.reset();
    if (count > 0) {
      reads.emplace_back(buffer, static_cast<std::size_t>(count));
      peer.got += reads.back();
    }
    std::size_t length = length_of(peer.got);
    if (length == 0) return;
    std::string request = peer.got.substr(0, length);
    peer.got.erase(0, length);
    order.push_back(number);
    requests.push_back(request);
    FakeAnswer answer = handler(request);
    (void)!send(peer.socket.get(), answer.bytes.data(), answer.bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (answer.close || ended) peer.socket.reset();
  }
};

class FakeRunning : public Running {
 public:
  explicit FakeRunning(FakeServer& server) : server_(server) {}
  Result<Fd> connect(std::uint16_t) override { return server_.connect(); }
  bool has_room(std::uint16_t) override { return server_.has_room; }
  // A socket of this kind counts what the other side has not read (unix(7)).
  std::optional<std::size_t> unread(int socket) override {
    int waiting = 0;
    ioctl(socket, SIOCOUTQ, &waiting);
    return static_cast<std::size_t>(waiting);
  }
  Result<std::vector<Listener>> listeners() override { return server_.listeners; }
  std::optional<Census> census() override {
    return server_.census ? std::optional(server_.census()) : std::nullopt;
  }
  const std::optional<RunResult>& ended() override { return server_.ended; }
  std::string log(std::size_t limit) override {
    return server_.log.substr(server_.log.size() - std::min(limit, server_.log.size()));
  }
  void terminate() override {
    if (server_.on_terminate) server_.on_terminate();
  }
  RunResult stop(Millis) override {
    ++server_.stops;
    RunResult result;
    result.ending = Stopped{};
    return server_.ended.value_or(result);
  }

 private:
  FakeServer& server_;
};

class FakeSandbox : public Sandbox {
 public:
  std::function<Result<RunResult>(const SandboxSpec&)> on_run;
  std::function<Result<std::unique_ptr<Running>>(const SandboxSpec&)> on_start;
  Level how = Level::namespaces;
  std::vector<SandboxSpec> specs; // of every run, in order; tests of one thread

  static RunResult exited(int code, std::string out = {}, std::string err = {}) {
    RunResult result;
    result.ending = Exited{code};
    result.out = std::move(out);
    result.err = std::move(err);
    result.level = Level::namespaces;
    return result;
  }

  [[nodiscard]] Level level() const override { return how; }
  Result<RunResult> run(const SandboxSpec& spec) override {
    specs.push_back(spec);
    return on_run ? on_run(spec) : fail(ErrorKind::internal, "this test runs nothing");
  }
  Result<std::unique_ptr<Running>> start(const SandboxSpec& spec) override {
    return on_start ? on_start(spec) : fail(ErrorKind::internal, "this test starts nothing");
  }
};

} // namespace bex::test
