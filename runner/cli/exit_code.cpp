#include "runner/cli/exit_code.hpp"

#include <cerrno>

namespace bex::cli {
namespace {

struct RunCode {
  int operator()(const Exited& e) const { return e.code; }
  int operator()(const Signalled& e) const { return run_code::signal + e.signal; }
  int operator()(const NotStarted& e) const {
    if (!e.step.starts_with("execute ")) return run_code::ours;
    return e.error == ENOENT || e.error == ENOTDIR ? run_code::not_found : run_code::not_executable;
  }
  int operator()(const Denied&) const { return run_code::limit; }
  int operator()(const Stopped&) const { return run_code::ours; }
  template <class Limit> int operator()(const Limit&) const { return run_code::limit; }
};

} // namespace

int run_code_of(const Ending& ending) {
  return std::visit(RunCode{}, ending);
}

int exit_code_of(ErrorKind kind, std::string_view verb) {
  if (verb == "run" && kind != ErrorKind::interrupted) return run_code::ours;
  return static_cast<int>(exit_code_of(kind));
}

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
