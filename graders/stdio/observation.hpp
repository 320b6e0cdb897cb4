// What happened in the runs of one check.
#pragma once

#include "graders/stdio/stdio.hpp"

#include <string>
#include <vector>

namespace bex::stdio {

// The most that is kept of an input, an expected output, and what came: a check that fails must not cost more
// memory than this.
inline constexpr std::size_t most_kept = 256u << 10;

// A text of which only the beginning may be left.
struct Kept {
  std::string text;
  std::uint64_t size = 0; // of the whole
};

// How the checker program of a pack answered.
struct CheckerReply {
  bool accepted = false;
  std::string message; // its first lines, at most 2 KiB
};

struct Observation {
  int cases = 0;   // of the check, generated ones counted each
  int failed = -1; // the first that is wrong, from 0; -1 when none is
  // Of the case that is shown.
  RunResult run; // without `out`
  Limits limits;
  int runs = 1;
  std::vector<std::string> argv;
  Kept input, expected, came; // of a failed case only
  std::optional<compare::Difference>
      difference; // none where a checker decides, or where the run did not end well
  std::optional<CheckerReply> checker;
  std::vector<BarResult> bars;
  std::string remark;         // what is odd about the bytes that came
  std::optional<Error> error; // the pack's data, or the machine: nothing can be said about the submission
  std::string error_log;      // stderr of the generator, the reference or the checker
};

} // namespace bex::stdio
