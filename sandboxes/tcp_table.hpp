// The kernel's tables of TCP sockets (proc_pid_net(5), Documentation/networking/proc_net_tcp.rst).
#pragma once

#include "sandboxes/sandbox.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace bex {

struct ListenRow {
  Listener listener;
  std::uint64_t inode = 0;
};

// The rows in state LISTEN of /proc/PID/net/tcp or tcp6; lines that are not understood are left out.
[[nodiscard]] std::vector<ListenRow> parse_tcp_table(std::string_view text);

} // namespace bex
