// A port of this machine that leads into a box.
#pragma once

#include "runner/cli/relay.hpp"
#include "sandboxes/sandbox.hpp"

#include <cstdint>
#include <list>
#include <poll.h>
#include <vector>

namespace bex::cli {

// Holds a port of 127.0.0.1 from the start, and lets nobody in before `open`.
class Gate {
 public:
  // 0: any that is free.
  static Result<Gate> take(std::uint16_t port);
  [[nodiscard]] std::uint16_t port() const { return port_; }
  Result<void> open();

  // What to poll(2) for, appended to `all`; `work` wants the same entries back, and connects whoever came to
  // `port` inside.
  void watch(std::vector<pollfd>& all) const;
  void work(const pollfd* polled, Running& running, std::uint16_t port);
  // True when somebody waits for room in the server's own queue, of which poll(2) does not tell: `work` is due
  // again within milliseconds.
  [[nodiscard]] bool is_crowded() const { return crowded_; }

  [[nodiscard]] std::uint64_t let_in() const { return let_in_; }
  // How many found nobody listening inside, since the last question.
  [[nodiscard]] unsigned turned_away();

 private:
  Gate(Fd socket, std::uint16_t port) : socket_(std::move(socket)), port_(port) {}
  void let_in(Running& running, std::uint16_t port);

  Fd socket_;
  std::uint16_t port_;
  bool open_ = false, crowded_ = false;
  std::list<Relay> relays_;
  std::uint64_t let_in_ = 0;
  unsigned turned_away_ = 0;
};

} // namespace bex::cli
