// What each level of confinement leaves open, attack by attack. The attack suite (tests/attacks) shows that
// the list is right, `doctor` prints it.
#pragma once

#include "sandboxes/result.hpp"

#include <span>
#include <vector>

namespace bex {

struct Opening {
  int attack;           // its number in tests/attacks/README.md
  Level contained_from; // open at every level below
  const char* words;    // one sentence, lower case, no full stop
};

// In the order of the attacks; an attack may stand there more than once, for different levels.
[[nodiscard]] std::span<const Opening> openings();

// Those that `level` leaves open.
[[nodiscard]] std::vector<Opening> open_at(Level level);
[[nodiscard]] bool is_open_at(Level level, int attack);

} // namespace bex
