// The judge's words, and how facts become one of them.
#pragma once

#include "sandboxes/result.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bex {

enum class Verdict {
  accepted,
  wrong_answer,
  protocol_violation,
  run_time_error,
  time_limit_exceeded,
  idle_limit_exceeded,
  too_slow,
  memory_limit_exceeded,
  output_limit_exceeded,
  process_limit_exceeded,
  security_violation,
  not_ready,
  compile_error,
  skipped,
  judge_error,
};

[[nodiscard]] std::string_view name_of(Verdict verdict); // as in the pack's folders: "wrong_answer"
[[nodiscard]] std::optional<Verdict> verdict_named(std::string_view name);

// One thing that is not as it should be. No prose: the renderer finds the words.
struct Finding {
  std::string label; // what was looked at: "stdout", "status", "header Location", "body /error/code", "leak"
  std::string want;  // exact bytes, or the pattern as the pack writes it
  std::string got;   // exact bytes
  std::string where; // "line 3, column 7", "byte 17"; empty where there is no place
};

// The ending is looked at first: a crash is never reported as wrong output. `exit_code_counts` is false where
// any exit code is allowed. A program that is not there or cannot be executed is a run_time_error; a start
// that the machine did not get to in time is skipped, any other failed one a judge_error. With no findings
// and a clean end: accepted.
[[nodiscard]] Verdict verdict_of(const Ending& ending, std::span<const Finding> findings,
                                 bool exit_code_counts = true);

// The verdict of the whole from those of its parts: judge_error if any; else the first in order that is
// neither accepted nor skipped; else skipped if any; else accepted. Nothing at all is judge_error.
[[nodiscard]] Verdict aggregate(std::span<const Verdict> parts);

} // namespace bex
