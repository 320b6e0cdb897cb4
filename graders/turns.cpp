#include "graders/turns.hpp"

#include "sandboxes/base/interrupt.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace bex {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds look_every{20};

Fd open_folder(const fs::path& path) {
  return Fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
}

// Waits for locks until its time is over.
class Wait {
 public:
  Wait(Clock& clock, const std::function<void()>& on_wait)
      : clock_(clock), on_wait_(on_wait), begin_(clock.now()) {}

  // True when `fd` has the lock; false when it is not to be had, or not in time.
  Result<bool> lock(const Fd& fd, int kind) {
    while (::flock(fd.get(), kind | LOCK_NB) != 0) {
      if (errno == EINTR) continue;
      if (errno != EWOULDBLOCK) return false;
      if (interrupted()) return fail(ErrorKind::interrupted, "interrupted");
      const auto waited = clock_.now() - begin_;
      if (waited > Turns::patience) return false;
      if (waited > Turns::silence && !std::exchange(told_, true) && on_wait_) on_wait_();
      clock_.sleep_for(look_every);
    }
    return true;
  }

 private:
  Clock& clock_;
  const std::function<void()>& on_wait_;
  Nanos begin_;
  bool told_ = false;
};

} // namespace

Turns::Turns(fs::path place, fs::path gate, Clock& clock, std::function<void()> on_wait)
    : place_(std::move(place)), gate_(std::move(gate)), clock_(&clock), on_wait_(std::move(on_wait)) {}

// flock(2) takes any open file, also a folder that the caller may only read. These belong to root and are
// always there (FHS 3.0, 3.15), so nobody can put a link, a pipe or a file of their own in the place, as they
// could with a file that is made in /tmp or /run/lock; and no file is left behind.
Turns Turns::of_machine(Clock& clock, std::function<void()> on_wait) {
  const bool usual = static_cast<bool>(open_folder("/run/lock"));
  return {usual ? "/run/lock" : "/tmp", usual ? "/run" : "/var", clock, std::move(on_wait)};
}

Result<Turn> Turns::take(int kind) const {
  if (place_.empty()) return Turn{};
  const Fd gate = open_folder(gate_); // given back when this returns
  auto place = open_folder(place_);
  if (!gate || !place) return Turn{};
  Wait wait(*clock_, on_wait_);
  auto entered = wait.lock(gate, kind);
  if (entered && *entered) entered = wait.lock(place, kind);
  if (!entered) return tl::unexpected<Error>(entered.error());
  return *entered ? Turn(std::move(place)) : Turn{};
}

Result<Turn> Turns::beside() const {
  return take(LOCK_SH);
}

Result<Turn> Turns::alone() const {
  return take(LOCK_EX);
}

} // namespace bex
