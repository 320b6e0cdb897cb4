// How far a machine lets the sandbox go, and what to do where it does not.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/result.hpp"

#include <optional>

namespace bex {

// The kernel's switches; nothing where it has no such switch.
struct Switches {
  std::optional<long>
      unprivileged_userns_clone;           // kernel.unprivileged_userns_clone (Debian's kernels up to 5.10)
  std::optional<long> max_user_namespaces; // user.max_user_namespaces
  std::optional<long>
      apparmor_restriction; // kernel.apparmor_restrict_unprivileged_userns (Ubuntu 23.10 and later)
  bool is_root = false;
  bool in_container = false;
  std::string program; // what runs, for an AppArmor profile
};
[[nodiscard]] Switches read_switches();

// Why a first run did not start, and the command that mends it.
[[nodiscard]] Error explain(const NotStarted& refusal, const Switches& switches);

} // namespace bex
