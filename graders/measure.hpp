// A run that counts, with a limit on its processor time.
#pragma once

#include "graders/check.hpp"
#include "sandboxes/sandbox.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace bex {

struct Measurement {
  RunResult result;
  int runs = 1;
};

// A run is stopped a quarter past its limit, so that one that needs slightly more is seen to end. It is then
// measured again, and the best of three counts: a busy machine must not decide.
[[nodiscard]] Result<Measurement> measure(SandboxSpec spec, Sandbox& sandbox);

// Processor times that this process has taken, by a digest of the program and what it was given. For several
// threads.
class TakenTimes {
 public:
  [[nodiscard]] std::optional<Nanos> find(const std::string& digest) const;
  void keep(const std::string& digest, Nanos time);

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Nanos> times_;
};

// What a report tells of a run under `limits`.
[[nodiscard]] Measured measured_of(const RunResult& run, const Limits& limits, int runs = 1);

// The share of a bar that a right program may use, and that a wrong one must, so that a machine's moods never
// decide. Between linear and quadratic growth there is no room for a factor of two on each side.
struct Margin {
  double right, wrong;
};
[[nodiscard]] Margin margin_of(const BarResult& bar);
[[nodiscard]] double share_of(const BarResult& bar);
// Too near to be sure of what was timed with other work beside it. Company only makes slower: a right program
// that is clear of its bars there has kept them.
[[nodiscard]] bool near_a_bar(const std::vector<BarResult>& bars);

} // namespace bex
