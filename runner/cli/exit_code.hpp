// The exit codes, all in one place.
#pragma once

#include "graders/verdict.hpp"
#include "sandboxes/base/error.hpp"

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

[[nodiscard]] ExitCode exit_code_of(ErrorKind kind);
[[nodiscard]] ExitCode exit_code_of(Verdict verdict);

} // namespace bex::cli
