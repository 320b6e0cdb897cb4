// A request as it is sent, and the shell line that sends the like of it.
#pragma once

#include "graders/http/message.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bex::http {

struct Request {
  std::string method;
  std::string target;
  std::vector<Header> headers; // all that are sent, in order
  std::optional<std::string> body;
  // In place of all of the above: the bytes as they go out, in the pieces in which they do.
  std::vector<std::string> raw;
  bool half_close = false; // and then our side is closed
};

[[nodiscard]] std::string bytes_of(const Request& request);

// What keeps a request from being sent as one request: a method that is no token, a target with blanks or
// control letters, a header with a line end in it.
struct Flaw {
  bool in_headers = false;
  std::string what;
};
[[nodiscard]] std::optional<Flaw> flaw_of(const Request& request);

// Where a shell finds the server.
struct Dial {
  std::string address = "127.0.0.1";
  std::string port = "$PORT";
  bool tls = false;
  std::string authority = {}; // a word for a shell: the file with the CA to trust; empty: the system's own
};

// A line for a shell: `curl`, or for raw bytes `printf ... | nc`. Empty for bodies
// that no one would paste into a shell.
[[nodiscard]] std::string shell_line(const Request& request, const std::string& default_host,
                                     const Dial& dial = {});

} // namespace bex::http
