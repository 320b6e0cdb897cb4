// A connection on which everything is ours to say: bytes in pieces, and how it ends.
#pragma once

#include "graders/http/client.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bex::http {

enum class Finish {
  wait,       // our side stays open
  half_close, // our side is closed behind the last byte; the server's answers are awaited
  close,      // both, once the answers are there
  reset,      // the same with a reset (SO_LINGER of 0, socket(7))
  hold,       // stays as it is until the check is over
};

struct Script {
  // Each goes when the server has read all of the one before. May be none at all.
  std::vector<std::string> pieces;
  Finish finish = Finish::wait;
  std::vector<bool> to_head; // one for each answer that is awaited: whether HEAD asks for it
  std::optional<Millis> stays_open, closes_within;
  // Called once: when the server has read the first piece, or at the end of it all.
  std::function<void()> when_read = nullptr;
  std::optional<Millis> pause = std::nullopt;                 // from the end of a piece to the next, at least
  std::optional<std::size_t> takes_per_second = std::nullopt; // bytes that our side reads, at most
};

struct Talk {
  // One for each answer, in order; those behind the first that did not come whole are not there. The offsets
  // of faults count from the first byte that came on the connection. They have no request.
  std::vector<Exchange> answers;
  // When the server ended the connection: from the last awaited answer, without any from our last byte. It
  // is looked for as long as `stays_open` and `closes_within` say.
  std::optional<Nanos> ended;
  std::string came; // the first bytes
  Fd socket;        // still open
};

// `patience`: from the last byte that could be sent, or the last answer. Errors as those of Client::send.
[[nodiscard]] Result<Talk> talk(Running& server, Clock& clock, std::uint16_t port, const Script& script,
                                Millis patience);

} // namespace bex::http
