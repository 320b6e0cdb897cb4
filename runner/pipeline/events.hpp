// What a grading tells while it goes on; the terminal turns it into a progress line.
#pragma once

#include "graders/verdict.hpp"

#include <string>
#include <variant>

namespace bex::pipeline {

struct Building {
  std::string what; // "Python 3 submission", "the reference"
};
struct Checking {
  std::string exercise, group;
  int done = 0, total = 0; // checks of the exercise
};
struct Verifying {
  std::string exercise, solution;
  int done = 0, total = 0; // solutions of the pack
};
struct Waiting {}; // for other processes of this program, for more than a second
using Event = std::variant<Building, Checking, Verifying, Waiting>;

// Called from any thread, one call at a time.
class Events {
 public:
  virtual ~Events() = default;
  virtual void on(const Event& event) = 0;
};

} // namespace bex::pipeline
