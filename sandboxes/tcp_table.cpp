#include "sandboxes/tcp_table.hpp"

#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <cstring>
#include <optional>

namespace bex {
namespace {

constexpr unsigned state_listen = 0x0A;

template <class T> std::optional<T> number(std::string_view text, int base) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Words of 32 bits as the machine holds them in memory, in hexadecimal.
std::optional<std::string> address_of(std::string_view digits) {
  if (digits.size() != 8 && digits.size() != 32) return std::nullopt;
  std::uint32_t words[4] = {};
  for (std::size_t i = 0; i * 8 < digits.size(); ++i) {
    const auto word = number<std::uint32_t>(digits.substr(i * 8, 8), 16);
    if (!word) return std::nullopt;
    words[i] = *word;
  }
  char text[INET6_ADDRSTRLEN];
  if (!::inet_ntop(digits.size() == 8 ? AF_INET : AF_INET6, words, text, sizeof text)) return std::nullopt;
  return text;
}

std::optional<ListenRow> parse_row(std::string_view line) {
  std::vector<std::string_view> words = split(line, ' ');
  std::erase_if(words, [](std::string_view word) { return word.empty(); });
  if (words.size() < 10) return std::nullopt;
  const auto colon = words[1].find(':');
  if (colon == std::string_view::npos || number<unsigned>(words[3], 16) != state_listen) return std::nullopt;
  const auto address = address_of(words[1].substr(0, colon));
  const auto port = number<std::uint16_t>(words[1].substr(colon + 1), 16);
  const auto inode = number<std::uint64_t>(words[9], 10);
  if (!address || !port || !inode) return std::nullopt;
  return ListenRow{{*address, *port}, *inode};
}

} // namespace

std::vector<ListenRow> parse_tcp_table(std::string_view text) {
  std::vector<ListenRow> rows;
  for (const auto line : split(text, '\n'))
    if (auto row = parse_row(line)) rows.push_back(std::move(*row));
  return rows;
}

} // namespace bex
