// Bytes between two sockets, both ways.
#pragma once

#include "sandboxes/base/fd.hpp"

#include <array>
#include <cstddef>
#include <poll.h>
#include <string>

namespace bex::cli {

// Whatever one side sends comes out at the other. A side that has said all it wants to can still listen, and
// a connection that breaks on one side breaks on the other. Both sockets do not block.
class Relay {
 public:
  Relay(Fd one, Fd other);

  // What to poll(2) for now: one entry for each side, in the order of the constructor.
  [[nodiscard]] std::array<pollfd, 2> watched() const;
  // Moves all that can be moved without waiting, after a poll that answered `polled`.
  void move(const std::array<pollfd, 2>& polled);
  // Nothing will come any more.
  [[nodiscard]] bool over() const;

 private:
  struct Way {
    std::string waiting;   // read from one side, not yet taken by the other
    bool ended = false;    // its source has said that it is done
    bool told_end = false; // so has its sink been told
  };
  void carry(Way& way, const Fd& from, const Fd& to, short events);
  void take(Way& way, const Fd& from);
  void give(Way& way, const Fd& to);
  void tear();

  std::array<Fd, 2> sides_;
  std::array<Way, 2> ways_; // from the side with the same number
  bool torn_ = false;
};

// The other end of a TCP connection closed like this sees it reset (tcp(7), SO_LINGER of 0).
void reset_connection(Fd socket);

} // namespace bex::cli
