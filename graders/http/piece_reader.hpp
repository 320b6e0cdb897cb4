// Pieces of a TOML file.
#pragma once

#include "graders/http/pattern_reader.hpp"
#include "graders/http/piece.hpp"
#include "graders/reader.hpp"

namespace bex::http {

// Reads `text`, `hex`, `random` and `times`; every other key of `table` that nobody has read before is an
// error.
[[nodiscard]] Piece read_piece(Reader& table, PatternReader& patterns);

} // namespace bex::http
