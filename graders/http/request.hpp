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
};

[[nodiscard]] std::string bytes_of(const Request& request);

// What keeps a request from being sent as one request: a method that is no token, a target with blanks or
// control letters, a header with a line end in it.
struct Flaw {
  bool in_headers = false;
  std::string what;
};
[[nodiscard]] std::optional<Flaw> flaw_of(const Request& request);

// A `curl` line with `$PORT` for the port. Empty for bodies that no one would paste into a shell.
[[nodiscard]] std::string curl_line(const Request& request, const std::string& default_host);

} // namespace bex::http
