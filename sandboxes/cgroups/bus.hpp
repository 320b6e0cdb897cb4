// Asking systemd for a scope.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/base/units.hpp"

#include <string>
#include <sys/types.h>

namespace bex {

// Whether systemd is what manages this machine's tree of control groups (sd_booted(3)).
[[nodiscard]] bool has_systemd();

// Asks the manager of the calling user, for root that of the machine, for the scope `unit` with Delegate=yes
// that holds the process `pid`, by busctl(1), which comes with systemd. Waits for at most `patience` for the
// word that the order was taken; the process is moved a little later.
[[nodiscard]] Result<void> request_scope(const std::string& unit, pid_t pid, Millis patience);

} // namespace bex
