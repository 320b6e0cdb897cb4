// What came of one check.
#pragma once

#include "graders/command/command.hpp"
#include "graders/command/session.hpp"

#include <optional>

namespace bex::command {

struct Observation {
  std::vector<Played> played; // as far as the session came
  RunResult run;              // of the whole, without `out`
  Limits limits;
  std::vector<std::string> typed; // the program, as a learner would type it
  std::optional<Error> error;     // the pack or the machine: nothing can be said about the submission
};

} // namespace bex::command
