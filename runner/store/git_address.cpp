#include "runner/store/entry.hpp"
#include "runner/store/git_session.hpp"
#include "sandboxes/base/text.hpp"

#include <algorithm>

namespace bex::store {
namespace {

std::optional<int> hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  const char small = static_cast<char>(digit | 0x20);
  if (small >= 'a' && small <= 'f') return small - 'a' + 10;
  return std::nullopt;
}

// RFC 3986, section 2.1.
std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : std::nullopt;
    const auto low = high ? hex_value(text[i + 2]) : std::nullopt;
    out += low ? static_cast<char>(*high * 16 + *low) : text[i];
    if (low) i += 2;
  }
  return out;
}

Result<Address> local(const std::string& path) {
  std::error_code code;
  if (!std::filesystem::exists(path, code))
    return fail(ErrorKind::usage, "there is no folder `" + path + "`",
                "name a git repository: a URL, or a folder that exists");
  Address address;
  address.url = std::filesystem::absolute(path, code).lexically_normal().string();
  return address;
}

Result<Address> remote(const std::string& url, std::size_t scheme_end) {
  Address address;
  address.url = url;
  address.scheme = lower(std::string_view(url).substr(0, scheme_end));
  const auto rest = url.substr(scheme_end + 3);
  const auto slash = rest.find('/');
  auto authority = rest.substr(0, slash);
  address.path = slash == std::string::npos ? "" : rest.substr(slash + 1);
  if (const auto at = authority.rfind('@'); at != std::string::npos) {
    address.user = authority.substr(0, at);
    authority.erase(0, at + 1);
  }
  address.host = authority;
  if (address.user.find(':') != std::string::npos)
    return fail(
        ErrorKind::usage, "the URL holds a password",
        "leave it out and put it into the variable BEXERCISE_GIT_TOKEN, or into git's credential helper");
  if (address.scheme == "https")
    address.kind = Address::Kind::https;
  else if (address.scheme == "http")
    address.kind = Address::Kind::http;
  else if (address.scheme == "ssh")
    address.kind = Address::Kind::ssh;
  else
    return fail(ErrorKind::usage, "packs do not come by `" + address.scheme + "://`",
                "use https://, ssh://, file:// or a path");
  if (address.host.empty() || address.path.empty())
    return fail(ErrorKind::usage, "`" + url + "` names no repository", "write it as https://host/path");
  return address;
}

} // namespace

Result<Address> parse_address(const std::string& url) {
  if (url.empty() || printable(url) != url)
    return fail(ErrorKind::usage, "`" + printable(url) + "` is no URL and no path",
                "write it as https://host/path, or as a path");
  if (const auto scheme = url.find("://"); scheme != std::string::npos && url.find('/') > scheme) {
    if (lower(std::string_view(url).substr(0, scheme)) != "file") return remote(url, scheme);
    auto path = percent_decoded(std::string_view(url).substr(scheme + 3));
    if (path.starts_with("localhost/")) path.erase(0, 9);
    if (path.starts_with('/')) return local(path);
    return fail(ErrorKind::usage, "`" + url + "` names a file of another host", "write it as file:///path");
  }
  const auto colon = url.find(':');
  std::error_code ignored;
  if (colon == std::string::npos || url.find('/') < colon || std::filesystem::exists(url, ignored))
    return local(url);
  // user@host:path, as scp(1) and git write it
  Address address;
  address.kind = Address::Kind::ssh;
  address.scheme = "ssh";
  address.url = url;
  const auto at = url.rfind('@', colon);
  address.user = at == std::string::npos ? "" : url.substr(0, at);
  address.host =
      url.substr(at == std::string::npos ? 0 : at + 1, colon - (at == std::string::npos ? 0 : at + 1));
  address.path = url.substr(colon + 1);
  if (address.host.empty() || address.path.empty() || address.path.front() == ':')
    return fail(ErrorKind::usage, "`" + url + "` names no repository", "write it as user@host:path");
  return address;
}

namespace {

// https://host/pack@topic/one, git@host:pack@topic/one: the last `@` of the path that does not begin one of
// its names, as in https://host/@me/pack.
std::optional<Source> with_slash_in_ref(const std::string& text) {
  const auto scheme = text.find("://");
  const auto path = scheme == std::string::npos ? text.find(':') : text.find('/', scheme + 3);
  if (path == std::string::npos || text.find('/') < std::min(path, scheme)) return std::nullopt;
  if (lower(text.substr(0, scheme == std::string::npos ? 0 : scheme)) == "file") return std::nullopt;
  const auto at = text.rfind('@');
  if (at <= path + 1 || text[at - 1] == '/') return std::nullopt;
  return Source{text.substr(0, at), text.substr(at + 1)};
}

} // namespace

Source parse_source(const std::string& text) {
  const auto at = text.rfind('@');
  const auto slash = text.rfind('/');
  const auto whole = Source{text, ""};
  if (at == std::string::npos || at + 1 == text.size() || at == 0) return whole;
  if (slash != std::string::npos && at < slash) return with_slash_in_ref(text).value_or(whole);
  // `user@host:path` has its `@` before the `:` and no slash before it
  const bool host_follows = text.find(':', at) != std::string::npos;
  const bool is_url = text.find("://") != std::string::npos;
  // https://user@host without a path
  const bool in_authority =
      is_url && slash != std::string::npos && slash < at && text.find("://") + 2 == slash;
  if (host_follows || in_authority) return whole;
  return Source{text.substr(0, at), text.substr(at + 1)};
}

} // namespace bex::store
