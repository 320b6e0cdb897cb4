// Comparing text, once for the whole program. Texts are bytes: no rule needs UTF-8, and a NUL is a letter
// like any other. Time is linear in both texts (but for `unordered` and `multiset`, which look up); memory is
// linear in the expected text alone, as the other is not ours.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bex::compare {

enum class Kind {
  exact, // byte for byte
  lines, // line by line; blanks at line ends, \r before \n, and line ends at the end of the text do not count
  tokens,    // words between blanks, in order
  floats,    // as tokens; words that are numbers on both sides may differ by the tolerance
  unordered, // as lines, in any order, each as often as expected
  multiset,  // as tokens, in any order, each as often as expected
  checker,   // a program of the pack decides
};

struct Rule {
  Kind kind = Kind::lines;
  double absolute = 0;
  double relative = 0;
  std::string program; // for Kind::checker, relative to the exercise's folder
};

inline constexpr std::size_t most_shown = 64u << 10;

struct Difference {
  int line = 1;     // of the text that came, from 1
  int column = 1;   // in bytes, from 1
  std::string want; // the line (under `exact` with its line end), or the word, that was expected; at most
                    // `most_shown` bytes
  std::string got;  // the same of what came
  bool got_ended = false;       // the text that came ended before this place
  bool want_ended = false;      // more came than was expected
  bool only_whitespace = false; // the two differ in nothing but blanks and line ends
};

// The first difference under any rule but `checker`, or nothing when the two agree.
[[nodiscard]] std::optional<Difference> first_difference(const Rule& rule, std::string_view want,
                                                         std::string_view got);

} // namespace bex::compare
