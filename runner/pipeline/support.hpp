// What grading an exercise takes beside the submission: for stdio a Python, the built reference, and the
// solution that times are measured against.
#pragma once

#include "runner/pipeline/grade.hpp"
#include "sandboxes/base/file.hpp"

#include <optional>
#include <string>

namespace bex::pipeline {

// An accepted solution of the exercise. The program may run from `folder`.
struct BuiltSolution {
  Program program;
  TempDir folder;
};

struct Support {
  std::optional<Program> python;
  std::optional<BuiltSolution> reference, yardstick;
  bool reference_is_yardstick = false;
  std::string lacking; // why there is no yardstick where one is needed
};

// What the pack or this machine lacks is the outcome of every check then.
[[nodiscard]] tl::expected<Support, Outcome> support_for(const model::Exercise& exercise,
                                                         const model::Language& language, const Tools& tools);

[[nodiscard]] Yardstick yardstick_of(const Support& support, const model::Language& language);

[[nodiscard]] Turns turns_for(const Tools& tools);

// `skipped` where the machine lacks something, else `judge_error`.
[[nodiscard]] Outcome not_judged(Error error);

// Compilers take more of a machine than most of what they compile.
[[nodiscard]] tl::expected<Program, Outcome> build_in_turn(Source source, const model::Exercise& exercise,
                                                           const Tools& tools);

} // namespace bex::pipeline
