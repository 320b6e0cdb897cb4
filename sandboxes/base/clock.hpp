// Time as an interface, so that unit tests need no sleep.
#pragma once

#include "sandboxes/base/units.hpp"

namespace bex {

class Clock {
 public:
  virtual ~Clock() = default;
  // Monotonic; the zero point means nothing.
  [[nodiscard]] virtual Nanos now() = 0;
  // Seconds since the epoch, UTC.
  [[nodiscard]] virtual std::int64_t unix_seconds() = 0;
  virtual void sleep_for(Nanos duration) = 0;
};

// The machine's own clock.
[[nodiscard]] Clock& system_clock();

} // namespace bex
