// JSON Web Tokens (RFC 7519) as somebody would forge them, who has one that is right.
#pragma once

#include "sandboxes/base/error.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bex::http {

// The compact form of RFC 7515, section 7.1.
struct Token {
  std::string header, claims; // JSON
  std::string signature;      // as it is written, in base64url
};
// Nothing when it is none.
[[nodiscard]] std::optional<Token> parse_token(std::string_view text);
// With HMAC and SHA-256 (RFC 7518, section 3.2).
[[nodiscard]] std::string sign_token(const std::string& header, const std::string& claims,
                                     std::string_view key);

struct Forgery {
  std::string name; // "a token with alg none"
  std::string token;
};
// None of them may be taken for right. With the server's key there is one more that is signed by it, but has
// expired.
[[nodiscard]] std::vector<Forgery> forgeries(const Token& token, const std::optional<std::string>& key);

// RFC 4648 section 5, without padding.
[[nodiscard]] std::string base64url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

} // namespace bex::http
