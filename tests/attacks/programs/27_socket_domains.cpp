// Opens a socket of every domain and of every netlink protocol there is, and of each domain that leads out.
#include "attack.hpp"

#include <sys/socket.h>
#include <sys/syscall.h>

int main() {
  attack::bound_life();
  for (int domain = 0; domain < 64; ++domain)
    for (const int type : {SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET})
      if (const int fd = ::socket(domain, type, 0); fd >= 0) {
        attack::say("opened domain=%d type=%d\n", domain, type);
        ::close(fd);
      }
  for (int protocol = 0; protocol < 32; ++protocol)
    if (const int fd = ::socket(AF_NETLINK, SOCK_RAW, protocol); fd >= 0) {
      attack::say("opened netlink=%d\n", protocol);
      ::close(fd);
    }
  attack::tell("vsock", ::socket(AF_VSOCK, SOCK_STREAM, 0));
  attack::tell("packet", ::socket(AF_PACKET, SOCK_RAW, 0x300));
  attack::tell("alg", ::socket(AF_ALG, SOCK_SEQPACKET, 0));
  attack::tell("audit", ::socket(AF_NETLINK, SOCK_RAW, 9));
  attack::tell("raw", ::socket(AF_INET, SOCK_RAW, 1));
  attack::tell("high-bits", ::syscall(SYS_socket, (1UL << 32) | AF_VSOCK, SOCK_STREAM, 0));
  int ends[2];
  attack::tell("pair", ::socketpair(AF_TIPC, SOCK_STREAM, 0, ends));
}
