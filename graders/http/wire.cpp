#include "graders/http/wire.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace bex::http {
namespace {

constexpr Millis longest_sleep{100};

void set(int socket, int option) {
  int on = 1;
  setsockopt(socket, IPPROTO_TCP, option, &on, sizeof on);
}

} // namespace

void acknowledge(int socket) {
  set(socket, TCP_QUICKACK);
}

ssize_t receive(int socket, std::span<char> buffer) {
  ssize_t count = 0;
  do count = recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
  while (count < 0 && errno == EINTR);
  return count;
}

ssize_t send_some(int socket, std::string_view bytes) {
  ssize_t count = 0;
  do count = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  while (count < 0 && errno == EINTR);
  return count;
}

bool would_block() {
  return errno == EAGAIN || errno == EWOULDBLOCK;
}

std::span<char> read_buffer() {
  thread_local std::array<char, 64 << 10> buffer;
  return buffer;
}

int until_ms(Nanos until, Nanos now) {
  Nanos left = std::clamp<Nanos>(until - now, Nanos{0}, longest_sleep);
  return static_cast<int>(std::chrono::ceil<Millis>(left).count());
}

Result<bool> try_to_connect(Running& server, std::uint16_t port, Fd& socket) {
  if (!server.has_room(port)) return false;
  auto connected = server.connect(port);
  if (!connected) return tl::unexpected(connected.error());
  socket = std::move(*connected);
  set(socket.get(), TCP_NODELAY);
  return true;
}

} // namespace bex::http
