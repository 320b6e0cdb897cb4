// What came of one check.
#pragma once

#include "graders/sql/sql.hpp"

#include <optional>

namespace bex::sql {

struct Observation {
  std::optional<Report> report; // none: the runner ended before it had said anything
  std::optional<RunResult> run; // without `out`; none: nothing ran, or the run was not this check's alone
  Limits limits;
  std::optional<Error> error; // the pack's data, or the machine: nothing can be said about the submission
};

} // namespace bex::sql
