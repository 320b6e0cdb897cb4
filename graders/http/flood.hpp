// Many connections, each with its next request on the way as soon as its answer is there.
#pragma once

#include "graders/http/client.hpp"
#include "graders/http/expectation.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bex::http {

// What is asked, and whether an answer is right.
struct Question {
  int clients = 1;
  bool alike = false; // a client's request is always the same, and the same bytes are right again
  std::function<Request(int client, int round)> ask; // both count from 1
  // Asked of every answer; with `alike` not of one that is byte for byte like the client's last.
  std::function<Examination(const Exchange&)> judge;
};

// A stretch of time in which all clients ask.
struct Slice {
  std::vector<Nanos> latencies; // each from the first byte of a request to the last of its answer
  Nanos took{};                 // from the first request to the last answer
  // The first answer that was not as expected: nothing more was asked then, and nothing else was judged.
  struct Failure {
    Exchange exchange;
    Examination examination;
  };
  std::optional<Failure> failure;
};

// Connections are kept from one slice to the next, where the server allows that.
class Flood {
 public:
  Flood(Running& server, Clock& clock, std::uint16_t port, Question question);
  Flood(const Flood&) = delete;
  Flood& operator=(const Flood&) = delete;
  ~Flood();

  // As many requests as that, none of them begun after `time`; each has `patience` for its answer. Errors:
  // `interrupted`, and `machine` where no connection came about.
  [[nodiscard]] Result<Slice> run(std::size_t requests, Nanos time, Millis patience);
  // The first client's request, and what came to it last.
  [[nodiscard]] Exchange last() const;

 private:
  struct Caller;

  Running& server_;
  Clock& clock_;
  std::uint16_t port_;
  Question question_;
  Fd epoll_;
  std::vector<Caller> callers_;
  // Of the slice that is running.
  Slice slice_;
  std::optional<Error> error_;
  std::size_t left_ = 0, in_flight_ = 0;
  Nanos ends_{}, leaves_{}; // no request after it; after a failure, no waiting for answers

  void begin(Caller& caller, Nanos now);
  void say(Caller& caller);
  void connect(Caller& caller);
  void push(Caller& caller);
  void pull(Caller& caller);
  void take(Caller& caller, std::string_view bytes);
  void break_off(Caller& caller, bool reset);
  void judge(Caller& caller);
  void land(Caller& caller, Nanos now);
  void give_up(Caller& caller, Exchange::End end);
  void fail(Caller& caller, Exchange exchange, Examination examination);
  void leave(Caller& caller);
  [[nodiscard]] Exchange exchange_of(const Caller& caller, Exchange::End end, Nanos now) const;
  void wait(Nanos until, Nanos now);
  void look_after_all(Nanos now, Millis patience);
  [[nodiscard]] bool over() const { return error_ || in_flight_ == 0; }
};

} // namespace bex::http
