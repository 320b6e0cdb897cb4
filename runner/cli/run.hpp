// `bexercise ARGS`, whole.
#pragma once

namespace bex::cli {

// The answer goes to stdout in one write, errors go to stderr; returns the exit code. Nothing is thrown.
int run(int argc, const char* const* argv);

} // namespace bex::cli
