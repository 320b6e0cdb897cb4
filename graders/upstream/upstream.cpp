#include "graders/upstream/upstream.hpp"

#include "graders/http/server.hpp"
#include "graders/http/wire.hpp"
#include "graders/upstream/conversation.hpp"

#include <fcntl.h>
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
constexpr const char* trust_inside = "/upstream";
constexpr Millis farewell{500}; // how long a connection that we have closed waits for the client to close it

struct Connection {
  Fd socket; // with TLS our plain end
  Fd wire;   // then: what it goes over
  Conversation conversation;
  std::optional<Nanos> closing; // our side is closed; until then it is read
  bool blocked = false;         // the client does not read what we say
};

void set(int socket, int level, int option) {
  const int on = 1;
  ::setsockopt(socket, level, option, &on, sizeof on);
}

// To dissolve a connection sends a reset at once, whoever else has the socket (connect(2), AF_UNSPEC).
void reset(Connection& connection) {
  sockaddr nobody{};
  nobody.sa_family = AF_UNSPEC;
  ::connect((connection.wire ? connection.wire : connection.socket).get(), &nobody, sizeof nobody);
  connection.socket.reset();
}

} // namespace

struct Upstream::Sockets {
  Sockets(Clock& its_clock, const Identity* its_identity)
      : clock(its_clock), identity(its_identity), wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

  Clock& clock;
  const Identity* identity; // null: plain
  Fd wake;
  mutable std::mutex mutex; // of all below
  Room room;
  Fd listener;
  std::vector<Connection> connections;
  bool over = false;
  tls::Relay relay;
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

  // Who is not shown the same certificate any more comes anew.
  void play(Script script, http::Variables variables) {
    const std::scoped_lock lock(mutex);
    if (identity && script.certificate != room.certificate()) connections.clear();
    room.play(std::move(script), std::move(variables), clock.now());
    rouse();
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
      Fd wire;
      if (identity) {
        wire = Fd(::fcntl(socket.get(), F_DUPFD_CLOEXEC, 0));
        tls::SessionPtr session = identity->party(room.certificate()).session(socket.get());
        socket = relay.carry(std::move(socket), std::move(session));
        if (!socket) continue;
      }
      connections.push_back({std::move(socket), std::move(wire), Conversation(room), std::nullopt, false});
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

Result<std::shared_ptr<Upstream>> Upstream::make(Clock& clock, std::uint16_t port, Place place) {
  std::optional<Identity> identity;
  if (place.tls) {
    auto made = Identity::make();
    if (!made) return tl::unexpected(made.error());
    identity = std::move(*made);
  }
  return std::shared_ptr<Upstream>(new Upstream(clock, port, std::move(place), std::move(identity)));
}

Upstream::Upstream(Clock& clock, std::uint16_t port, Place place, std::optional<Identity> identity)
    : port_(port), place_(std::move(place)), identity_(std::move(identity)),
      sockets_(std::make_unique<Sockets>(clock, identity_ ? &*identity_ : nullptr)) {}

Upstream::~Upstream() {
  sockets_->close();
}

void Upstream::join(const std::shared_ptr<Upstream>& server, SandboxSpec& spec) {
  spec.inlet = {server->port(), [server](Fd listener) { server->sockets_->open(std::move(listener)); }};
  const auto give = [&](const std::string& name, const std::string& value) {
    std::erase_if(spec.env, [&](const auto& entry) { return entry.first == name; });
    spec.env.emplace_back(name, value);
  };
  give(server->place_.variable, server->url());
  if (!server->identity_) return;
  spec.mounts.push_back({server->identity_->folder(), trust_inside});
  // The second is known to OpenSSL and Go, the third to Node.
  for (const char* name : {ca_variable, "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"})
    give(name, std::string(trust_inside) + "/ca.pem");
}

void Upstream::play(Script script, http::Variables variables) {
  sockets_->play(std::move(script), std::move(variables));
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
