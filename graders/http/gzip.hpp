// Bodies with `Content-Encoding: gzip` (RFC 9110 section 8.4.1.3).
#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace bex::http {

// What is in a gzip file (RFC 1952): one member or several, and nothing behind them. The error tells why
// `bytes` are none, or that more than `most` bytes are in them.
[[nodiscard]] tl::expected<std::string, std::string> unzip(std::string_view bytes, std::size_t most);

} // namespace bex::http
