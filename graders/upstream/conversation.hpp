// One connection of the program's, without its socket: bytes and times go in, bytes and times come out.
#pragma once

#include "graders/upstream/room.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bex::upstream {

class Conversation {
 public:
  enum class End {
    open,
    close, // in good order
    reset,
  };

  explicit Conversation(Room& room) : room_(&room) {}

  void hear(std::string_view bytes, Nanos now);
  // The client has closed its side, or reset the connection.
  void hear_end(bool reset, Nanos now);
  // The bytes that may go out now; what of them went.
  [[nodiscard]] std::string_view say(Nanos now) const;
  void said(std::size_t count, Nanos now);
  // When `say` or `end` has more to tell by itself; none: only when something is heard.
  [[nodiscard]] std::optional<Nanos> due() const;
  // To be asked when all of `say` has gone.
  [[nodiscard]] End end(Nanos now) const;
  // Further requests wait in the kernel while one is answered.
  [[nodiscard]] bool listens() const { return !ended_ && waiting_.size() < most_waiting; }

 private:
  static constexpr std::size_t most_waiting = 256 << 10;

  Room* room_;
  http::RequestParser parser_{Room::body_limit};
  std::string waiting_;              // bytes behind the request that is answered
  std::shared_ptr<Arrival> arrival_; // what is answered
  Answer answer_;
  Nanos begin_{};        // of the answer
  std::size_t sent_ = 0; // of it
  std::string interim_;  // goes out before it
  bool continued_ = false;
  bool ended_ = false; // the client's side
  End end_ = End::open;

  void advance(Nanos now);
  void begin(Room::Given given, Nanos now);
  void finish(Nanos now);
};

} // namespace bex::upstream
