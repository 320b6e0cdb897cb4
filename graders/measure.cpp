#include "graders/measure.hpp"

#include <utility>

namespace bex {
namespace {

bool ended_by_itself(const RunResult& result) {
  return std::holds_alternative<Exited>(result.ending) || std::holds_alternative<Signalled>(result.ending);
}

} // namespace

Result<Measurement> measure(SandboxSpec spec, Sandbox& sandbox) {
  const Nanos limit = spec.limits.cpu;
  spec.limits.cpu += spec.limits.cpu / 4;
  Measurement best;
  for (int runs = 1; runs <= 3; ++runs) {
    auto result = sandbox.run(spec);
    if (!result) return tl::unexpected<Error>(std::move(result.error()));
    const bool near = ended_by_itself(*result) && result->cpu > limit;
    if (runs == 1 || !near || result->cpu < best.result.cpu) best.result = std::move(*result);
    best.runs = runs;
    if (!near) return best;
  }
  best.result.ending = CpuLimit{};
  return best;
}

Measured measured_of(const RunResult& run, const Limits& limits, int runs) {
  return {describe(run.ending), run.cpu, run.wall, run.peak_memory, limits, run.level, runs};
}

} // namespace bex
