// Carries lines between two programs and keeps count.
#pragma once

#include "graders/interactive/observation.hpp"
#include "sandboxes/base/clock.hpp"
#include "sandboxes/base/fd.hpp"

#include <functional>
#include <string>

namespace bex::interactive {

// The supervisor's ends of a program's stdin and stdout: non-blocking.
struct Ends {
  Fd to, from;
};

struct Rules {
  int questions = 0; // 0: any number
  std::size_t bytes = 8u << 20;
  Nanos idle{};
};

// Until one of the two has closed its stdout or a rule is broken. The answerer's stdin is closed when the
// submission has ended, so that it can come to its judgement. `ended` says that a program is gone although
// something of it may still hold its stdout; it is asked now and then. An interrupt ends it like idleness.
[[nodiscard]] Talk converse(Ends& submission, Ends& answerer, const Rules& rules, Clock& clock,
                            const std::function<bool()>& ended);

} // namespace bex::interactive
