// A terminal of our own for a program, and the user's terminal in front of it (pty(7)).
#pragma once

#include "sandboxes/base/fd.hpp"

#include <optional>
#include <termios.h>

namespace bex::cli {

struct Pty {
  Fd master, slave;
  // As large as, and set like, the terminal `like`.
  static Result<Pty> make(int like);
};

// Puts the terminal `fd` into raw mode: every key goes to the program, Ctrl-C too. As before when this goes.
class RawMode {
 public:
  explicit RawMode(int fd);
  RawMode(const RawMode&) = delete;
  RawMode& operator=(const RawMode&) = delete;
  ~RawMode();

 private:
  int fd_;
  std::optional<termios> before_;
};

// Readable when the user's terminal has changed its size; from the first call on (signal SIGWINCH).
[[nodiscard]] int resize_fd();
// The size of the terminal `from` for `to`.
void copy_size(int from, int to);

} // namespace bex::cli
