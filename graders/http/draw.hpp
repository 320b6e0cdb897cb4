// Data that no submission can know beforehand: drawn from the seed, once for each row and trial of a check.
#pragma once

#include "graders/http/json.hpp"
#include "graders/reader.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bex::http {

struct Draw {
  enum class Kind { word, hex, uuid, integer, text, words, boolean };
  std::string name;
  Kind kind = Kind::word;
  std::int64_t least = 0, most = 0; // of `integer`; for `hex` and `text` how many letters, for `words` words
};

// One way to draw, such as "integer 1 99"; a mistake is reported at `place`.
[[nodiscard]] std::optional<Draw> parse_draw(Document& document, const std::string& text, Span place);
// `draw` of a check: name = "word", "hex 16", "uuid", "integer 1 99", "text 200", "text 0 40", "words 0 3" or
// "boolean".
[[nodiscard]] std::vector<Draw> parse_draws(Reader& check, const std::vector<std::string>& taken);

// The same value for the same name, seed and turn, on every machine. `text` has letters of one to four bytes,
// blanks, quotes and backslashes in UTF-8, none of them a control character, and no blank at either end.
[[nodiscard]] Json drawn(const Draw& draw, std::uint64_t seed, std::size_t turn);

} // namespace bex::http
