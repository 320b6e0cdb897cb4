#include "runner/cli/gate.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>

namespace bex::cli {
namespace {

// Each takes two descriptors; those that come beyond wait in the kernel's queue.
constexpr std::size_t most_at_once = 400;

tl::unexpected<Error> no_port(std::uint16_t port, int error) {
  auto failed = fail_errno(ErrorKind::machine, fmt::format("could not listen on 127.0.0.1:{}", port), error);
  if (error == EADDRINUSE) failed.value().help = "another program has that port: bexercise serve --port 0";
  if (error == EACCES) failed.value().help = "ports below 1024 are for root: bexercise serve --port 8080";
  return failed;
}

} // namespace

Result<Gate> Gate::take(std::uint16_t port) {
  Fd socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK); // nobody from another machine
  address.sin_port = htons(port);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  const int on = 1; // started again, it has its port at once
  if (!socket || ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      ::bind(socket.get(), generic, size) != 0 || ::getsockname(socket.get(), generic, &size) != 0)
    return no_port(port, errno);
  return Gate(std::move(socket), ntohs(address.sin_port));
}

Result<void> Gate::open() {
  if (::listen(socket_.get(), SOMAXCONN) != 0) return no_port(port_, errno);
  open_ = true;
  return {};
}

void Gate::watch(std::vector<pollfd>& all) const {
  const bool may_come = open_ && !crowded_ && relays_.size() < most_at_once;
  all.push_back({may_come ? socket_.get() : -1, POLLIN, 0});
  for (const auto& relay : relays_)
    for (const auto& side : relay.watched()) all.push_back(side);
}

void Gate::work(const pollfd* polled, Running& running, std::uint16_t port) {
  const pollfd* side = polled + 1;
  for (auto relay = relays_.begin(); relay != relays_.end(); side += 2) {
    relay->move({side[0], side[1]});
    relay = relay->over() ? relays_.erase(relay) : std::next(relay);
  }
  if (polled->revents == 0 && !crowded_) return;
  crowded_ = !running.has_room(port);
  if (!crowded_) let_in(running, port);
}

// One at a time: a server that handles one connection after the other accepts the next only when what came on
// this one has been passed on.
void Gate::let_in(Running& running, std::uint16_t port) {
  Fd outside(::accept4(socket_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!outside) return;
  auto inside = running.connect(port);
  if (inside) {
    ++let_in_;
    relays_.emplace_back(std::move(outside), std::move(*inside));
  } else {
    ++turned_away_;
    reset_connection(std::move(outside)); // as if nobody listened
  }
}

unsigned Gate::turned_away() {
  return std::exchange(turned_away_, 0);
}

} // namespace bex::cli
