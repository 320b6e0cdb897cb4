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
  std::vector<upstream::Arrival> arrivals; // at the upstream, in order
  Nanos began{};                           // when that began to listen, in the time of the arrivals
  http::Variables variables;               // what the expectations of requests may name
  std::vector<std::string> typed;          // the program, as a learner would type it
  std::optional<Error> error; // the pack or the machine: nothing can be said about the submission
};

} // namespace bex::command
