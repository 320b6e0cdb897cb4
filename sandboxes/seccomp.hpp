// The system calls that no program inside needs and that lead somewhere else.
#pragma once

#include "sandboxes/base/error.hpp"

#include <linux/filter.h>
#include <vector>

namespace bex {

// A filter for seccomp(2). What it forbids answers as if the kernel lacked it or the caller had no right to
// it; only a call of another architecture (int 0x80, x32) ends the process, with SIGSYS.
// Memory that belongs to no process is allowed only where a control group counts it (`grouped`).
[[nodiscard]] Result<std::vector<sock_filter>> system_call_filter(bool grouped);

} // namespace bex
