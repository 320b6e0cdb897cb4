// The outcome of grading one submission: everything a renderer needs, and nothing of how it looks.
#pragma once

#include "graders/check.hpp"
#include "runner/model/pack.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bex::model {

struct CheckReport {
  std::string id, group, title;
  std::string exercise; // differs from the report's own in a regression of an earlier stage
  std::vector<std::string> hints;
  Disclosure disclosure = Disclosure::full;
  int points = 1;
  Outcome outcome;
};

struct Report {
  std::string pack, exercise, title;
  std::string language;
  std::string folder; // what was graded, as the user knows it
  std::string digest; // of the snapshot
  std::string commit; // of a fetched pack, or empty
  std::string url;    // of a server that was probed: then nothing was built, and nothing can be recorded
  std::uint64_t seed = 0;
  Level level = Level::unsafe;
  std::optional<Outcome> build;           // when it failed or could not be tried: then there are no checks
  std::vector<CheckReport> checks;        // of this exercise, in the author's order
  std::vector<CheckReport> regression;    // of earlier stages, up to the first stage that fails
  Verdict verdict = Verdict::judge_error; // of all of it
  int passed = 0, total = 0;              // checks of this exercise
  std::optional<int> previous_passed;     // of the last recorded submission
  Nanos took{};
  // After a submit: what opened.
  std::string next_exercise, next_title;
  std::string notes; // Markdown: what the author has to say to those who have passed; may be empty
  bool recorded = false;
};

} // namespace bex::model
