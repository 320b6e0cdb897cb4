#include "graders/http/piece_reader.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace bex::http {
namespace {

constexpr std::size_t longest_piece = 16 << 20;

std::size_t length_of(const Template& text) {
  std::size_t size = 0;
  for (const TemplatePart& part : text.parts) size += part.text.size();
  return size;
}

std::optional<std::string> bytes_of_hex(std::string_view hex) {
  std::string bytes;
  if (hex.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    int byte = 0;
    auto [end, error] = std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
    if (error != std::errc{} || end != hex.data() + i + 2 || byte < 0) return std::nullopt;
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

} // namespace

Piece read_piece(Reader& table, PatternReader& patterns) {
  Piece piece;
  int kinds = 0;
  if (auto text = table.text("text"); text && ++kinds)
    piece.text = patterns.words(*text, table.value_place("text"));
  if (auto hex = table.text("hex"); hex && ++kinds) {
    auto bytes = bytes_of_hex(*hex);
    if (!bytes)
      table.error_at_value("hex", "these are no bytes", "",
                           "two hexadecimal digits for each, such as \"00ff\"");
    piece.bytes = bytes.value_or("");
  }
  if (auto random = table.integer("random", 1, 65536); random && ++kinds)
    piece.random = static_cast<std::size_t>(*random);
  constexpr int most_times = 16 << 20;
  piece.times = static_cast<int>(table.integer("times", 1, most_times).value_or(1));
  if (kinds != 1) table.error_here("a piece is one of `text`, `hex` and `random`", "", "");
  table.finish();
  const std::size_t size = std::max<std::size_t>({piece.bytes.size(), piece.random, length_of(piece.text)});
  if (size * static_cast<std::size_t>(piece.times) > longest_piece)
    table.error_at_value("times", "a piece has at most 16 MiB", "", "");
  return piece;
}

} // namespace bex::http
