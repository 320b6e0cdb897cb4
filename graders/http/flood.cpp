#include "graders/http/flood.hpp"

#include "graders/http/wire.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace bex::http {
namespace {

constexpr Millis look_for_room{2};
constexpr Millis look_for_silence{20};
constexpr std::size_t most_kept = 16 << 10; // of an answer that is known to be right
constexpr Millis farewell{250};             // after a failure, for answers that are on their way

} // namespace

struct Flood::Caller {
  int number = 1, round = 0;
  Fd socket;
  std::string bytes; // of the request
  std::size_t sent = 0;
  bool to_head = false, flying = false, deaf = false;
  bool used = false; // an answer came on this connection, so that it may have been closed since
  bool watched_for_room = false;
  Nanos started{}, landed{};
  std::optional<Nanos> began;
  ResponseParser parser{false, answer_limit};
  std::string right; // the last answer that was judged, and after which the connection stays open

  void hang_up() {
    socket.reset();
    used = watched_for_room = false;
  }
  [[nodiscard]] bool wants_to_send() const { return flying && !deaf && sent < bytes.size(); }
};

Flood::Flood(Running& server, Clock& clock, std::uint16_t port, Question question)
    : server_(server), clock_(clock), port_(port), question_(std::move(question)),
      epoll_(epoll_create1(EPOLL_CLOEXEC)), callers_(static_cast<std::size_t>(question_.clients)) {
  for (std::size_t i = 0; i < callers_.size(); ++i) callers_[i].number = static_cast<int>(i) + 1;
  epoll_event event{};
  event.events = EPOLLIN;
  epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, interrupt_fd(), &event);
}

Flood::~Flood() = default;

Result<Slice> Flood::run(std::size_t requests, Nanos time, Millis patience) {
  slice_ = {};
  error_.reset();
  left_ = requests;
  in_flight_ = 0;
  const Nanos start = clock_.now();
  ends_ = start + time;
  Nanos look = start;
  for (Caller& caller : callers_) begin(caller, start);
  for (Nanos now = start; !over() && !(slice_.failure && now >= leaves_); now = clock_.now()) {
    if (now >= look) {
      look_after_all(now, patience);
      const bool waits =
          std::ranges::any_of(callers_, [](const Caller& it) { return it.flying && !it.socket; });
      look = now + (waits ? look_for_room : look_for_silence);
    }
    if (!over()) wait(look, now);
  }
  if (error_ || slice_.failure)
    for (Caller& caller : callers_) caller.hang_up();
  if (error_) return tl::unexpected(*error_);
  for (const Caller& caller : callers_) slice_.took = std::max(slice_.took, caller.landed - start);
  return std::move(slice_);
}

Exchange Flood::last() const {
  Exchange exchange = exchange_of(callers_.front(), Exchange::End::answered, {});
  exchange.request = question_.ask(1, std::max(1, callers_.front().round));
  exchange.came = callers_.front().right;
  exchange.size = exchange.came.size();
  return exchange;
}

// The caller's next request, unless all have been sent.
void Flood::begin(Caller& caller, Nanos now) {
  caller.flying = left_ > 0 && now <= ends_;
  if (!caller.flying) return;
  --left_;
  ++in_flight_;
  ++caller.round;
  if (!question_.alike || caller.bytes.empty()) {
    const Request request = question_.ask(caller.number, caller.round);
    caller.bytes = bytes_of(request);
    caller.to_head = request.method == "HEAD";
    caller.parser = ResponseParser(caller.to_head, answer_limit);
  }
  caller.started = now;
  say(caller);
}

void Flood::say(Caller& caller) {
  caller.sent = 0;
  caller.deaf = false;
  if (!caller.socket) connect(caller);
  if (caller.socket) push(caller);
}

// Without room in the server's queue the caller waits for some.
void Flood::connect(Caller& caller) {
  auto connected = try_to_connect(server_, port_, caller.socket);
  if (!connected) error_ = connected.error();
  if (!caller.socket) return;
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = &caller;
  epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, caller.socket.get(), &event);
}

void Flood::push(Caller& caller) {
  while (caller.wants_to_send()) {
    const ssize_t count = send_some(caller.socket.get(), std::string_view(caller.bytes).substr(caller.sent));
    if (count >= 0)
      caller.sent += static_cast<std::size_t>(count);
    else if (would_block())
      break;
    else
      caller.deaf = true; // an answer may be there all the same
  }
  if (caller.wants_to_send() == caller.watched_for_room) return;
  caller.watched_for_room = !caller.watched_for_room;
  epoll_event event{};
  event.events = caller.watched_for_room ? EPOLLIN | EPOLLOUT : EPOLLIN;
  event.data.ptr = &caller;
  epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, caller.socket.get(), &event);
}

// One read for each event: what is left makes the next.
void Flood::pull(Caller& caller) {
  const ssize_t count = receive(caller.socket.get(), read_buffer());
  if (count > 0)
    take(caller, {read_buffer().data(), static_cast<std::size_t>(count)});
  else if (count == 0 || !would_block())
    break_off(caller, count < 0);
}

void Flood::take(Caller& caller, std::string_view bytes) {
  if (caller.flying && question_.alike && caller.parser.size() == 0 && bytes == caller.right)
    return land(caller, clock_.now());
  caller.parser.feed(bytes);
  if (!caller.flying) return give_up(caller, Exchange::End::faulty);
  if (!caller.began && !caller.parser.response().body.empty()) caller.began = clock_.now();
  switch (caller.parser.state()) {
  case ResponseParser::State::more:
    return acknowledge(caller.socket.get());
  case ResponseParser::State::done:
    return judge(caller);
  case ResponseParser::State::fault:
    return give_up(caller, Exchange::End::faulty);
  case ResponseParser::State::too_large:
    return give_up(caller, Exchange::End::too_large);
  }
}

// A server may close a connection that it kept just when we send (RFC 9112 section 9.3.1): without one byte
// of an answer the request goes out once more, on a new connection.
void Flood::break_off(Caller& caller, bool reset) {
  const bool again = caller.flying && caller.used && caller.parser.size() == 0 && !slice_.failure;
  caller.hang_up();
  if (!caller.flying) return;
  if (again) return say(caller);
  if (caller.parser.end(reset) == ResponseParser::State::done) return judge(caller);
  give_up(caller, Exchange::End::cut_short);
}

void Flood::judge(Caller& caller) {
  if (slice_.failure) return leave(caller);
  const Nanos now = clock_.now();
  Exchange exchange = exchange_of(caller, Exchange::End::answered, now);
  exchange.response = caller.parser.take_response();
  Examination examination = question_.judge(exchange);
  if (!examination.findings.empty()) {
    exchange.request = question_.ask(caller.number, caller.round);
    return fail(caller, std::move(exchange), std::move(examination));
  }
  const bool stays_open = exchange.response.stays_open && caller.sent == caller.bytes.size();
  if (!stays_open) caller.hang_up();
  const bool known = question_.alike && stays_open && exchange.size <= most_kept;
  caller.right = known ? std::move(exchange.came) : "";
  caller.parser = ResponseParser(caller.to_head, answer_limit);
  land(caller, now);
}

void Flood::land(Caller& caller, Nanos now) {
  slice_.latencies.push_back(now - caller.started);
  caller.landed = now;
  caller.began.reset();
  caller.used = bool(caller.socket);
  --in_flight_;
  begin(caller, now);
}

void Flood::give_up(Caller& caller, Exchange::End end) {
  if (slice_.failure) return leave(caller);
  Exchange exchange = exchange_of(caller, end, clock_.now());
  exchange.request = question_.ask(caller.number, std::max(1, caller.round));
  exchange.no_room = end == Exchange::End::silent && !caller.socket;
  exchange.response = caller.parser.take_response();
  if (!caller.flying) exchange.fault = {"no bytes that nobody asked for (RFC 9112, 6.3)", exchange.came, 0};
  Examination examination = question_.judge(exchange);
  fail(caller, std::move(exchange), std::move(examination));
}

// The others get the answers to what they have asked: a server that writes to clients who have gone would
// complain about that in its log, beside what is really wrong.
void Flood::fail(Caller& caller, Exchange exchange, Examination examination) {
  slice_.failure = Slice::Failure{std::move(exchange), std::move(examination)};
  left_ = 0;
  leaves_ = clock_.now() + farewell;
  leave(caller);
}

void Flood::leave(Caller& caller) {
  caller.hang_up();
  if (std::exchange(caller.flying, false)) --in_flight_;
}

Exchange Flood::exchange_of(const Caller& caller, Exchange::End end, Nanos now) const {
  Exchange exchange;
  exchange.end = end;
  exchange.fault = caller.parser.fault();
  exchange.came = caller.parser.raw();
  exchange.size = caller.parser.size();
  exchange.took = now - caller.started;
  exchange.began = caller.began ? *caller.began - caller.started : exchange.took;
  exchange.client = caller.number;
  exchange.round = caller.round;
  return exchange;
}

void Flood::wait(Nanos until, Nanos now) {
  std::array<epoll_event, 64> events;
  const int count = epoll_wait(epoll_.get(), events.data(), events.size(), until_ms(until, now));
  if (interrupted()) error_ = Error{ErrorKind::interrupted, "interrupted", {}, "", {}};
  for (int i = 0; i < count && !over(); ++i) {
    auto* caller = static_cast<Caller*>(events[static_cast<std::size_t>(i)].data.ptr);
    if (!caller || !caller->socket) continue;
    const std::uint32_t what = events[static_cast<std::size_t>(i)].events;
    if (what & EPOLLOUT) push(*caller);
    if (what & (EPOLLIN | EPOLLHUP | EPOLLERR)) pull(*caller);
  }
}

// Those without a connection, and those without an answer.
void Flood::look_after_all(Nanos now, Millis patience) {
  for (Caller& caller : callers_) {
    if (over()) return;
    if (!caller.flying) continue;
    if (now - caller.started >= patience) return give_up(caller, Exchange::End::silent);
    if (!caller.socket) say(caller);
  }
}

} // namespace bex::http
