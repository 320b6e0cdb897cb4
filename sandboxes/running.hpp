// A run with a thread of its own that sees it through.
#pragma once

#include "sandboxes/boxed.hpp"

namespace bex {

// Returns as soon as the program runs or is known not to.
[[nodiscard]] Result<std::unique_ptr<Running>> start_running(PreparedRun prepared, Level level);

} // namespace bex
