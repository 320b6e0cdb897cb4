#include "sandboxes/base/interrupt.hpp"

#include <atomic>
#include <csignal>
#include <cstdint>
#include <initializer_list>
#include <sys/eventfd.h>
#include <unistd.h>

namespace bex {
namespace {

std::atomic<int> first_signal{0};
std::atomic<int> catcher{-1}; // the descriptor of an InterruptCatch

int event() {
  static const int fd = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return fd;
}

extern "C" void on_signal(int signal) {
  interrupt_now(signal);
}

} // namespace

void interrupt_now(int signal) {
  int none = 0;
  const int caught = catcher.load();
  if (caught < 0) first_signal.compare_exchange_strong(none, signal);
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto n = ::write(caught < 0 ? event() : caught, &one, sizeof one);
}

InterruptCatch::InterruptCatch() : fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  catcher = fd_;
}

// The descriptor stays open: a handler in another thread may be about to write to it.
InterruptCatch::~InterruptCatch() {
  catcher = -1;
}

void watch_interrupts() {
  event(); // made now: a handler must not run the first call of a static's constructor
  struct sigaction action{};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaction(signal, &action, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
}

bool interrupted() {
  return first_signal.load() != 0;
}
int interrupt_signal() {
  return first_signal.load();
}
int interrupt_fd() {
  return event();
}

} // namespace bex
