// Bars of time: how much processor time a program takes compared with a reference, or with itself at a
// quarter of the size.
#pragma once

#include "graders/stdio/pack_program.hpp"
#include "graders/stdio/stdio.hpp"

#include <functional>
#include <vector>

namespace bex::stdio {

// The run of a submission at the bar's size.
struct Timed {
  RunResult run;
  int runs = 0;  // more than 1: measured again, the best counts
  Limits limits; // `cpu` is the lowest bar with the start-up; the run was stopped at twice that
  std::vector<BarResult> bars;
};

// What a program is given at a size.
using InputAt = std::function<DataResult<Input>(std::uint64_t n)>;

// Nothing runs past twice what it may take. A bar that cannot be measured here leaves the decision to the
// other; where there is none, that is an error of kind `machine`.
[[nodiscard]] DataResult<Timed> run_against(const Bar& bar, const InputAt& input_at, Context& context);

// What the generator is asked for at the size n.
[[nodiscard]] Generated at_size(Generated generated, std::uint64_t n);

// The bar that a run is over, if any.
[[nodiscard]] const BarResult* missed(const std::vector<BarResult>& bars);
// What is told of it.
[[nodiscard]] std::optional<Finding> finding_of(const std::vector<BarResult>& bars);

} // namespace bex::stdio
