#include "graders/http/client.hpp"

#include "sandboxes/base/interrupt.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <span>

namespace bex::http {
namespace {

constexpr Millis longest_sleep{100};
constexpr Millis farewell{
    250}; // servers close soon after they see our end closed; this is for those that never do
constexpr std::size_t most_closing = 16;
constexpr int reads_in_a_row = 16;

void set(int socket, int option) {
  int on = 1;
  setsockopt(socket, IPPROTO_TCP, option, &on, sizeof on);
}

// One recv() without waiting. A server that writes head and body in two segments with Nagle's algorithm on
// waits for the acknowledgement of the first; tcp(7) says that TCP_QUICKACK is not permanent, so it is set
// before each read.
ssize_t receive(int socket, std::span<char> buffer) {
  set(socket, TCP_QUICKACK);
  ssize_t count = 0;
  do count = recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
  while (count < 0 && errno == EINTR);
  return count;
}

int until_ms(Nanos until, Nanos now) {
  Nanos left = std::clamp<Nanos>(until - now, Nanos{0}, longest_sleep);
  return static_cast<int>(std::chrono::ceil<Millis>(left).count());
}

tl::unexpected<Error> stopped() {
  return fail(ErrorKind::interrupted, "interrupted");
}

std::span<char> read_buffer() {
  thread_local std::array<char, 64 << 10> buffer;
  return buffer;
}

} // namespace

struct Client::Flight {
  Connection* connection = nullptr;
  std::string bytes; // of the request
  std::size_t sent = 0;
  std::size_t allowed = 0; // up to where bytes may be sent
  std::size_t body_limit = 0;
  Nanos started{};
  Nanos landed{};
  bool deaf = false;   // the other side takes no more bytes
  bool reused = false; // the connection has served before, so that it may have been closed since
  bool over = false;
  bool cut = false;

  [[nodiscard]] bool wants_to_send() const { return !deaf && sent < allowed; }
};

Result<void> Client::connect(Connection& connection) {
  auto socket = server_.connect(port_);
  if (!socket) return tl::unexpected(socket.error());
  connection.socket = std::move(*socket);
  connection.used = false;
  set(connection.socket.get(), TCP_NODELAY);
  return {};
}

// True when bytes came after the last answer. A connection that the server has closed is given up.
bool Client::strays(Connection& connection) {
  ssize_t count = receive(connection.socket.get(), read_buffer());
  if (count > 0) {
    connection.parser.feed({read_buffer().data(), static_cast<std::size_t>(count)});
    return connection.parser.state() == ResponseParser::State::fault;
  }
  if (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) connection.socket.reset();
  return false;
}

Result<std::vector<Exchange>> Client::send(std::vector<Request> requests, Millis patience) {
  while (open_.size() > requests.size()) {
    retire(open_.back());
    open_.pop_back();
  }
  open_.resize(requests.size());
  std::vector<Flight> flights(requests.size());
  Nanos now = clock_.now();
  for (std::size_t i = 0; i < requests.size(); ++i) {
    Connection& connection = open_[i];
    Flight& flight = flights[i];
    flight.connection = &connection;
    flight.started = now;
    if (connection.socket && strays(connection)) {
      std::vector<Exchange> found;
      found.push_back(land(flight));
      return found;
    }
    if (!connection.socket) {
      if (auto connected = connect(connection); !connected) return tl::unexpected(connected.error());
    }
    flight.reused = connection.used;
    flight.bytes = bytes_of(requests[i]);
    flight.allowed = flight.bytes.size() - (requests.size() > 1 ? 1 : 0);
    flight.body_limit = answer_limit / requests.size();
    connection.parser = ResponseParser(requests[i].method == "HEAD", flight.body_limit);
    connection.request = std::move(requests[i]);
  }
  if (auto flown = fly(flights, patience); !flown) return tl::unexpected(flown.error());
  std::vector<Exchange> exchanges;
  for (std::size_t i = 0; i < flights.size(); ++i) {
    exchanges.push_back(land(flights[i]));
    exchanges.back().client = static_cast<int>(i) + 1;
  }
  return exchanges;
}

Result<void> Client::fly(std::vector<Flight>& flights, Millis patience) {
  Nanos start = clock_.now();
  for (Flight& flight : flights) {
    flight.started = start;
    push(flight);
  }
  bool held = flights.size() > 1;
  for (Nanos now = start;; now = clock_.now()) {
    bool all_there = std::ranges::none_of(
        flights, [](const Flight& flight) { return !flight.over && flight.wants_to_send(); });
    if (held && all_there) {
      held = false;
      release(flights);
      start = now;
    }
    bool all_over = std::ranges::all_of(flights, &Flight::over);
    if (all_over || now - start >= patience) return {};
    if (auto waited = wait(flights, start + patience); !waited) return waited;
  }
}

void Client::release(std::vector<Flight>& flights) {
  for (auto flight = flights.rbegin(); flight != flights.rend(); ++flight) {
    flight->allowed = flight->bytes.size();
    if (flight->over) continue;
    flight->started = clock_.now();
    push(*flight);
  }
}

Result<void> Client::wait(std::vector<Flight>& flights, Nanos until) {
  std::vector<pollfd> watched{{interrupt_fd(), POLLIN, 0}};
  std::vector<Flight*> flying;
  for (Flight& flight : flights) {
    if (flight.over) continue;
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
  flight.reused = false;
  if (!connect(*flight.connection)) return false;
  flight.over = flight.cut = flight.deaf = false;
  flight.sent = 0;
  bool to_head = flight.connection->request.method == "HEAD";
  flight.connection->parser = ResponseParser(to_head, flight.body_limit);
  push(flight);
  return true;
}

void Client::push(Flight& flight) {
  while (flight.wants_to_send()) {
    const char* from = flight.bytes.data() + flight.sent;
    ssize_t count = ::send(flight.connection->socket.get(), from, flight.allowed - flight.sent,
                           MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0)
      flight.sent += static_cast<std::size_t>(count);
    else if (errno == EAGAIN || errno == EWOULDBLOCK)
      return;
    else if (errno != EINTR)
      flight.deaf = true; // an answer may be there all the same
  }
}

void Client::pull(Flight& flight) {
  ResponseParser& parser = flight.connection->parser;
  for (int i = 0; i < reads_in_a_row; ++i) {
    ssize_t count = receive(flight.connection->socket.get(), read_buffer());
    bool nothing = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (nothing) return;
    if (count > 0) {
      parser.feed({read_buffer().data(), static_cast<std::size_t>(count)});
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
    break;
  }
  exchange.response = connection.parser.take();
  if (exchange.end != Exchange::End::answered) {
    connection.socket.reset();
    return exchange;
  }
  connection.used = true;
  bool whole_request = flight.sent == flight.bytes.size();
  if (!exchange.response.stays_open || !whole_request) retire(connection);
  return exchange;
}

// Closes our side, so that the server sees the end; the other side stays open for bytes that should not come.
void Client::retire(Connection& connection) {
  if (!connection.socket) return;
  shutdown(connection.socket.get(), SHUT_WR);
  if (closing_.size() == most_closing) closing_.erase(closing_.begin());
  closing_.push_back(std::move(connection));
  connection.socket.reset();
}

std::optional<Exchange> Client::settle() {
  for (Connection& connection : open_) retire(connection);
  open_.clear();
  Nanos until = clock_.now() + farewell;
  for (Nanos now = clock_.now(); !closing_.empty() && now < until && !interrupted(); now = clock_.now()) {
    std::vector<pollfd> watched{{interrupt_fd(), POLLIN, 0}};
    for (const Connection& connection : closing_) watched.push_back({connection.socket.get(), POLLIN, 0});
    poll(watched.data(), watched.size(), until_ms(until, now));
    for (std::size_t i = 0; i < closing_.size(); ++i) {
      if (watched[i + 1].revents == 0 || !strays(closing_[i])) continue;
      Flight flight;
      flight.connection = &closing_[i];
      flight.started = flight.landed = now;
      flight.over = true;
      Exchange found = land(flight);
      drop();
      return found;
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
