#include "graders/tls/relay.hpp"
#include "sandboxes/base/text.hpp"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace bex::tls {
namespace {

struct FreeMemory {
  void operator()(BIO* memory) const { ::BIO_free_all(memory); }
};
struct FreeCertificate {
  void operator()(X509* certificate) const { ::X509_free(certificate); }
};
struct FreeKey {
  void operator()(EVP_PKEY* key) const { ::EVP_PKEY_free(key); }
};
using MemoryPtr = std::unique_ptr<BIO, FreeMemory>;
using CertificatePtr = std::unique_ptr<X509, FreeCertificate>;

MemoryPtr memory_of(const std::string& text) {
  return MemoryPtr(::BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

bool is_address(const std::string& name) {
  in6_addr address{};
  return ::inet_pton(AF_INET, name.c_str(), &address) == 1 ||
         ::inet_pton(AF_INET6, name.c_str(), &address) == 1;
}

Result<ContextPtr> context_for(bool server) {
  const Libssl* ssl = libssl();
  if (!ssl) return fail(ErrorKind::machine, "there is no libssl.so.3 here", "sudo apt-get install libssl3");
  ContextPtr context(ssl->CTX_new(server ? ssl->server_method() : ssl->client_method()));
  if (!context) return fail(ErrorKind::machine, "OpenSSL could not be set up");
  ssl->CTX_ctrl(context.get(), SSL_CTRL_SET_MIN_PROTO_VERSION, TLS1_2_VERSION, nullptr);
  ssl->CTX_ctrl(context.get(), SSL_CTRL_MODE,
                SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER, nullptr);
  return context;
}

std::size_t trust_all_of(const std::string& pem, SSL_CTX* context) {
  const MemoryPtr memory = memory_of(pem);
  std::size_t count = 0;
  for (;; ++count) {
    const CertificatePtr certificate(::PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    if (!certificate) break;
    ::X509_STORE_add_cert(libssl()->CTX_get_cert_store(context), certificate.get());
  }
  ::ERR_clear_error(); // the end of the text is one
  return count;
}

std::string date_of(const ASN1_TIME* time) {
  tm date{};
  if (::ASN1_TIME_to_tm(time, &date) != 1) return "some day";
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &date)};
}

// Of the certificate's subjectAltName.
std::string names_of(const X509* certificate) {
  std::vector<std::string> names;
  auto* all =
      static_cast<GENERAL_NAMES*>(::X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
  for (int i = 0; i < sk_GENERAL_NAME_num(all); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(all, i);
    if (name->type == GEN_DNS) {
      const ASN1_IA5STRING* text = name->d.dNSName;
      names.emplace_back(reinterpret_cast<const char*>(::ASN1_STRING_get0_data(text)),
                         static_cast<std::size_t>(::ASN1_STRING_length(text)));
    } else if (name->type == GEN_IPADD) {
      char text[INET6_ADDRSTRLEN] = "";
      const int family = ::ASN1_STRING_length(name->d.iPAddress) == 4 ? AF_INET : AF_INET6;
      ::inet_ntop(family, ::ASN1_STRING_get0_data(name->d.iPAddress), text, sizeof text);
      names.emplace_back(text);
    }
  }
  ::GENERAL_NAMES_free(all);
  return names.empty() ? "nobody" : join(names, ", ");
}

// Of the certificate that was not accepted last in this thread: a session that fails keeps none.
struct Refused {
  std::string names, from, to;
};
thread_local Refused refused;

int note_refusal(int fine, X509_STORE_CTX* store) {
  const X509* at_fault = ::X509_STORE_CTX_get_current_cert(store);
  if (!fine && at_fault)
    refused = {names_of(::X509_STORE_CTX_get0_cert(store)), date_of(::X509_get0_notBefore(at_fault)),
               date_of(::X509_get0_notAfter(at_fault))};
  return fine;
}

std::string why_not_trusted(long result, const std::string& name) {
  switch (result) {
  case X509_V_ERR_CERT_HAS_EXPIRED:
    return "its certificate expired on " + refused.to;
  case X509_V_ERR_CERT_NOT_YET_VALID:
    return "its certificate is not valid before " + refused.from;
  case X509_V_ERR_HOSTNAME_MISMATCH:
  case X509_V_ERR_IP_ADDRESS_MISMATCH:
    return "its certificate is for " + refused.names + ", not for " + name;
  case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    return "its certificate is signed by itself, by nobody who is trusted here";
  case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
  case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
  case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
  case X509_V_ERR_CERT_SIGNATURE_FAILURE:
    return "its certificate is signed by nobody who is trusted here";
  default:
    return std::string("its certificate is not accepted: ") + ::X509_verify_cert_error_string(result);
  }
}

bool speaks_plainly(int socket) {
  char first[5] = "";
  return ::recv(socket, first, sizeof first, MSG_PEEK | MSG_DONTWAIT) == sizeof first &&
         std::string_view(first, sizeof first) == "HTTP/";
}

} // namespace

Result<Party> Party::client(Trust trust) {
  auto context = context_for(false);
  if (!context) return tl::unexpected(context.error());
  const Libssl& ssl = *libssl();
  ssl.CTX_set_verify(context->get(), SSL_VERIFY_PEER, note_refusal);
  static constexpr unsigned char protocols[] = "\x08http/1.1";
  ssl.CTX_set_alpn_protos(context->get(), protocols, sizeof protocols - 1);
  if (trust.authority.empty())
    ssl.CTX_set_default_verify_paths(context->get());
  else if (trust_all_of(trust.authority, context->get()) == 0)
    return fail(ErrorKind::usage, "there is no certificate",
                "a file in PEM begins with -----BEGIN CERTIFICATE-----");
  Party party(std::move(*context));
  party.trust_ = std::move(trust);
  return party;
}

Result<Party> Party::server(const std::string& certificate, const std::string& key) {
  auto context = context_for(true);
  if (!context) return tl::unexpected(context.error());
  const CertificatePtr own(::PEM_read_bio_X509(memory_of(certificate).get(), nullptr, nullptr, nullptr));
  const std::unique_ptr<EVP_PKEY, FreeKey> secret(
      ::PEM_read_bio_PrivateKey(memory_of(key).get(), nullptr, nullptr, nullptr));
  const bool taken = own && secret && libssl()->CTX_use_certificate(context->get(), own.get()) == 1 &&
                     libssl()->CTX_use_PrivateKey(context->get(), secret.get()) == 1;
  if (!taken) return fail(ErrorKind::usage, "there is no certificate with its key");
  Party party(std::move(*context));
  party.is_server_ = true;
  return party;
}

SessionPtr Party::session(int socket) const {
  const Libssl& ssl = *libssl();
  SessionPtr session(ssl.create(context_.get()));
  if (!session || ssl.set_fd(session.get(), socket) != 1) return nullptr;
  if (is_server_) {
    ssl.set_accept_state(session.get());
    return session;
  }
  ssl.set_connect_state(session.get());
  X509_VERIFY_PARAM* wanted = ssl.get0_param(session.get());
  if (is_address(trust_.name)) {
    ::X509_VERIFY_PARAM_set1_ip_asc(wanted, trust_.name.c_str());
    return session;
  }
  ::X509_VERIFY_PARAM_set1_host(wanted, trust_.name.c_str(), 0);
  // Only for names (RFC 6066 section 3).
  ssl.ctrl(session.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
           const_cast<char*>(trust_.name.c_str()));
  return session;
}

std::string why_not(SSL* session, int code, const std::string& name) {
  const long result = libssl()->get_verify_result(session);
  const unsigned long error = ::ERR_peek_error();
  ::ERR_clear_error();
  if (result != X509_V_OK) return why_not_trusted(result, name);
  if (code == SSL_ERROR_SYSCALL || code == SSL_ERROR_ZERO_RETURN ||
      ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING)
    return "it ends the connection instead of beginning TLS";
  switch (ERR_GET_REASON(error)) {
  case SSL_R_WRONG_VERSION_NUMBER:
    return "what it says is no TLS";
  case SSL_R_UNSUPPORTED_PROTOCOL:
  case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
    return "it speaks no TLS of version 1.2 or 1.3 (RFC 8996)";
  case SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE:
  case SSL_R_NO_SHARED_CIPHER:
    return "it has no cipher or certificate that could be used";
  default:
    break;
  }
  const char* reason = ::ERR_reason_error_string(error);
  return std::string("the beginning of TLS failed") + (reason ? ": " + std::string(reason) : "");
}

std::string greet(const Party& party, int socket, const std::string& name, int patience_ms) {
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + std::chrono::milliseconds(patience_ms);
  const SessionPtr session = party.session(socket);
  if (!session) return "OpenSSL could not begin a session";
  for (;;) {
    if (speaks_plainly(socket)) return "it answers in plain HTTP, not in TLS";
    const int done = libssl()->do_handshake(session.get());
    if (done == 1) {
      libssl()->shutdown(session.get());
      return {};
    }
    const int code = libssl()->get_error(session.get(), done);
    if (code != SSL_ERROR_WANT_READ && code != SSL_ERROR_WANT_WRITE)
      return why_not(session.get(), code, name);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd watched{socket, static_cast<short>(code == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT), 0};
    if (left <= 0 || ::poll(&watched, 1, static_cast<int>(left)) == 0)
      return "it says nothing to the beginning of TLS";
  }
}

} // namespace bex::tls
