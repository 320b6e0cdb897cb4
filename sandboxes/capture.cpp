#include "sandboxes/capture.hpp"

#include <algorithm>

namespace bex {

bool Capture::add(Stream stream, std::string_view bytes) {
  const std::scoped_lock lock(mutex_);
  Half& to = stream == Stream::out ? out_ : err_;
  if (bytes.size() > limit_ - to.bytes.size()) {
    to.over = true;
    bytes = bytes.substr(0, limit_ - to.bytes.size());
  }
  // The default growth would overshoot the limit by half, twice over while it copies.
  if (const auto need = to.bytes.size() + bytes.size(); need > to.bytes.capacity())
    to.bytes.reserve(std::max<std::size_t>(need, std::min<std::uint64_t>(limit_, 2 * to.bytes.capacity())));
  to.bytes += bytes;
  if (!bytes.empty()) {
    if (pieces_.empty() || pieces_.back().stream != stream) pieces_.push_back({stream, 0});
    pieces_.back().length += bytes.size();
  }
  return !to.over;
}

bool Capture::over(Stream stream) const {
  const std::scoped_lock lock(mutex_);
  return half(stream).over;
}

std::string Capture::log(std::size_t limit) const {
  const std::scoped_lock lock(mutex_);
  std::size_t out_end = out_.bytes.size(), err_end = err_.bytes.size(), left = limit;
  std::vector<std::string_view> parts;
  for (auto piece = pieces_.rbegin(); piece != pieces_.rend() && left > 0; ++piece) {
    std::size_t& end = piece->stream == Stream::out ? out_end : err_end;
    const std::size_t length = std::min(piece->length, left);
    parts.push_back(std::string_view(half(piece->stream).bytes).substr(end - length, length));
    end -= piece->length;
    left -= length;
  }
  std::string text;
  text.reserve(limit - left);
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) text += *part;
  return text;
}

std::string Capture::take(Stream stream) {
  const std::scoped_lock lock(mutex_);
  pieces_.clear();
  return std::move((stream == Stream::out ? out_ : err_).bytes);
}

std::string Capture::copy(Stream stream) const {
  const std::scoped_lock lock(mutex_);
  return half(stream).bytes;
}

} // namespace bex
