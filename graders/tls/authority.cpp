#include "graders/tls/authority.hpp"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace bex::tls {
namespace {

template <auto free> struct Free {
  template <class T> void operator()(T* object) const { free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Free<&EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<&X509_free>>;
using Memory = std::unique_ptr<BIO, Free<&BIO_free_all>>;

constexpr long an_hour = 3'600, a_day = 24 * an_hour;

std::string bytes_of(const Memory& memory) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string pem_of(X509* certificate) {
  const Memory memory(::BIO_new(::BIO_s_mem()));
  ::PEM_write_bio_X509(memory.get(), certificate);
  return bytes_of(memory);
}

std::string pem_of(EVP_PKEY* key) {
  const Memory memory(::BIO_new(::BIO_s_mem()));
  ::PEM_write_bio_PKCS8PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return bytes_of(memory);
}

bool add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context{};
  ::X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  std::unique_ptr<X509_EXTENSION, Free<&X509_EXTENSION_free>> extension(
      ::X509V3_EXT_nconf_nid(nullptr, &context, kind, value.c_str()));
  return extension && ::X509_add_ext(certificate, extension.get(), -1) == 1;
}

// A certificate without extensions and signature; `issuer` is null where it is its own.
Certificate draft(const char* name, EVP_PKEY* key, X509* issuer, int days) {
  Certificate made(::X509_new());
  std::array<unsigned char, 8> serial{};
  ::RAND_bytes(serial.data(), serial.size());
  serial[0] &= 0x7f; // positive (RFC 5280 section 4.1.2.2)
  ::X509_set_version(made.get(), X509_VERSION_3);
  const std::unique_ptr<BIGNUM, Free<&BN_free>> number(::BN_bin2bn(serial.data(), serial.size(), nullptr));
  ::BN_to_ASN1_INTEGER(number.get(), ::X509_get_serialNumber(made.get()));
  ::X509_gmtime_adj(::X509_getm_notBefore(made.get()), days < 0 ? days * a_day - an_hour : -an_hour);
  ::X509_gmtime_adj(::X509_getm_notAfter(made.get()), days * a_day);
  ::X509_set_pubkey(made.get(), key);
  X509_NAME* subject = ::X509_get_subject_name(made.get());
  ::X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name), -1,
                               -1, 0);
  ::X509_set_issuer_name(made.get(), ::X509_get_subject_name(issuer ? issuer : made.get()));
  return made;
}

std::string alternative_names(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) {
    in6_addr address{};
    const bool is_address = ::inet_pton(AF_INET, name.c_str(), &address) == 1 ||
                            ::inet_pton(AF_INET6, name.c_str(), &address) == 1;
    all += (all.empty() ? "" : ",") + std::string(is_address ? "IP:" : "DNS:") + name;
  }
  return all;
}

struct Authority {
  Key key;
  Certificate certificate;
};

Authority found(int days) {
  Authority authority{Key(::EVP_EC_gen("P-256")), nullptr};
  if (!authority.key) return authority;
  Certificate own = draft("bexercise, for this run", authority.key.get(), nullptr, days);
  if (add_extension(own.get(), own.get(), NID_basic_constraints, "critical,CA:TRUE") &&
      add_extension(own.get(), own.get(), NID_key_usage, "critical,keyCertSign,cRLSign") &&
      add_extension(own.get(), own.get(), NID_subject_key_identifier, "hash") &&
      ::X509_sign(own.get(), authority.key.get(), ::EVP_sha256()) > 0)
    authority.certificate = std::move(own);
  return authority;
}

std::optional<Certified> certify_by(const Authority& authority, const Wish& wish) {
  const Key key(::EVP_EC_gen("P-256"));
  if (!key) return std::nullopt;
  X509* issuer = authority.certificate.get();
  const Certificate server = draft(wish.names.front().c_str(), key.get(), issuer, wish.days);
  const bool made =
      add_extension(server.get(), issuer, NID_basic_constraints, "critical,CA:FALSE") &&
      add_extension(server.get(), issuer, NID_ext_key_usage, "serverAuth") &&
      add_extension(server.get(), issuer, NID_subject_key_identifier, "hash") &&
      add_extension(server.get(), issuer, NID_authority_key_identifier, "keyid") &&
      add_extension(server.get(), issuer, NID_subject_alt_name, alternative_names(wish.names)) &&
      ::X509_sign(server.get(), authority.key.get(), ::EVP_sha256()) > 0;
  if (!made) return std::nullopt;
  return Certified{pem_of(issuer), pem_of(server.get()), pem_of(key.get())};
}

} // namespace

Result<std::vector<Certified>> certify(const std::vector<Wish>& wishes) {
  int longest = 1;
  for (const Wish& wish : wishes) longest = std::max(longest, wish.days);
  const Authority authority = found(longest);
  std::vector<Certified> all;
  for (const Wish& wish : wishes) {
    auto made = authority.certificate ? certify_by(authority, wish) : std::nullopt;
    if (!made) return fail(ErrorKind::machine, "OpenSSL could not make a certificate");
    all.push_back(std::move(*made));
  }
  return all;
}

Result<Certified> certify(const std::vector<std::string>& names, int days) {
  auto made = certify(std::vector{Wish{names, days}});
  if (!made) return tl::unexpected(made.error());
  return std::move(made->front());
}

} // namespace bex::tls
