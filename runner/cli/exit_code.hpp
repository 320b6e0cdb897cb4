// The exit codes, all in one place.
#pragma once

#include "graders/verdict.hpp"
#include "sandboxes/base/error.hpp"
#include "sandboxes/result.hpp"

#include <string_view>

namespace bex::cli {

enum class ExitCode : int {
  ok = 0,            // all passed
  failed = 1,        // a check failed
  usage = 2,         // the command line, the folder or a file of the user
  pack = 3,          // the pack is invalid
  machine = 4,       // this machine cannot run it; `doctor` says why
  internal = 5,      // judge error, or a bug
  interrupted = 130, // as a shell reports SIGINT
};

// Those of `run` are the program's own; these are for what is not its own, as timeout(1) and shells have
// them.
namespace run_code {
inline constexpr int limit = 124, ours = 125, not_executable = 126, not_found = 127, signal = 128;
}
[[nodiscard]] int run_code_of(const Ending& ending);
// Of an error that kept `verb` from its work.
[[nodiscard]] int exit_code_of(ErrorKind kind, std::string_view verb);

[[nodiscard]] ExitCode exit_code_of(ErrorKind kind);
[[nodiscard]] ExitCode exit_code_of(Verdict verdict);

} // namespace bex::cli
