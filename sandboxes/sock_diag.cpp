#include "sandboxes/sock_diag.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace bex {
namespace {

struct Request {
  nlmsghdr header;
  inet_diag_req_v2 body;
};

int ask(int netlink, int family) {
  Request request{};
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.body.sdiag_family = static_cast<std::uint8_t>(family);
  request.body.sdiag_protocol = IPPROTO_TCP;
  request.body.idiag_states = 1U << TCP_LISTEN;
  sockaddr_nl kernel{};
  kernel.nl_family = AF_NETLINK;
  const auto n = ::sendto(netlink, &request, sizeof request, 0, reinterpret_cast<const sockaddr*>(&kernel),
                          sizeof kernel);
  return n == static_cast<ssize_t>(sizeof request) ? 0 : errno;
}

ListeningSocket socket_of(const inet_diag_msg& message) {
  char text[INET6_ADDRSTRLEN] = {};
  ::inet_ntop(message.idiag_family, message.id.idiag_src, text, sizeof text);
  return {{text, ntohs(message.id.idiag_sport)}, message.idiag_rqueue, message.idiag_wqueue};
}

} // namespace

std::vector<ListeningSocket> parse_dump(std::string_view datagram, DumpEnd& end) {
  std::vector<ListeningSocket> sockets;
  nlmsghdr header;
  while (datagram.size() >= sizeof header && !end.done) {
    std::memcpy(&header, datagram.data(), sizeof header);
    if (header.nlmsg_len < sizeof header || header.nlmsg_len > datagram.size()) break;
    const auto body = datagram.substr(sizeof header, header.nlmsg_len - sizeof header);
    if (header.nlmsg_type == NLMSG_DONE || header.nlmsg_type == NLMSG_ERROR) {
      end.done = true;
      int error = 0;
      if (body.size() >= sizeof error) std::memcpy(&error, body.data(), sizeof error);
      end.error = error < 0 ? -error : 0;
    } else if (inet_diag_msg message; body.size() >= sizeof message) {
      std::memcpy(&message, body.data(), sizeof message);
      if (message.idiag_state == TCP_LISTEN) sockets.push_back(socket_of(message));
    }
    datagram.remove_prefix(std::min<std::size_t>(NLMSG_ALIGN(header.nlmsg_len), datagram.size()));
  }
  return sockets;
}

tl::expected<std::vector<ListeningSocket>, int> listening_sockets(int netlink) {
  std::vector<ListeningSocket> all;
  for (const int family : {AF_INET, AF_INET6}) {
    if (const int error = ask(netlink, family)) return tl::unexpected<int>(error);
    for (DumpEnd end; !end.done;) {
      char buffer[32768]; // as much as the kernel puts into one datagram of a dump
      const auto n = ::recv(netlink, buffer, sizeof buffer, 0);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return tl::unexpected<int>(n < 0 ? errno : EPIPE);
      for (auto& socket : parse_dump({buffer, static_cast<std::size_t>(n)}, end))
        all.push_back(std::move(socket));
      if (end.error != 0) return tl::unexpected<int>(end.error);
    }
  }
  return all;
}

} // namespace bex
