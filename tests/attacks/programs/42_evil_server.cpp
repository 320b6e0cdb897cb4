// Servers that mean harm to their client: `42_evil_server WAY [ARGUMENT]`, on $PORT.
#include "attack.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

namespace {

bool put(int client, const std::string& bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t n = ::send(client, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (n <= 0) return false;
    sent += static_cast<std::size_t>(n);
  }
  return true;
}

const std::string ok = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

// At most 64 MiB of `piece`.
void repeat(int client, const std::string& piece) {
  for (std::size_t sent = 0; sent < (64U << 20) && put(client, piece); sent += piece.size()) {
  }
}

void drip(int client) {
  for (const char c : ok + "Content-Length: 6\r\n\r\nhello\n") {
    if (!put(client, std::string(1, c))) return;
    ::sleep(1);
  }
}

void answer(int client, const std::string& way, const std::string& argument) {
  const std::string block(65536, 'x');
  if (way == "drip") drip(client);
  if (way == "silent") attack::sleep_for_ever();
  if (way == "head" && put(client, ok + "X: ")) repeat(client, block); // a header without an end
  if (way == "heads" && put(client, ok)) repeat(client, "X-Filler: " + std::string(100, 'x') + "\r\n");
  if (way == "body" && put(client, ok + "\r\n")) repeat(client, block);
  if (way == "chunks" && put(client, ok + "Transfer-Encoding: chunked\r\n\r\n"))
    repeat(client, "10000\r\n" + block + "\r\n");
  if (way == "length" && put(client, ok + "Content-Length: 18446744073709551615\r\n\r\n"))
    repeat(client, block);
  if (way == "chunk-size" && put(client, ok + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"))
    repeat(client, block);
  if (way == "interim") repeat(client, "HTTP/1.1 103 Early Hints\r\n\r\n");
  if (way == "redirect")
    put(client, "HTTP/1.1 302 Found\r\nLocation: " + argument + "\r\nContent-Length: 0\r\n\r\n");
  if (way == "reset") {
    const linger hard{1, 0};
    put(client, ok.substr(0, 20));
    ::setsockopt(client, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  }
  if (way == "plain" || way == "never-close") put(client, ok + "Content-Length: 6\r\n\r\nhello\n");
  if (way == "until-close") put(client, ok + "\r\nhello\n"), attack::sleep_for_ever();
}

} // namespace

int main(int argc, char** argv) {
  const char* port = ::getenv("PORT");
  if (argc < 2 || !port) return 2;
  ::signal(SIGPIPE, SIG_IGN);
  attack::bound_life();
  const std::string way = argv[1], argument = argc > 2 ? argv[2] : "";
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(port)));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(fd, 16) != 0)
    return 1;
  for (;;) {
    const int client = ::accept(fd, nullptr, nullptr);
    char request[65536];
    const ssize_t n = ::recv(client, request, sizeof request, 0);
    if (n > 0) (void)!::write(1, request, static_cast<std::size_t>(n));
    answer(client, way, argument);
    if (way != "never-close") ::close(client);
  }
}
