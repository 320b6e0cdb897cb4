#include "sandboxes/sock_diag.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace bex {
namespace {

struct Request {
  nlmsghdr header;
  inet_diag_req_v2 body;
};

int send_to_kernel(int netlink, const Request& request) {
  sockaddr_nl kernel{};
  kernel.nl_family = AF_NETLINK;
  const auto n = ::sendto(netlink, &request, sizeof request, 0, reinterpret_cast<const sockaddr*>(&kernel),
                          sizeof kernel);
  return n == static_cast<ssize_t>(sizeof request) ? 0 : errno;
}

int ask(int netlink, int family) {
  Request request{};
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.body.sdiag_family = static_cast<std::uint8_t>(family);
  request.body.sdiag_protocol = IPPROTO_TCP;
  request.body.idiag_states = 1U << TCP_LISTEN;
  return send_to_kernel(netlink, request);
}

void put_address(const sockaddr_storage& from, __be32* address, __be16& port) {
  if (from.ss_family == AF_INET6) {
    sockaddr_in6 six;
    std::memcpy(&six, &from, sizeof six);
    std::memcpy(address, &six.sin6_addr, sizeof six.sin6_addr);
    port = six.sin6_port;
  } else {
    sockaddr_in four;
    std::memcpy(&four, &from, sizeof four);
    std::memcpy(address, &four.sin_addr, sizeof four.sin_addr);
    port = four.sin_port;
  }
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

// Not a dump: one socket is looked up by its two addresses. Where there is none, the kernel looks for a
// listener at that address.
tl::expected<std::size_t, int> bytes_waiting(int netlink, const sockaddr_storage& own,
                                             const sockaddr_storage& other) {
  Request request{};
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = NLM_F_REQUEST;
  request.body.sdiag_family = static_cast<std::uint8_t>(own.ss_family);
  request.body.sdiag_protocol = IPPROTO_TCP;
  request.body.idiag_states = ~0U;
  request.body.id.idiag_cookie[0] = request.body.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  put_address(own, request.body.id.idiag_src, request.body.id.idiag_sport);
  put_address(other, request.body.id.idiag_dst, request.body.id.idiag_dport);
  if (const int error = send_to_kernel(netlink, request)) return tl::unexpected<int>(error);
  char buffer[4096];
  ssize_t n;
  do n = ::recv(netlink, buffer, sizeof buffer, 0);
  while (n < 0 && errno == EINTR);
  nlmsghdr header;
  if (n < static_cast<ssize_t>(sizeof header)) return tl::unexpected<int>(n < 0 ? errno : EPROTO);
  std::memcpy(&header, buffer, sizeof header);
  int error = 0;
  inet_diag_msg message;
  const auto body = static_cast<std::size_t>(n) - sizeof header;
  if (header.nlmsg_type == NLMSG_ERROR && body >= sizeof error) {
    std::memcpy(&error, buffer + sizeof header, sizeof error);
    if (error == -ENOENT) return std::size_t{0};
    return tl::unexpected<int>(-error);
  }
  if (header.nlmsg_type != SOCK_DIAG_BY_FAMILY || body < sizeof message) return tl::unexpected<int>(EPROTO);
  std::memcpy(&message, buffer + sizeof header, sizeof message);
  return message.idiag_state == TCP_LISTEN ? std::size_t{0} : std::size_t{message.idiag_rqueue};
}

} // namespace bex
