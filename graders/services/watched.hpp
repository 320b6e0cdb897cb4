// A sandbox for programs with services: what happens before the program begins is not laid to its charge.
#pragma once

#include "sandboxes/sandbox.hpp"

#include <string>

namespace bex::services {

// Passes every run on to `sandbox`, which outlives it. Those behind the launcher of `equip` differ in three
// ways: a run that ends before its services are up is NotStarted, with what they logged in `err`, whatever
// else it ended with; what they log while they come up is left out of `err` and of the log once they are; and
// `start` comes back when they are up, or the run has ended. The launcher tells that they are up by a mark
// which is drawn for each Watched and which the program never sees, so that no program can say it, or pass
// off an exit of its own.
class Watched final : public Sandbox {
 public:
  explicit Watched(Sandbox& sandbox);
  [[nodiscard]] Level level() const override { return sandbox_.level(); }
  Result<RunResult> run(const SandboxSpec& spec) override;
  Result<std::unique_ptr<Running>> start(const SandboxSpec& spec) override;

 private:
  Sandbox& sandbox_;
  std::string mark_;
};

} // namespace bex::services
