// Asking the kernel for sockets (sock_diag(7)). The tables of /proc/net walk every bucket of the whole
// machine's table of connections, milliseconds each time; a dump of listeners alone walks the few that there
// are.
#pragma once

#include "sandboxes/sandbox.hpp"

#include <tl/expected.hpp>

#include <sys/socket.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace bex {

struct ListeningSocket {
  Listener listener;
  std::uint32_t waiting = 0; // connections that nobody has accepted yet
  std::uint32_t backlog = 0; // full with one more than that; what comes then is dropped (sk_acceptq_is_full
                             // in include/net/sock.h)
};

// The TCP sockets in state LISTEN of the network namespace in which `netlink`, a socket of NETLINK_SOCK_DIAG,
// was made; errno on failure.
[[nodiscard]] tl::expected<std::vector<ListeningSocket>, int> listening_sockets(int netlink);

// How many bytes wait to be read at the end of a connection whose own address is `own` and whose other end is
// `other`; 0 when that end is no more. errno on failure.
[[nodiscard]] tl::expected<std::size_t, int> bytes_waiting(int netlink, const sockaddr_storage& own,
                                                           const sockaddr_storage& other);

// The listeners in one datagram of an answer. Sets `done` at the end of the dump, and to an errno > 0 when
// the kernel says that it failed.
struct DumpEnd {
  bool done = false;
  int error = 0;
};
[[nodiscard]] std::vector<ListeningSocket> parse_dump(std::string_view datagram, DumpEnd& end);

} // namespace bex
