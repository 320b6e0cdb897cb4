#include "sandboxes/base/digest.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

namespace bex {

struct Digest::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Digest::Digest() : state_(std::make_unique<State>()) {
  EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr);
}

Digest::~Digest() = default;

Digest& Digest::add(std::string_view part) {
  const std::string head = std::to_string(part.size()) + ":";
  EVP_DigestUpdate(state_->context, head.data(), head.size());
  EVP_DigestUpdate(state_->context, part.data(), part.size());
  return *this;
}

std::string Digest::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  EVP_DigestFinal_ex(state_->context, bytes.data(), &length);
  std::string out;
  for (unsigned i = 0; i < length; ++i) out += fmt::format("{:02x}", bytes[i]);
  return out;
}

} // namespace bex
