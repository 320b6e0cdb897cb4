// Owning file descriptors and whole-buffer I/O on them.
#pragma once

#include "sandboxes/base/error.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace bex {

// Owns one descriptor and closes it. Every descriptor of the program is opened close-on-exec.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    if (this != &other) {
      reset();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }
  ~Fd() { reset(); }

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] explicit operator bool() const { return fd_ >= 0; }
  [[nodiscard]] int release() { return std::exchange(fd_, -1); }
  void reset();

 private:
  int fd_ = -1;
};

// Writes all of `bytes`, going on after EINTR and short writes. errno on failure, 0 when done.
[[nodiscard]] int write_all(int fd, std::string_view bytes);

// Reads to the end of the file. errno on failure.
[[nodiscard]] tl::expected<std::string, int> read_to_end(int fd);

} // namespace bex
