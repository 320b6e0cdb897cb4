// What happened to the calls of one check.
#pragma once

#include "graders/function/function.hpp"

#include <cstdint>
#include <string>

namespace bex::function {

// A line of the driver.
struct Answer {
  enum class Kind {
    none,    // there is no such line: the program ended before
    result,  // `value`
    no_json, // `text` is the name of the result's type
    raised,  // `text` is what the language says
    missing, // `text` says what is not there
    garbled, // no line of a driver; `text` says why
  };
  Kind kind = Kind::none;
  Value value;
  std::string text;
};
[[nodiscard]] Answer read_answer(std::string_view line);

struct Observation {
  std::size_t calls = 0;
  std::optional<std::size_t> failed; // the first call that is wrong, from 0; `calls` for a line too many
  Value::List args;                  // of that call
  Value want;
  Answer answer;
  bool alone_right = false; // the same call in a process of its own gives what is wanted
  RunResult run; // without `out`; stderr is that of the call in a process of its own where it had one
  Limits limits;
  int runs = 1;
  std::vector<BarResult> bars;
  std::optional<Error> error; // the pack's data, or the machine: nothing can be said about the submission
  std::string error_log;      // stderr of the generator or the reference
};

} // namespace bex::function
