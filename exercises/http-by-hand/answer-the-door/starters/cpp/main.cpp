#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

int main() {
  const int door = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  place.sin_port = htons(static_cast<std::uint16_t>(std::atoi(std::getenv("PORT"))));
  if (bind(door, reinterpret_cast<sockaddr*>(&place), sizeof place) != 0 || listen(door, 128) != 0) return 1;
  const int client = accept(door, nullptr, nullptr);
  // Your turn: read the request up to its empty line, answer it, and come back for the next client.
  // send(client, ..., MSG_NOSIGNAL) lives on when the client is gone.
  close(client);
}
