// Talks to whoever listens on the host: `26_host_sockets tcp ADDRESS PORT | udp ADDRESS PORT | abstract NAME
// | path PATH ... [only]`, and to the sockets that machines have.
#include "attack.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cstddef>
#include <sys/socket.h>
#include <sys/un.h>

namespace {

void inet(const std::string& how, const std::string& address, int port) {
  const bool six = address.find(':') != std::string::npos;
  const int fd = ::socket(six ? AF_INET6 : AF_INET, (how == "udp" ? SOCK_DGRAM : SOCK_STREAM), 0);
  const timeval patience{1, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  sockaddr_in four{};
  four.sin_family = AF_INET;
  sockaddr_in6 other{};
  other.sin6_family = AF_INET6;
  four.sin_port = other.sin6_port = htons(static_cast<std::uint16_t>(port));
  ::inet_pton(AF_INET, address.c_str(), &four.sin_addr);
  ::inet_pton(AF_INET6, address.c_str(), &other.sin6_addr);
  const auto* to = six ? reinterpret_cast<const sockaddr*>(&other) : reinterpret_cast<const sockaddr*>(&four);
  const std::string what = how + " " + address + " " + std::to_string(port);
  if (how == "udp")
    attack::tell(what, ::sendto(fd, "x", 1, 0, to, six ? sizeof other : sizeof four));
  else
    attack::tell(what, ::connect(fd, to, six ? sizeof other : sizeof four));
  ::close(fd);
}

void local(const std::string& how, const std::string& name) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::size_t at = how == "abstract" ? 1 : 0;
  std::memcpy(address.sun_path + at, name.data(), std::min(name.size(), sizeof address.sun_path - 2));
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + at + name.size());
  for (const int type : {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET}) {
    const int fd = ::socket(AF_UNIX, type, 0);
    attack::tell(how + " " + name, ::connect(fd, reinterpret_cast<const sockaddr*>(&address), size));
    ::close(fd);
  }
}

} // namespace

int main(int argc, char** argv) {
  attack::bound_life();
  for (int i = 1; i + 1 < argc;) {
    const std::string how = argv[i];
    if (how == "tcp" || how == "udp") {
      if (i + 2 >= argc) return 2;
      inet(how, argv[i + 1], std::atoi(argv[i + 2]));
      i += 3;
    } else {
      local(how, argv[i + 1]);
      i += 2;
    }
  }
  if (std::strcmp(argv[argc - 1], "only") == 0) return 0;
  for (const char* path : {"/run/docker.sock", "/var/run/docker.sock", "/run/containerd/containerd.sock",
                           "/run/podman/podman.sock", "/run/user/1000/podman/podman.sock",
                           "/run/crio/crio.sock", "/run/dbus/system_bus_socket", "/run/user/1000/bus",
                           "/run/systemd/private", "/run/systemd/journal/socket", "/run/udev/control",
                           "/run/nscd/socket", "/dev/log", "/tmp/.X11-unix/X0"})
    local("path", path);
  local("abstract", "/tmp/.X11-unix/X0");
  for (const char* address :
       {"169.254.169.254", "192.0.2.1", "2001:db8::1", "10.0.0.1", "172.17.0.1", "127.0.0.53", "::1"})
    inet("tcp", address, 80);
  for (const char* address : {"192.0.2.1", "255.255.255.255", "224.0.0.1"}) inet("udp", address, 53);
}
