// Signatures of webhooks.
#pragma once

#include <string>
#include <string_view>

namespace bex::upstream {

// HMAC-SHA256 (RFC 2104, FIPS 180-4) in small hexadecimal digits.
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view text);

} // namespace bex::upstream
