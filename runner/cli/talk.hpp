// A program in a box that the user talks to.
#pragma once

#include "runner/cli/session.hpp"
#include "sandboxes/sandbox.hpp"

namespace bex::cli {

// Whether it is the user's terminal that is talked through: stdin is one, and no JSON was asked for.
[[nodiscard]] bool is_talk(const Session& session);

// Runs `spec` with the user's terminal as its own; without a terminal with all of stdin as its input.
Answered talk_or_read(const Session& session, Sandbox& sandbox, SandboxSpec spec);

} // namespace bex::cli
