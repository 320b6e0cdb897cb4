// Ctrl-C and friends: everything that waits watches one descriptor, so that an interrupt ends it at once.
#pragma once

namespace bex {

// SIGINT, SIGTERM and SIGHUP set the flag instead of ending the process; SIGPIPE is ignored. Once, from main.
void watch_interrupts();

[[nodiscard]] bool interrupted();
// The signal that came first, 0 while none did.
[[nodiscard]] int interrupt_signal();

// Readable from the first interrupt on and for ever after; never read from it. Owned by the process.
[[nodiscard]] int interrupt_fd();

// While it lives, interrupts come here and leave the rest of the program alone: for whoever ends a run in a
// way of its own. One at a time.
class InterruptCatch {
 public:
  InterruptCatch();
  InterruptCatch(const InterruptCatch&) = delete;
  InterruptCatch& operator=(const InterruptCatch&) = delete;
  ~InterruptCatch();
  [[nodiscard]] int fd() const { return fd_; } // readable from the first interrupt on

 private:
  int fd_;
};

// What a handler does; for tests.
void interrupt_now(int signal);

} // namespace bex
