// What all attack programs share. They know nothing of the project: each is what a learner could send in.
// All of them end by themselves after `longest_seconds` and within bounds of their own, so that a sandbox
// that does not hold cannot hurt the machine.
#pragma once

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/resource.h>
#include <sys/types.h>
#include <unistd.h>

namespace attack {

inline constexpr unsigned longest_seconds = 10;

// Alarms are not inherited by children of fork(2): each child sets its own. The bound on CPU time holds where
// a signal would be ignored.
inline void bound_life() {
  ::alarm(longest_seconds);
  const rlimit seconds{longest_seconds, longest_seconds};
  ::setrlimit(RLIMIT_CPU, &seconds);
}

// `what=0` or `what=ENAME`: the proof that something was tried, and what came of it.
inline void tell(const std::string& what, long result) {
  const char* name = result >= 0 ? "0" : ::strerrorname_np(errno);
  std::printf("%s=%s\n", what.c_str(), name ? name : "unknown");
  std::fflush(stdout);
}

// Whole lines in one write(2), so that processes that share stdout do not mix them.
inline void say(const char* format, ...) {
  char line[512];
  va_list words;
  va_start(words, format);
  const int length = ::vsnprintf(line, sizeof line, format, words);
  va_end(words);
  if (length > 0) (void)!::write(1, line, static_cast<std::size_t>(length));
}

[[noreturn]] inline void sleep_for_ever() {
  for (;;) ::pause();
}

[[noreturn]] inline void spin() {
  for (;;) asm volatile("" ::: "memory");
}

inline void touch(void* memory, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; i += 4096) static_cast<volatile char*>(memory)[i] = 1;
}

inline bool is(int argc, char** argv, const char* mode) {
  return argc > 1 && std::strcmp(argv[1], mode) == 0;
}

} // namespace attack
