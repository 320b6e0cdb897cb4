#include "sandboxes/service.hpp"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/uio.h>

namespace bex {

bool ask_for_socket(const Fd& service, int family) {
  const auto byte = static_cast<unsigned char>(family);
  return service && ::send(service.get(), &byte, 1, MSG_NOSIGNAL) == 1;
}

tl::expected<Fd, int> receive_socket(const Fd& service) {
  int error = 0;
  iovec part{&error, sizeof error};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))];
  msghdr message{};
  message.msg_iov = &part, message.msg_iovlen = 1;
  message.msg_control = control, message.msg_controllen = sizeof control;
  ssize_t n;
  do n = ::recvmsg(service.get(), &message, MSG_CMSG_CLOEXEC);
  while (n < 0 && errno == EINTR);
  if (n != static_cast<ssize_t>(sizeof error)) return tl::unexpected(ECONNREFUSED);
  if (error != 0) return tl::unexpected(error);
  const cmsghdr* header = CMSG_FIRSTHDR(&message);
  if (!header || header->cmsg_type != SCM_RIGHTS) return tl::unexpected(EBADF);
  int fd = -1;
  std::memcpy(&fd, CMSG_DATA(header), sizeof fd);
  return Fd(fd);
}

} // namespace bex
