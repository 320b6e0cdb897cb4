// Proving a pack: what must fail fails, what must pass passes, and every check has a wrong solution that it
// catches.
#pragma once

#include "runner/pipeline/grade.hpp"

#include <string>
#include <vector>

namespace bex::pipeline {

struct Proof {
  enum class State { proven, refuted, skipped };
  std::string exercise;
  std::string solution; // "accepted/python", "starters/go", "empty", "only the sample", ...
  std::string expected; // the verdict that it must get; "not accepted" for starters and the like
  std::string check;    // that must catch it; empty for those that must pass, or may fail anywhere
  std::string got;      // the verdict that it got from that check, or on the whole
  // Every check that did not accept it; not asked again when another solution has shown that `check` catches
  // something that no other does, nor beyond the first where any will do.
  std::vector<std::string> caught_by;
  bool whole = false; // all checks were asked
  State state = State::refuted;
  std::string why; // of what is not proven
  Nanos took{};
  bool kept = false; // made earlier, under the same circumstances
};

struct Verification {
  std::vector<Proof> proofs;          // in the order of the pack
  std::vector<std::string> untested;  // "exercise/check": no labelled solution is caught by it
  std::vector<std::string> shared;    // "exercise/check": whatever it catches, another check catches as well
  [[nodiscard]] bool refuted() const; // something is off
  [[nodiscard]] bool skipped() const;
  [[nodiscard]] bool holds(const std::string& exercise) const; // all of it is proven, nothing skipped
};

// In a staged pack a wrong solution passes the stages before its own: it is asked by one of them, which its
// name and the exercise's digest draw, or by every one.
enum class Earlier { one, every };

// Of the exercises of `pack` that are named.
[[nodiscard]] tl::expected<Verification, Errors> verify(const model::Pack& pack,
                                                        const std::vector<std::string>& exercises,
                                                        Earlier earlier, const Tools& tools);

} // namespace bex::pipeline
