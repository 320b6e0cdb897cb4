#include "graders/http/client.hpp"

#include "graders/http/wire.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace bex::http {
namespace {

constexpr Millis farewell{
    250}; // servers close soon after they see our end closed; this is for those that never do
constexpr Millis look_for_room{2};
constexpr Millis stragglers{100}; // how long those who are connected wait for those who cannot be
constexpr std::size_t most_closing = 16;
constexpr int reads_in_a_row = 16;
// A quick server has answered before a thread that sleeps would be awake: so long its answer is looked for.
constexpr Nanos glance = Micros{50};

constexpr Nanos goes_on_reading{Millis{2}}; // else the server has somebody else to serve first
constexpr Nanos reads_at_most{Millis{20}};
constexpr Nanos look_for_reading{Micros{50}};

tl::unexpected<Error> stopped() {
  return fail(ErrorKind::interrupted, "interrupted");
}

// Waits while the server still reads what has been sent to it: then all that serve one of the clients wait
// for the bytes that are held back, and begin together when they come.
void await_reading(Running& server, Clock& clock, const std::vector<int>& sockets) {
  const Nanos begun = clock.now();
  Nanos progress = begun;
  std::optional<std::size_t> least;
  for (Nanos now = begun; now - progress < goes_on_reading && now - begun < reads_at_most;
       now = clock.now()) {
    std::size_t unread = 0;
    for (const int socket : sockets) {
      const auto waiting = server.unread(socket);
      if (!waiting) return;
      unread += *waiting;
    }
    if (unread == 0 || interrupted()) return;
    if (!least || unread < *least) progress = now;
    least = unread;
    clock.sleep_for(look_for_reading);
  }
}

} // namespace

Fault fault_of_open(std::uint64_t offset) {
  return {"who says `Connection: close` closes the connection: it was still open 2 s later (RFC 9112, 9.6)",
          "", offset};
}

struct Client::Flight {
  Connection* connection = nullptr;
  std::string bytes; // of the request
  std::size_t sent = 0;
  std::size_t allowed = 0; // up to where bytes may be sent
  std::size_t body_limit = 0;
  Nanos started{};
  Nanos landed{};
  std::optional<Nanos> began; // when the first byte of the body came
  bool deaf = false;          // the other side takes no more bytes
  bool reused = false;        // the connection has served before, so that it may have been closed since
  bool over = false;
  bool cut = false;

  [[nodiscard]] bool wants_to_send() const { return !deaf && sent < allowed; }
};

// True when bytes came after the last answer. A connection that the server has closed is given up.
bool Client::strays(Connection& connection) {
  ssize_t count = receive(connection.socket.get(), read_buffer());
  if (count > 0) {
    connection.parser.feed({read_buffer().data(), static_cast<std::size_t>(count)});
    return connection.parser.state() == ResponseParser::State::fault;
  }
  if (count == 0 || !would_block()) connection.socket.reset();
  return false;
}

Client::Flight Client::prepare(Connection& connection, Request request, std::size_t of) {
  Flight flight;
  flight.connection = &connection;
  flight.reused = connection.used = connection.used && connection.socket;
  flight.bytes = bytes_of(request);
  flight.allowed = flight.bytes.size() - (of > 1 ? 1 : 0);
  flight.body_limit = answer_limit / of;
  connection.parser = ResponseParser(request.method == "HEAD", flight.body_limit);
  connection.request = std::move(request);
  return flight;
}

Result<std::vector<Exchange>> Client::send(std::vector<Request> requests, Millis patience, Stroke* stroke) {
  while (open_.size() > requests.size()) {
    retire(open_.back());
    open_.pop_back();
  }
  open_.resize(requests.size());
  std::vector<Flight> flights;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (open_[i].socket && strays(open_[i])) {
      Flight flight;
      flight.connection = &open_[i];
      flight.started = clock_.now();
      std::vector<Exchange> found;
      found.push_back(land(flight));
      return found;
    }
    flights.push_back(prepare(open_[i], std::move(requests[i]), requests.size()));
  }
  if (auto flown = fly(flights, patience, stroke); !flown) {
    drop(); // parts of requests are on their way
    return tl::unexpected(flown.error());
  }
  std::vector<Exchange> exchanges;
  for (std::size_t i = 0; i < flights.size(); ++i) {
    exchanges.push_back(land(flights[i]));
    exchanges.back().client = static_cast<int>(i) + 1;
  }
  return exchanges;
}

// Connects whoever is not yet connected, as long as the server has room: false when somebody has to wait.
Result<bool> Client::board(std::vector<Flight>& flights) {
  for (Flight& flight : flights) {
    if (flight.connection->socket || flight.over) continue;
    auto connected = try_to_connect(server_, port_, flight.connection->socket);
    if (!connected || !*connected) return connected;
    flight.started = clock_.now();
    push(flight);
  }
  return true;
}

Result<void> Client::fly(std::vector<Flight>& flights, Millis patience, Stroke* stroke) {
  Nanos start = clock_.now();
  for (Flight& flight : flights) {
    flight.started = start;
    if (flight.connection->socket) push(flight);
  }
  bool held = flights.size() > 1;
  for (Nanos now = start;; now = clock_.now()) {
    if (stroke && !stroke->fallen &&
        static_cast<std::size_t>(std::ranges::count_if(flights, &Flight::over)) >= stroke->after) {
      stroke->fallen = true;
      stroke->then();
    }
    auto all_aboard = board(flights);
    if (!all_aboard && stroke && stroke->fallen) return {};
    if (!all_aboard) return tl::unexpected(all_aboard.error());
    bool all_there = std::ranges::none_of(
        flights, [](const Flight& flight) { return !flight.over && flight.wants_to_send(); });
    if (held && ((*all_aboard && all_there) || (!*all_aboard && now - start >= stragglers))) {
      held = false;
      std::vector<int> sockets;
      for (const Flight& flight : flights)
        if (flight.connection->socket) sockets.push_back(flight.connection->socket.get());
      await_reading(server_, clock_, sockets);
      release(flights);
      start = clock_.now();
    }
    bool all_over = std::ranges::all_of(flights, &Flight::over);
    if (all_over || now - start >= patience) return {};
    Nanos until = *all_aboard ? start + patience : now + look_for_room;
    if (auto waited = wait(flights, until); !waited) return waited;
  }
}

void Client::release(std::vector<Flight>& flights) {
  for (auto flight = flights.rbegin(); flight != flights.rend(); ++flight) {
    flight->allowed = flight->bytes.size();
    if (flight->over || !flight->connection->socket) continue;
    flight->started = clock_.now();
    push(*flight);
  }
}

Result<void> Client::wait(std::vector<Flight>& flights, Nanos until) {
  if (flights.size() == 1 && flights.front().connection->socket && !flights.front().wants_to_send()) {
    Flight& lone = flights.front();
    const Connection& connection = *lone.connection;
    const auto before = connection.parser.size();
    for (const Nanos end = clock_.now() + glance; clock_.now() < end;) {
      advance(lone, POLLIN);
      if (lone.over || !connection.socket || connection.parser.size() > before) return {};
    }
  }
  std::vector<pollfd> watched{{interrupt_fd(), POLLIN, 0}};
  std::vector<Flight*> flying;
  for (Flight& flight : flights) {
    if (flight.over || !flight.connection->socket) continue;
    short events = flight.wants_to_send() ? POLLIN | POLLOUT : POLLIN;
    watched.push_back({flight.connection->socket.get(), events, 0});
    flying.push_back(&flight);
  }
  int count = poll(watched.data(), watched.size(), until_ms(until, clock_.now()));
  if (interrupted()) return stopped();
  for (std::size_t i = 0; count > 0 && i < flying.size(); ++i) {
    advance(*flying[i], watched[i + 1].revents);
  }
  return {};
}

void Client::advance(Flight& flight, short events) {
  if (events & (POLLIN | POLLHUP | POLLERR)) {
    pull(flight);
    if (flight.cut && retry(flight)) return;
  }
  if (!flight.over && (events & POLLOUT)) push(flight);
}

// A server may close a connection that it kept at any time, just when we send (RFC 9112 section 9.3.1):
// without one byte of an answer the request goes out once more, on a new connection.
bool Client::retry(Flight& flight) {
  if (!flight.reused || flight.connection->parser.size() > 0) return false;
  flight.reused = flight.over = flight.cut = flight.deaf = false;
  flight.sent = 0;
  bool to_head = flight.connection->request.method == "HEAD";
  flight.connection->parser = ResponseParser(to_head, flight.body_limit);
  return true;
}

void Client::push(Flight& flight) {
  while (flight.wants_to_send()) {
    std::string_view left(flight.bytes.data() + flight.sent, flight.allowed - flight.sent);
    ssize_t count = send_some(flight.connection->socket.get(), left);
    if (count >= 0)
      flight.sent += static_cast<std::size_t>(count);
    else if (would_block())
      return;
    else
      flight.deaf = true; // an answer may be there all the same
  }
}

void Client::pull(Flight& flight) {
  ResponseParser& parser = flight.connection->parser;
  for (int i = 0; i < reads_in_a_row; ++i) {
    ssize_t count = receive(flight.connection->socket.get(), read_buffer());
    if (count < 0 && would_block()) {
      if (i > 0) acknowledge(flight.connection->socket.get());
      return;
    }
    if (count > 0) {
      parser.feed({read_buffer().data(), static_cast<std::size_t>(count)});
      if (!flight.began && !parser.response().body.empty()) flight.began = clock_.now();
    } else {
      flight.cut = parser.end(count < 0) == ResponseParser::State::fault;
      flight.connection->socket.reset();
    }
    if (parser.state() == ResponseParser::State::more) continue;
    flight.over = true;
    flight.landed = clock_.now();
    return;
  }
}

// What became of the flight. The connection is kept when it can serve again.
Exchange Client::land(Flight& flight) {
  Connection& connection = *flight.connection;
  Exchange exchange;
  exchange.request = connection.request;
  exchange.came = connection.parser.raw();
  exchange.size = connection.parser.size();
  exchange.took = (flight.over ? flight.landed : clock_.now()) - flight.started;
  exchange.began = flight.began ? *flight.began - flight.started : exchange.took;
  exchange.fault = connection.parser.fault();
  switch (connection.parser.state()) {
  case ResponseParser::State::done:
    exchange.end = Exchange::End::answered;
    break;
  case ResponseParser::State::fault:
    exchange.end = flight.cut ? Exchange::End::cut_short : Exchange::End::faulty;
    break;
  case ResponseParser::State::too_large:
    exchange.end = Exchange::End::too_large;
    break;
  case ResponseParser::State::more:
    exchange.end = Exchange::End::silent;
    exchange.no_room = !connection.socket;
    break;
  }
  exchange.response = connection.parser.take_response();
  connection.says_close = exchange.response.says_close;
  if (exchange.end != Exchange::End::answered) {
    connection.socket.reset();
    return exchange;
  }
  connection.used = true;
  bool whole_request = flight.sent == flight.bytes.size();
  if (!exchange.response.stays_open || !whole_request) retire(connection);
  return exchange;
}

// Closes our side, so that the server sees the end, unless it has to close by itself; the other side stays
// open for bytes that should not come.
void Client::retire(Connection& connection) {
  if (!connection.socket) return;
  if (!connection.says_close) shutdown(connection.socket.get(), SHUT_WR);
  if (closing_.size() == most_closing) closing_.erase(closing_.begin());
  closing_.push_back(std::move(connection));
  connection.socket.reset();
}

void Client::retire_all() {
  for (Connection& connection : open_) retire(connection);
  open_.clear();
}

std::optional<Exchange> Client::settle() {
  retire_all();
  const Nanos start = clock_.now();
  auto found = [&](Connection& connection, const Fault* fault) {
    Flight flight;
    flight.connection = &connection;
    flight.started = flight.landed = start;
    flight.over = true;
    if (fault) connection.socket.reset();
    Exchange exchange = land(flight);
    if (fault) exchange.end = Exchange::End::faulty, exchange.fault = *fault;
    drop();
    return exchange;
  };
  for (Nanos now = start; !closing_.empty() && !interrupted(); now = clock_.now()) {
    auto late = std::ranges::find_if(closing_, &Connection::owes_its_end);
    const Millis patience = late == closing_.end() ? farewell : close_shows;
    if (now - start >= patience) {
      if (late == closing_.end()) break;
      const Fault fault = fault_of_open(*late->says_close);
      return found(*late, &fault);
    }
    std::vector<pollfd> watched{{interrupt_fd(), POLLIN, 0}};
    for (const Connection& connection : closing_) watched.push_back({connection.socket.get(), POLLIN, 0});
    poll(watched.data(), watched.size(), until_ms(start + patience, now));
    for (std::size_t i = 0; i < closing_.size(); ++i) {
      if (watched[i + 1].revents != 0 && strays(closing_[i])) return found(closing_[i], nullptr);
    }
    std::erase_if(closing_, [](const Connection& connection) { return !connection.socket; });
  }
  drop();
  return std::nullopt;
}

void Client::drop() {
  open_.clear();
  closing_.clear();
}

} // namespace bex::http
