// Reading and sending without waiting, as all of our connections do it.
#pragma once

#include "graders/http/client.hpp"

#include <span>
#include <string_view>

namespace bex::http {

// One recv(). 0: the other side has ended; below 0: errno says why.
[[nodiscard]] ssize_t receive(int socket, std::span<char> buffer);
// What has come is acknowledged at once. A server that writes head and body in two segments with Nagle's
// algorithm on waits for that of the first; TCP_QUICKACK is not permanent (tcp(7)).
void acknowledge(int socket);
// As much as goes; below 0: errno says why. A broken connection raises no signal.
[[nodiscard]] ssize_t send_some(int socket, std::string_view bytes);
[[nodiscard]] bool would_block();
[[nodiscard]] std::span<char> read_buffer(); // one for each thread

// Milliseconds for poll(2) that last until then, but not so long that an interrupt would be missed.
[[nodiscard]] int until_ms(Nanos until, Nanos now);

// A connection to the server. While its queue has no room nothing is sent, and false comes back: a
// handshake that the kernel drops costs a second (tcp(7)).
[[nodiscard]] Result<bool> try_to_connect(Running& server, std::uint16_t port, Fd& socket);

} // namespace bex::http
