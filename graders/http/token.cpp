#include "graders/http/token.hpp"

#include "graders/http/json.hpp"
#include "sandboxes/base/text.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

namespace bex::http {
namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// Of an object: the member is added, or takes the place of one with its name.
std::string with_member(const std::string& object, const std::string& name, Json value) {
  Json json = parse_json(object).value_or(Json{Json::Object{}});
  auto& members = std::get<Json::Object>(json.value);
  std::erase_if(members, [&](const Member& member) { return member.name == name; });
  members.push_back({name, std::move(value)});
  return write_json(json);
}

bool is_object(const std::optional<std::string>& text) {
  if (!text) return false;
  const auto json = parse_json(*text);
  return json && json->object();
}

} // namespace

std::string base64url(std::string_view bytes) {
  std::string out;
  std::uint32_t group = 0;
  int bits = 0;
  for (const char c : bytes) {
    group = group << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) out += letters[group >> (bits - 6) & 63];
  }
  if (bits > 0) out += letters[group << (6 - bits) & 63];
  return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string out;
  std::uint32_t group = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t value = letters.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    group = group << 6 | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(group >> bits & 255);
  }
  return out;
}

std::optional<Token> parse_token(std::string_view text) {
  const auto parts = split(text, '.');
  if (parts.size() != 3 || parts[2].empty()) return std::nullopt;
  const auto header = from_base64url(parts[0]), claims = from_base64url(parts[1]);
  if (!is_object(header) || !is_object(claims)) return std::nullopt;
  return Token{*header, *claims, std::string(parts[2])};
}

std::string sign_token(const std::string& header, const std::string& claims, std::string_view key) {
  const std::string said = base64url(header) + "." + base64url(claims);
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(said.data()), said.size(), mac.data(), &size);
  return said + "." + base64url({reinterpret_cast<const char*>(mac.data()), size});
}

std::vector<Forgery> forgeries(const Token& token, const std::optional<std::string>& key) {
  std::vector<Forgery> all;
  const auto unsigned_part = [&](const std::string& header, const std::string& claims) {
    return base64url(header) + "." + base64url(claims) + ".";
  };
  for (const char* none :
       {"none", "None", "NONE"}) // RFC 7518 section 3.6; names are compared letter by letter
    all.push_back({std::string("a token with alg ") + none,
                   unsigned_part(with_member(token.header, "alg", json_text(none)), token.claims)});
  const std::string changed = with_member(token.claims, "changed", Json{true});
  all.push_back({"a token with another payload", unsigned_part(token.header, changed) + token.signature});
  all.push_back({"a token without its signature", unsigned_part(token.header, token.claims)});
  const std::string hmac = with_member(token.header, "alg", json_text("HS256"));
  for (const char* other : {"", "secret", "not the key of this server"})
    all.push_back({*other ? std::string("a token signed with the key `") + other + "`"
                          : "a token signed with an empty key",
                   sign_token(hmac, token.claims, other)});
  constexpr std::int64_t long_ago = 1'000'000'000; // September 2001
  if (key)
    all.push_back({"a token that has expired",
                   sign_token(token.header, with_member(token.claims, "exp", json_integer(long_ago)), *key)});
  return all;
}

} // namespace bex::http
