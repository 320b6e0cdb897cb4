// Making processes of ours, and what they are connected with.
#pragma once

#include "sandboxes/base/fd.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <sys/types.h>

namespace bex {

// A copy of the calling process without its other threads, with all signals blocked; `body` keeps to
// async-signal-safe calls and does not return. Killed and reaped by the destructor.
class Child {
 public:
  Child(std::uint64_t flags, const std::function<void()>& body);
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child();
  explicit operator bool() const { return pid_ > 0; }
  [[nodiscard]] int error() const { return error_; } // errno, when there is none
  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  int error_ = 0;
};

// Above the standard descriptors, which init overwrites. False with errno set.
[[nodiscard]] bool lift(Fd& fd);
// Both ends lifted and close-on-exec; the reading end of the pipe does not block.
[[nodiscard]] bool make_pipe(Fd& read, Fd& write);
[[nodiscard]] bool make_sockets(Fd& ours, Fd& theirs);                          // SOCK_SEQPACKET
[[nodiscard]] int write_text(const std::string& path, const std::string& text); // 0, or errno

} // namespace bex
