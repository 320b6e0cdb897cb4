// libssl of OpenSSL, loaded where TLS is spoken: no other command has to wait for it.
#pragma once

#include <openssl/ssl.h>

#include <memory>

namespace bex::tls {

// https://docs.openssl.org/3.0/man3/, under the same names without their SSL_.
struct Libssl {
  decltype(&TLS_client_method) client_method;
  decltype(&TLS_server_method) server_method;
  decltype(&SSL_CTX_new) CTX_new;
  decltype(&SSL_CTX_free) CTX_free;
  decltype(&SSL_CTX_ctrl) CTX_ctrl;
  decltype(&SSL_CTX_set_verify) CTX_set_verify;
  decltype(&SSL_CTX_set_default_verify_paths) CTX_set_default_verify_paths;
  decltype(&SSL_CTX_get_cert_store) CTX_get_cert_store;
  decltype(&SSL_CTX_set_alpn_protos) CTX_set_alpn_protos;
  decltype(&SSL_CTX_use_certificate) CTX_use_certificate;
  decltype(&SSL_CTX_use_PrivateKey) CTX_use_PrivateKey;
  decltype(&SSL_new) create;
  decltype(&SSL_free) free;
  decltype(&SSL_set_fd) set_fd;
  decltype(&SSL_set_connect_state) set_connect_state;
  decltype(&SSL_set_accept_state) set_accept_state;
  decltype(&SSL_ctrl) ctrl;
  decltype(&SSL_get0_param) get0_param;
  decltype(&SSL_do_handshake) do_handshake;
  decltype(&SSL_read) read;
  decltype(&SSL_write) write;
  decltype(&SSL_shutdown) shutdown;
  decltype(&SSL_get_error) get_error;
  decltype(&SSL_get_verify_result) get_verify_result;
};

// Null where there is no libssl.so.3.
[[nodiscard]] const Libssl* libssl();

struct FreeContext {
  void operator()(SSL_CTX* context) const { libssl()->CTX_free(context); }
};
struct FreeSession {
  void operator()(SSL* session) const { libssl()->free(session); }
};
using ContextPtr = std::unique_ptr<SSL_CTX, FreeContext>;
using SessionPtr = std::unique_ptr<SSL, FreeSession>;

} // namespace bex::tls
