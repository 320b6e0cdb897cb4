// What the sandbox is made of on this machine, step by step: what is there, what a missing step costs, and
// what mends it.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/result.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bex::cli {

struct Confinement {
  std::optional<Level> level; // nothing: programs cannot be run
  Error refusal;              // why not
  int landlock = 0;           // its ABI; 0 for none (landlock(7))
  std::string modules;        // the kernel's security modules, as /sys/kernel/security/lsm lists them
  std::string groups;         // how control groups are made; empty when they cannot be
  Error no_groups;            // why not
  bool in_container = false;
};

// Tries each of them out. Control groups are opened for that, and closed again.
[[nodiscard]] Confinement look_at_confinement();

struct Step {
  std::string what;
  std::string state; // a word or two
  std::string cost;  // of its absence, a sentence; empty when it is there
  std::string mend;  // a command, or what else to do
  [[nodiscard]] bool good() const { return cost.empty(); }
};
[[nodiscard]] std::vector<Step> steps_of(const Confinement& confinement);

} // namespace bex::cli
