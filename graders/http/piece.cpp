#include "graders/http/piece.hpp"

#include <cstdint>
#include <cstdlib>
#include <random>

namespace bex::http {
namespace {

std::string random_bytes(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 generator(seed);
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(generator() & 0xff);
  return bytes;
}

std::uint64_t number_in(const Variables& variables, std::string_view name) {
  auto found = variables.find(name);
  const Number* number = found == variables.end() ? nullptr : found->second.number();
  return number ? std::strtoull(number->digits.c_str(), nullptr, 10) : 0;
}

std::uint64_t seed_in(const Variables& variables) {
  return (number_in(variables, "seed") * 1'000 + number_in(variables, "round")) * 1'000;
}

} // namespace

std::string bytes_of(const Piece& piece, const Variables& variables, std::size_t number) {
  std::string once = piece.random > 0 ? random_bytes(seed_in(variables) + number, piece.random)
                                      : piece.bytes + render(piece.text, variables);
  std::string all;
  all.reserve(once.size() * static_cast<std::size_t>(piece.times));
  for (int i = 0; i < piece.times; ++i) all += once;
  return all;
}

} // namespace bex::http
