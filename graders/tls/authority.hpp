// A certificate authority that lives for one run, and the certificates that it signs for a server.
#pragma once

#include "sandboxes/base/error.hpp"

#include <string>
#include <vector>

namespace bex::tls {

// All in PEM (RFC 7468). Keys are of P-256.
struct Certified {
  std::string authority;   // the CA's own certificate
  std::string certificate; // of the server, signed by it
  std::string key;         // of the server (PKCS #8)
};

// For `names`, each a DNS name or an IP address (RFC 5280 section 4.2.1.6), valid from an hour before now to
// `days` after it; for less than 0 it has expired. An error is the machine's.
[[nodiscard]] Result<Certified> certify(const std::vector<std::string>& names, int days = 7);

// Several, signed by one authority.
struct Wish {
  std::vector<std::string> names;
  int days = 7;
};
[[nodiscard]] Result<std::vector<Certified>> certify(const std::vector<Wish>& wishes);

} // namespace bex::tls
