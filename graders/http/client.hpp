// The one side of the wire that is ours.
#pragma once

#include "graders/http/message.hpp"
#include "graders/http/request.hpp"
#include "sandboxes/base/clock.hpp"
#include "sandboxes/sandbox.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bex::http {

// A request and what became of it.
struct Exchange {
  enum class End {
    answered,  // a whole, valid answer
    faulty,    // bytes that are no valid answer: `fault`
    cut_short, // the connection ended before the answer did: `fault`
    silent,    // no whole answer in time
    too_large, // more than the client takes
    unsent,    // there was no connection, or no request that could be sent
  };
  Request request;
  End end = End::silent;
  Response response; // whole when `answered`
  Fault fault;
  std::string came;         // the first bytes, as they came
  std::uint64_t size = 0;   // of all that came
  std::uint64_t length = 0; // of this answer's own bytes, where others may be beside it
  Nanos took{};  // to the last byte of the answer; from the first of the request, or from the release of
                 // clients that go together
  Nanos began{}; // the same to the first byte of its body; `took` when there is none
  int client = 1;
  int round = 1;
  bool no_room = false; // `silent`, because the server's queue was full and it accepted nobody
};

// From an answer that says `Connection: close` to the end of the connection, at most.
inline constexpr Millis close_shows{2'000};
// Of such an answer, on a connection that stays open longer.
[[nodiscard]] Fault fault_of_open(std::uint64_t offset);

// The bytes of one answer's body at most; clients that ask together share them.
inline constexpr std::size_t answer_limit = 8 << 20;

class Client {
 public:
  Client(Running& server, Clock& clock, std::uint16_t port) : server_(server), clock_(clock), port_(port) {}
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Sends each request on a connection of its own, kept from the last call where the server allows that.
  // Several go together: each holds back its last byte until all others are there, then the last bytes follow
  // in the reverse order, so that a server that handles one connection after the other in the order of
  // opening cannot pass for one that handles them side by side. `patience` is counted from the last byte of a
  // request. While the server's queue is full newcomers wait, and after a moment the others do not wait for
  // them. Errors: `interrupted`, and `machine` where no connection came about.
  // With `stroke` something happens to the server in their midst: it is called when that many have been
  // answered, and from then on those that cannot be answered any more are `silent` or `cut_short`.
  struct Stroke {
    std::size_t after = 0;
    std::function<void()> then;
    bool fallen = false;
  };
  Result<std::vector<Exchange>> send(std::vector<Request> requests, Millis patience,
                                     Stroke* stroke = nullptr);

  // Ends those that are kept, so that a server which serves one after the other is free.
  void retire_all();
  // Ends all connections, and looks for bytes that nobody asked for, and for connections that should have
  // been closed: the exchange they came after, as `faulty`.
  std::optional<Exchange> settle();
  // Ends all connections at once.
  void drop();

 private:
  struct Connection {
    Fd socket;
    ResponseParser parser{false, 0};
    Request request;
    bool used = false;                       // a whole answer came on it
    std::optional<std::uint64_t> says_close; // where its answer says so

    [[nodiscard]] bool owes_its_end() const { return socket && says_close; }
  };
  struct Flight;

  Running& server_;
  Clock& clock_;
  std::uint16_t port_;
  std::vector<Connection> open_;
  std::vector<Connection> closing_; // our side is closed

  bool strays(Connection& connection);
  Flight prepare(Connection& connection, Request request, std::size_t of);
  Result<void> fly(std::vector<Flight>& flights, Millis patience, Stroke* stroke);
  Result<bool> board(std::vector<Flight>& flights);
  Result<void> wait(std::vector<Flight>& flights, Nanos until);
  void release(std::vector<Flight>& flights);
  void advance(Flight& flight, short events);
  void push(Flight& flight);
  void pull(Flight& flight);
  bool retry(Flight& flight);
  Exchange land(Flight& flight);
  void retire(Connection& connection);
};

} // namespace bex::http
