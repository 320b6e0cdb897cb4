#include "runner/cli/exit_code.hpp"

namespace bex::cli {

ExitCode exit_code_of(ErrorKind kind) {
  switch (kind) {
  case ErrorKind::usage:
    return ExitCode::usage;
  case ErrorKind::pack:
    return ExitCode::pack;
  case ErrorKind::machine:
    return ExitCode::machine;
  case ErrorKind::internal:
    return ExitCode::internal;
  case ErrorKind::interrupted:
    return ExitCode::interrupted;
  }
  return ExitCode::internal;
}

ExitCode exit_code_of(Verdict verdict) {
  switch (verdict) {
  case Verdict::accepted:
    return ExitCode::ok;
  case Verdict::skipped:
    return ExitCode::machine;
  case Verdict::judge_error:
    return ExitCode::internal;
  default:
    return ExitCode::failed;
  }
}

} // namespace bex::cli
