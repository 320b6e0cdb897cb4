#include "graders/tls/libssl.hpp"

#include <dlfcn.h>

#include <optional>
#include <type_traits>

namespace bex::tls {
namespace {

std::optional<Libssl> load() {
  void* library = ::dlopen("libssl.so.3", RTLD_NOW | RTLD_LOCAL);
  if (!library) return std::nullopt;
  bool whole = true;
  const auto take = [&](auto& function, const char* name) {
    function = reinterpret_cast<std::decay_t<decltype(function)>>(::dlsym(library, name));
    whole = whole && function != nullptr;
  };
  Libssl ssl{};
  take(ssl.client_method, "TLS_client_method");
  take(ssl.server_method, "TLS_server_method");
  take(ssl.CTX_new, "SSL_CTX_new");
  take(ssl.CTX_free, "SSL_CTX_free");
  take(ssl.CTX_ctrl, "SSL_CTX_ctrl");
  take(ssl.CTX_set_verify, "SSL_CTX_set_verify");
  take(ssl.CTX_set_default_verify_paths, "SSL_CTX_set_default_verify_paths");
  take(ssl.CTX_get_cert_store, "SSL_CTX_get_cert_store");
  take(ssl.CTX_set_alpn_protos, "SSL_CTX_set_alpn_protos");
  take(ssl.CTX_use_certificate, "SSL_CTX_use_certificate");
  take(ssl.CTX_use_PrivateKey, "SSL_CTX_use_PrivateKey");
  take(ssl.create, "SSL_new");
  take(ssl.free, "SSL_free");
  take(ssl.set_fd, "SSL_set_fd");
  take(ssl.set_connect_state, "SSL_set_connect_state");
  take(ssl.set_accept_state, "SSL_set_accept_state");
  take(ssl.ctrl, "SSL_ctrl");
  take(ssl.get0_param, "SSL_get0_param");
  take(ssl.do_handshake, "SSL_do_handshake");
  take(ssl.read, "SSL_read");
  take(ssl.write, "SSL_write");
  take(ssl.shutdown, "SSL_shutdown");
  take(ssl.get_error, "SSL_get_error");
  take(ssl.get_verify_result, "SSL_get_verify_result");
  return whole ? std::optional(ssl) : std::nullopt;
}

} // namespace

const Libssl* libssl() {
  static const auto loaded = load();
  return loaded ? &*loaded : nullptr;
}

} // namespace bex::tls
