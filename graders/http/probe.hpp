// Checks against a server that runs already, at an address that the user has named.
#pragma once

#include "graders/http/http.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bex::http {

struct Address {
  std::string host; // a name or an IPv4 address; an IPv6 address in brackets
  std::uint16_t port = 80;
  bool tls = false;
  std::string authority;      // PEM: with TLS, whom to trust in place of those whom this system trusts
  std::string authority_file; // where that was read, for lines that a shell takes
};

// "http://HOST[:PORT]" or "https://HOST[:PORT]", with or without a slash behind it; the error says what is
// wrong with any other.
[[nodiscard]] tl::expected<Address, std::string> parse_url(std::string_view url);

// All checks in order, against the same server. It is not ours: whatever it is, it has no log, no limits and
// no end. An error where the name leads nowhere, nobody answers at the
// beginning, or who answers cannot be trusted.
[[nodiscard]] Result<std::vector<Outcome>> probe(std::span<const Spec* const> checks,
                                                 const Settings& settings, const Address& address,
                                                 Clock& clock, std::uint64_t seed);

} // namespace bex::http
