// Bytes as a pack says them.
#pragma once

#include "graders/http/template.hpp"

#include <cstddef>
#include <string>

namespace bex::http {

struct Piece {
  Template text;
  std::string bytes;      // instead: as they are
  std::size_t random = 0; // instead: that many bytes, drawn from the seed and the round
  int times = 1;
};

// `number` tells the random pieces of one step apart.
[[nodiscard]] std::string bytes_of(const Piece& piece, const Variables& variables, std::size_t number);

} // namespace bex::http
