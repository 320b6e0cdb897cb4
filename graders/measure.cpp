#include "graders/measure.hpp"

#include <algorithm>
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

Margin margin_of(const BarResult& bar) {
  return bar.growth ? Margin{0.8, 1.25} : Margin{0.5, 2};
}

double share_of(const BarResult& bar) {
  return static_cast<double>(bar.used.count()) /
         static_cast<double>(std::max<Nanos::rep>(1, bar.allowed.count()));
}

} // namespace bex
