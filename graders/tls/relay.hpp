// TLS between a socket and whoever speaks plainly at our end of a pair: those who send and parse HTTP need
// not know of it.
#pragma once

#include "graders/tls/libssl.hpp"
#include "sandboxes/base/error.hpp"
#include "sandboxes/base/fd.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace bex::tls {

// Whom a client trusts, and by what name it knows the server.
struct Trust {
  std::string authority; // PEM; empty: those that this system trusts
  std::string name; // of the server, a DNS name or an IP address: what the certificate must be for, and SNI
};

// What a client's or a server's sessions share. TLS 1.2 and 1.3 (RFC 8996 has done away with those before),
// and by ALPN HTTP/1.1 (RFC 7301).
class Party {
 public:
  // Errors of kind `machine`: no libssl. Of kind `usage`: the PEM text holds no certificate.
  [[nodiscard]] static Result<Party> client(Trust trust);
  [[nodiscard]] static Result<Party> server(const std::string& certificate, const std::string& key);

  // On `socket`, which it does not own. Null when memory is short.
  [[nodiscard]] SessionPtr session(int socket) const;

 private:
  ContextPtr context_;
  Trust trust_;
  bool is_server_ = false;

  explicit Party(ContextPtr context) : context_(std::move(context)) {}
};

// Why a handshake did not succeed, in words for whoever runs the server: "its certificate expired on ...".
// `code` is what SSL_get_error said.
[[nodiscard]] std::string why_not(SSL* session, int code, const std::string& name);

// One handshake as a client, for no more than that: nothing when it succeeds within `patience_ms`, else why
// not. What arrives in plain HTTP instead is said to be so.
[[nodiscard]] std::string greet(const Party& party, int socket, const std::string& name, int patience_ms);

// A thread that carries bytes between pairs. A handshake that fails ends its pair.
class Relay {
 public:
  Relay();
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  // Our plain end of it, non-blocking and close-on-exec; -1 where the machine has no more of them. What is
  // written there waits for the handshake. Closing our side sends close_notify (RFC 8446 section 6.1).
  [[nodiscard]] Fd carry(Fd socket, SessionPtr session);

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

} // namespace bex::tls
