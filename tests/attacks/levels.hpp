// The one place that says at which levels of confinement the attacks are tried.
#pragma once

#include "sandboxes/sandbox.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace bex::attacks {

// A level of this machine. Where it has none at all there is one entry without a sandbox, so that every test
// fails and says why.
struct Strength {
  std::string name; // letters and digits only
  Sandbox* sandbox = nullptr;
  std::string why; // there is no sandbox
};
inline void PrintTo(const Strength& strength, std::ostream* out) {
  *out << strength.name;
}

[[nodiscard]] const std::vector<Strength>& sandboxes_here();

} // namespace bex::attacks
