// What happened in one conversation.
#pragma once

#include "graders/interactive/interactive.hpp"

#include <optional>
#include <string>

namespace bex::interactive {

// Why a conversation ended.
enum class End {
  program_ended, // the submission
  answerer_ended,
  too_many_questions,
  too_many_bytes, // from the submission
  idle,           // no line in either direction for too long
};

struct Talk {
  End end = End::program_ended;
  int questions = 0;
  bool unfinished = false; // the submission's last line had no line end
  bool awaited = false;    // at the end it was the submission's turn
  std::string transcript;  // `> ` what the submission said, `< ` what it was told; of a long one both ends
};

// What the answering program said of it.
struct Judgement {
  bool accepted = false;
  std::string message; // the first lines of its stderr
};

struct Observation {
  int cases = 0, failed = -1; // as in stdio::Observation
  RunResult run;
  Limits limits;
  Talk talk;
  std::optional<Judgement> judgement; // none when it was not let come to one
  std::optional<Error> error;         // the pack's programs, or the machine
  std::string error_log;
};

} // namespace bex::interactive
