// The envelope of every --json answer.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/spec.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace bex::render {

// Raised when a member changes its meaning or goes; new members do not raise it.
inline constexpr int json_schema = 1;

// {"schema": 1, "command": ..., "exit_code": ..., ...`members`}; bytes that are no UTF-8 become U+FFFD. Ends
// with a newline.
[[nodiscard]] std::string envelope(const std::string& command, int exit_code, nlohmann::ordered_json members);

[[nodiscard]] nlohmann::ordered_json to_json(const Error& error);
// Those of a run that a report tells.
[[nodiscard]] nlohmann::ordered_json limits_json(const Limits& limits);

} // namespace bex::render
