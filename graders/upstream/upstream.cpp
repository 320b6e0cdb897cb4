#include "graders/upstream/upstream.hpp"

#include "graders/http/server.hpp"
#include "graders/http/wire.hpp"
#include "graders/upstream/conversation.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <mutex>
#include <thread>

namespace bex::upstream {
namespace {

constexpr std::size_t most_connections = 256;
constexpr Millis farewell{500}; // how long a connection that we have closed waits for the client to close it

struct Connection {
  Fd socket;
  Conversation conversation;
  std::optional<Nanos> closing; // our side is closed; until then it is read
  bool blocked = false;         // the client does not read what we say
};

void set(int socket, int level, int option) {
  const int on = 1;
  ::setsockopt(socket, level, option, &on, sizeof on);
}

// The last close of a socket that does not linger sends a reset (socket(7), SO_LINGER).
void reset(Connection& connection) {
  const linger none{1, 0};
  ::setsockopt(connection.socket.get(), SOL_SOCKET, SO_LINGER, &none, sizeof none);
  connection.socket.reset();
}

} // namespace

struct Upstream::Sockets {
  explicit Sockets(Clock& its_clock) : clock(its_clock), wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

  Clock& clock;
  Fd wake;
  mutable std::mutex mutex; // of all below
  Room room;
  Fd listener;
  std::vector<Connection> connections;
  bool over = false;
  std::thread thread;

  void rouse() const {
    const std::uint64_t one = 1;
    (void)!::write(wake.get(), &one, sizeof one);
  }

  // A run has begun: nothing is left of the one before.
  void open(Fd socket) {
    const std::scoped_lock lock(mutex);
    connections.clear();
    listener = std::move(socket);
    if (!thread.joinable()) thread = std::thread([this] { serve(); });
    rouse();
  }

  void close() {
    {
      const std::scoped_lock lock(mutex);
      over = true;
    }
    rouse();
    if (thread.joinable()) thread.join();
  }

  void serve() {
    for (std::vector<pollfd> watched;;) {
      Nanos until = Nanos::max();
      {
        const std::scoped_lock lock(mutex);
        if (over) return;
        watched = watch(until);
      }
      wait(watched, until);
      const std::scoped_lock lock(mutex);
      work(watched);
    }
  }

  std::vector<pollfd> watch(Nanos& until) const {
    std::vector<pollfd> watched{{wake.get(), POLLIN, 0}, {listener.get(), POLLIN, 0}};
    for (const Connection& connection : connections) {
      const bool hears = connection.closing || connection.conversation.listens();
      short events = hears ? POLLIN : 0;
      if (connection.blocked) events |= POLLOUT;
      watched.push_back({hears || connection.blocked ? connection.socket.get() : -1, events, 0});
      if (connection.closing)
        until = std::min(until, *connection.closing);
      else if (const auto due = connection.conversation.due(); due && !connection.blocked)
        until = std::min(until, *due);
    }
    return watched;
  }

  void wait(std::vector<pollfd>& watched, Nanos until) {
    const Nanos left = std::max(until - clock.now(), Nanos{0});
    const timespec timeout{left.count() / 1'000'000'000, left.count() % 1'000'000'000};
    if (::ppoll(watched.data(), watched.size(), until == Nanos::max() ? nullptr : &timeout, nullptr) < 0)
      for (pollfd& one : watched) one.revents = 0;
  }

  // The connections may be others than when the watch began: each is known by its descriptor.
  void work(const std::vector<pollfd>& watched) {
    std::uint64_t count = 0;
    (void)!::read(wake.get(), &count, sizeof count);
    for (Connection& connection : connections) {
      const auto found = std::ranges::find(watched, connection.socket.get(), &pollfd::fd);
      const int events = found == watched.end() ? 0 : found->revents;
      if (events & (POLLIN | POLLHUP | POLLERR)) hear(connection);
      if (events & POLLOUT) connection.blocked = false;
      if (connection.socket) speak(connection);
    }
    std::erase_if(connections, [](const Connection& connection) { return !connection.socket; });
    if (listener) admit();
  }

  void admit() {
    for (;;) {
      Fd socket(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
      if (!socket) return;
      if (connections.size() == most_connections) continue;
      set(socket.get(), IPPROTO_TCP, TCP_NODELAY);
      connections.push_back({std::move(socket), Conversation(room), std::nullopt, false});
    }
  }

  void hear(Connection& connection) {
    constexpr int reads_in_a_row = 16;
    for (int i = 0; i < reads_in_a_row && connection.socket; ++i) {
      const ssize_t count = http::receive(connection.socket.get(), http::read_buffer());
      if (count < 0 && http::would_block()) return;
      if (connection.closing && count <= 0) connection.socket.reset();
      if (connection.closing) continue;
      if (count <= 0) return connection.conversation.hear_end(count < 0, clock.now());
      connection.conversation.hear({http::read_buffer().data(), static_cast<std::size_t>(count)},
                                   clock.now());
    }
  }

  void speak(Connection& connection) {
    Conversation& conversation = connection.conversation;
    // The time of an answer is that before it goes: the client may act on it at once.
    const Nanos now = clock.now();
    if (connection.closing) {
      if (now >= *connection.closing) connection.socket.reset();
      return;
    }
    while (!connection.blocked) {
      const std::string_view bytes = conversation.say(now);
      if (bytes.empty()) break;
      const ssize_t count = http::send_some(connection.socket.get(), bytes);
      if (count >= 0)
        conversation.said(static_cast<std::size_t>(count), now);
      else if (http::would_block())
        connection.blocked = true;
      else
        return conversation.hear_end(true, now), connection.socket.reset();
    }
    if (connection.blocked) return;
    const auto end = conversation.end(now);
    if (end == Conversation::End::reset) return reset(connection);
    if (end == Conversation::End::open) return;
    ::shutdown(connection.socket.get(), SHUT_WR);
    connection.closing = now + farewell;
  }
};

Upstream::Upstream(Clock& clock, std::uint16_t port)
    : clock_(clock), port_(port), sockets_(std::make_unique<Sockets>(clock)) {}

Upstream::~Upstream() {
  sockets_->close();
}

void Upstream::join(const std::shared_ptr<Upstream>& server, SandboxSpec& spec, const Place& place) {
  spec.inlet = {server->port(), [server](Fd listener) { server->sockets_->open(std::move(listener)); }};
  std::erase_if(spec.env, [&](const auto& entry) { return entry.first == place.variable; });
  spec.env.emplace_back(place.variable, server->url());
}

void Upstream::play(Script script, http::Variables variables) {
  const std::scoped_lock lock(sockets_->mutex);
  sockets_->room.play(std::move(script), std::move(variables), clock_.now());
}

std::pair<std::vector<Arrival>, Nanos> Upstream::seen() const {
  const std::scoped_lock lock(sockets_->mutex);
  return {sockets_->room.arrivals(), sockets_->room.began()};
}

std::uint16_t port_for(std::uint64_t seed, bool own_network) {
  if (const std::uint16_t port = own_network ? 0 : http::free_port(); port != 0) return port;
  const std::uint16_t port = http::port_of(~seed);
  return port == http::port_of(seed) ? port + 1 : port;
}

} // namespace bex::upstream
