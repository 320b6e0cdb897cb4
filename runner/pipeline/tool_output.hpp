// Asking a tool of the user's own machine a question. Never for anything that comes from a pack or a
// submission.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/base/units.hpp"

#include <string>
#include <vector>

namespace bex::pipeline {

// What `argv` prints on stdout and stderr, at most 64 KiB, started in `/` with the user's environment. An
// error of kind `machine` when it cannot be started, exits with another code than 0, or takes longer than
// `limit`; then it is killed.
[[nodiscard]] Result<std::string> tool_output(const std::vector<std::string>& argv, Millis limit);

} // namespace bex::pipeline
