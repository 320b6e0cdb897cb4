#include "graders/verdict.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

namespace bex {
namespace {

constexpr std::array<std::string_view, 15> names{
    "accepted",
    "wrong_answer",
    "protocol_violation",
    "run_time_error",
    "time_limit_exceeded",
    "idle_limit_exceeded",
    "too_slow",
    "memory_limit_exceeded",
    "output_limit_exceeded",
    "process_limit_exceeded",
    "security_violation",
    "not_ready",
    "compile_error",
    "skipped",
    "judge_error",
};
static_assert(names.size() == static_cast<std::size_t>(Verdict::judge_error) + 1);

// The box was made, but what the submission names as its program is not there or cannot be executed
// (execve(2)).
bool is_submissions_fault(const NotStarted& start) {
  return start.step.starts_with("execute") &&
         (start.error == ENOENT || start.error == EACCES || start.error == ENOEXEC || start.error == ENOTDIR);
}

// The verdict that an ending gives by itself; accepted where it says nothing.
struct VerdictOfEnding {
  bool exit_code_counts;
  Verdict operator()(const Exited& exited) const {
    return exited.code != 0 && exit_code_counts ? Verdict::run_time_error : Verdict::accepted;
  }
  Verdict operator()(const Signalled&) const { return Verdict::run_time_error; }
  Verdict operator()(const CpuLimit&) const { return Verdict::time_limit_exceeded; }
  Verdict operator()(const IdleLimit&) const { return Verdict::idle_limit_exceeded; }
  Verdict operator()(const MemoryLimit&) const { return Verdict::memory_limit_exceeded; }
  Verdict operator()(const OutputLimit&) const { return Verdict::output_limit_exceeded; }
  Verdict operator()(const ProcessLimit&) const { return Verdict::process_limit_exceeded; }
  Verdict operator()(const Denied&) const { return Verdict::security_violation; }
  Verdict operator()(const Stopped&) const { return Verdict::accepted; }
  Verdict operator()(const NotStarted& start) const {
    if (is_submissions_fault(start)) return Verdict::run_time_error;
    const bool service = start.error == 0 && !start.step.empty(); // beside the program, which did not begin
    return service || start.error == ETIMEDOUT                    // too busy a machine
               ? Verdict::skipped
               : Verdict::judge_error;
  }
};

} // namespace

std::string_view name_of(Verdict verdict) {
  return names[static_cast<std::size_t>(verdict)];
}

std::optional<Verdict> verdict_named(std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Verdict>(at - names.begin());
}

Verdict verdict_of(const Ending& ending, std::span<const Finding> findings, bool exit_code_counts) {
  const auto verdict = std::visit(VerdictOfEnding{exit_code_counts}, ending);
  return verdict == Verdict::accepted && !findings.empty() ? Verdict::wrong_answer : verdict;
}

Verdict aggregate(std::span<const Verdict> parts) {
  if (parts.empty()) return Verdict::judge_error;
  if (std::find(parts.begin(), parts.end(), Verdict::judge_error) != parts.end()) return Verdict::judge_error;
  const auto failed = std::find_if(parts.begin(), parts.end(), [](Verdict verdict) {
    return verdict != Verdict::accepted && verdict != Verdict::skipped;
  });
  if (failed != parts.end()) return *failed;
  const bool any_skipped = std::find(parts.begin(), parts.end(), Verdict::skipped) != parts.end();
  return any_skipped ? Verdict::skipped : Verdict::accepted;
}

} // namespace bex
