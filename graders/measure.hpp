// A run that counts, with a limit on its processor time.
#pragma once

#include "graders/check.hpp"
#include "sandboxes/sandbox.hpp"

namespace bex {

struct Measurement {
  RunResult result;
  int runs = 1;
};

// A run is stopped a quarter past its limit, so that one that needs slightly more is seen to end. It is then
// measured again, and the best of three counts: a busy machine must not decide.
[[nodiscard]] Result<Measurement> measure(SandboxSpec spec, Sandbox& sandbox);

// What a report tells of a run under `limits`.
[[nodiscard]] Measured measured_of(const RunResult& run, const Limits& limits, int runs = 1);

} // namespace bex
