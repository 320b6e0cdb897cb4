#include "runner/cli/relay.hpp"

#include <cerrno>
#include <sys/socket.h>
#include <utility>

namespace bex::cli {
namespace {

// One way holds no more than this back when its sink does not take it.
constexpr std::size_t most_waiting = std::size_t{256} << 10;

bool would_block() {
  return errno == EAGAIN || errno == EINTR;
}

} // namespace

Relay::Relay(Fd one, Fd other) : sides_{std::move(one), std::move(other)} {}

std::array<pollfd, 2> Relay::watched() const {
  std::array<pollfd, 2> all{};
  for (std::size_t i = 0; i < 2; ++i) {
    const Way &in = ways_[i], &out = ways_[1 - i];
    short events = 0;
    if (!in.ended && in.waiting.size() < most_waiting) events |= POLLIN;
    if (!out.waiting.empty()) events |= POLLOUT;
    // Without a wish a break is still told (poll(2)); a side that is done both ways would tell it for ever.
    all[i] = {in.ended && out.told_end ? -1 : sides_[i].get(), events, 0};
  }
  return all;
}

void Relay::move(const std::array<pollfd, 2>& polled) {
  for (std::size_t i = 0; i < 2 && !over(); ++i) {
    // Both ways are done, or broken, and what was left to read has been read.
    if ((polled[i].revents & (POLLERR | POLLHUP)) != 0 && ways_[i].ended && !ways_[1 - i].told_end) tear();
    carry(ways_[i], sides_[i], sides_[1 - i], polled[i].revents);
  }
  for (std::size_t i = 0; i < 2 && !over(); ++i) give(ways_[i], sides_[1 - i]);
}

void Relay::carry(Way& way, const Fd& from, const Fd& to, short events) {
  if (torn_ || way.ended || way.waiting.size() >= most_waiting) return;
  if ((events & (POLLIN | POLLERR | POLLHUP)) != 0) take(way, from);
  if (!torn_) give(way, to);
}

void Relay::take(Way& way, const Fd& from) {
  char part[65536];
  const ssize_t n = ::recv(from.get(), part, sizeof part, 0);
  if (n > 0)
    way.waiting.append(part, static_cast<std::size_t>(n));
  else if (n == 0)
    way.ended = true;
  else if (!would_block())
    tear();
}

void Relay::give(Way& way, const Fd& to) {
  while (!way.waiting.empty()) {
    const ssize_t n = ::send(to.get(), way.waiting.data(), way.waiting.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      if (!would_block()) tear();
      return;
    }
    way.waiting.erase(0, static_cast<std::size_t>(n));
  }
  if (!way.ended || way.told_end) return;
  way.told_end = true;
  ::shutdown(to.get(), SHUT_WR);
}

void Relay::tear() {
  torn_ = true;
  for (auto& side : sides_) reset_connection(std::move(side));
}

bool Relay::over() const {
  return torn_ || (ways_[0].told_end && ways_[1].told_end);
}

void reset_connection(Fd socket) {
  const linger now{1, 0};
  if (socket) ::setsockopt(socket.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

} // namespace bex::cli
