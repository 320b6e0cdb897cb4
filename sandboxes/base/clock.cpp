#include "sandboxes/base/clock.hpp"

#include <ctime>
#include <thread>

namespace bex {
namespace {

class SystemClock final : public Clock {
 public:
  Nanos now() override { return std::chrono::steady_clock::now().time_since_epoch(); }
  std::int64_t unix_seconds() override { return std::time(nullptr); }
  void sleep_for(Nanos duration) override { std::this_thread::sleep_for(duration); }
};

} // namespace

Clock& system_clock() {
  static SystemClock clock;
  return clock;
}

} // namespace bex
