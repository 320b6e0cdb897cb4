// What a program wrote, both streams, each up to a limit.
#pragma once

#include "sandboxes/base/units.hpp"

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace bex {

class Capture {
 public:
  explicit Capture(Bytes limit) : limit_(limit.count) {}

  enum class Stream { out, err };
  // False when the stream has gone over the limit; what is above it is dropped.
  bool add(Stream stream, std::string_view bytes);
  [[nodiscard]] bool over(Stream stream) const;
  // The last `limit` bytes of both streams in order of arrival. May be called while another thread adds.
  [[nodiscard]] std::string log(std::size_t limit) const;
  // The whole of a stream, which is then empty; `log` stays right only until the first call.
  [[nodiscard]] std::string take(Stream stream);
  // The whole of a stream.
  [[nodiscard]] std::string copy(Stream stream) const;

 private:
  struct Piece {
    Stream stream;
    std::size_t length;
  };
  struct Half {
    std::string bytes;
    bool over = false;
  };
  [[nodiscard]] const Half& half(Stream stream) const { return stream == Stream::out ? out_ : err_; }

  std::uint64_t limit_;
  mutable std::mutex mutex_;
  Half out_, err_;
  std::vector<Piece> pieces_; // neighbours are of different streams
};

} // namespace bex
