// Services of the host, of this machine and beyond: 26.
#include "tests/attacks/support.hpp"

#include "sandboxes/base/fd.hpp"

#include <arpa/inet.h>
#include <cstddef>
#include <cstring>
#include <ifaddrs.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace bex::attacks {
namespace {

// Listens, and notices whoever comes.
class Service {
 public:
  explicit Service(int domain, const sockaddr* address, socklen_t size, int type = SOCK_STREAM)
      : socket_(::socket(domain, type | SOCK_CLOEXEC, 0)) {
    if (::bind(socket_.get(), address, size) != 0 || (type == SOCK_STREAM && ::listen(socket_.get(), 8) != 0))
      socket_.reset();
  }
  [[nodiscard]] bool listens() const { return static_cast<bool>(socket_); }
  [[nodiscard]] bool was_reached() const {
    pollfd watched{socket_.get(), POLLIN, 0};
    return ::poll(&watched, 1, 0) != 0;
  }
  [[nodiscard]] std::string port() const {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&address), &size);
    return std::to_string(ntohs(address.sin_port));
  }

 private:
  Fd socket_;
};

Service inet_service(int type) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  return Service(AF_INET, reinterpret_cast<const sockaddr*>(&address), sizeof address,
                 type); // every address of the host
}

Service unix_service(const std::string& name, bool abstract) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + (abstract ? 1 : 0), name.data(), name.size());
  const std::size_t size = offsetof(sockaddr_un, sun_path) + name.size() + (abstract ? 1 : 0);
  return Service(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), static_cast<socklen_t>(size));
}

std::vector<std::string> addresses_of_the_host() {
  std::vector<std::string> all = {"127.0.0.1", "127.0.0.2"};
  ifaddrs* list = nullptr;
  if (::getifaddrs(&list) != 0) return all;
  for (const ifaddrs* each = list; each; each = each->ifa_next) {
    if (!each->ifa_addr || each->ifa_addr->sa_family != AF_INET) continue;
    char text[INET_ADDRSTRLEN] = {};
    ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(each->ifa_addr)->sin_addr, text, sizeof text);
    all.emplace_back(text);
  }
  ::freeifaddrs(list);
  return all;
}

class Networks : public Attack {};

TEST_P(Networks, A26_SocketsOfTheHost) {
  const Service tcp = inet_service(SOCK_STREAM), udp = inet_service(SOCK_DGRAM);
  const std::string path = (canary_.folder() / "socket").string(),
                    name = canary_.secret().substr(0, 20) + "-name";
  const Service file = unix_service(path, false), abstract = unix_service(name, true);
  ASSERT_TRUE(tcp.listens() && udp.listens() && file.listens() && abstract.listens());
  std::vector<std::string> words;
  for (const auto& address : addresses_of_the_host()) {
    words.insert(words.end(), {"tcp", address, tcp.port()});
    words.insert(words.end(), {"udp", address, udp.port()});
  }
  words.insert(words.end(), {"path", path, "abstract", name});
  for (const Network network : {Network::none, Network::loopback}) {
    SandboxSpec spec = program("26_host_sockets", words);
    spec.network = network;
    const auto result = attack(spec);
    EXPECT_TRUE(is_exit(result, 0)) << report(result);
    for (const auto& [what, answer] : told_in(result.out)) {
      // A datagram to a loopback of one's own gets lost there.
      if (network == Network::loopback && what.starts_with("udp ")) continue;
      EXPECT_TRUE(answer.starts_with("E")) << what << ": " << answer;
    }
    expect_refused(told_in(result.out), "tcp 127.0.0.1 " + tcp.port());
    expect_refused(told_in(result.out), "path " + path);
    expect_refused(told_in(result.out), "abstract " + name);
    expect_refused(told_in(result.out), "path /run/docker.sock");
  }
  EXPECT_FALSE(tcp.was_reached() || udp.was_reached() || file.was_reached() || abstract.was_reached());
}

BEX_AT_EVERY_LEVEL(Networks);

} // namespace
} // namespace bex::attacks
