#include "graders/tls/secured.hpp"

#include <utility>

namespace bex::tls {

Result<std::string> Secured::greeted(std::uint16_t port, const std::string& name, Millis patience) {
  auto socket = server_->connect(port);
  if (!socket) return tl::unexpected(socket.error());
  return greet(*party_, socket->get(), name, static_cast<int>(patience.count()));
}

Result<Fd> Secured::connect(std::uint16_t port) {
  auto socket = server_->connect(port);
  if (!socket) return socket;
  SessionPtr session = party_->session(socket->get());
  Fd plain = relay_.carry(std::move(*socket), std::move(session));
  if (!plain) return fail(ErrorKind::machine, "there are no sockets left for TLS");
  return plain;
}

} // namespace bex::tls
