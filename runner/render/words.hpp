// Facts as words: verdicts, times, sizes, limits, and what an author lets be seen.
#pragma once

#include "runner/model/report.hpp"
#include "runner/render/style.hpp"

#include <string>

namespace bex::render {

[[nodiscard]] std::string words_of(Verdict verdict); // "wrong answer"
[[nodiscard]] Paint paint_of(Verdict verdict);
[[nodiscard]] bool is_failure(Verdict verdict); // counts against the learner

[[nodiscard]] std::string duration(Nanos time); // "12 ms", "1.25 s", "2 min 5 s"
[[nodiscard]] std::string size(Bytes bytes);    // "12 bytes", "1.5 KiB", "256 MiB"

// One sentence on how the program ended: what was measured against which limit. Empty when there is nothing
// to tell.
[[nodiscard]] std::string account_of(const Outcome& outcome);

// What an author lets be seen of a failure, for every renderer.
struct Seen {
  bool title = true;  // id, title and hints
  bool actual = true; // what was sent and what came, the log, remarks, places
  bool expected = true;
};
[[nodiscard]] Seen seen(model::Disclosure disclosure);

} // namespace bex::render
