// What our server beside the program says to it, and how it misbehaves: data, and the bytes that follow from
// them.
#pragma once

#include "graders/http/request_parser.hpp"
#include "graders/http/step.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace bex::upstream {

// [http.upstream] and [command.upstream]: that there is such a server, and where the program finds its URL.
struct Place {
  std::string variable = "UPSTREAM_URL"; // of the environment
  bool tls = false;                      // it speaks TLS, and `ca_variable` names whom to trust
};
inline constexpr const char* ca_variable = "UPSTREAM_CA";

enum class Fault {
  none,
  hang,          // no byte comes, and the connection stays
  reset,         // the connection is reset instead of an answer
  slow,          // the head comes, and then the body byte by byte
  truncated,     // half of the body that the head promises, then the connection is closed in good order
  redirect_loop, // to where the request went
  bad_gzip,      // Content-Encoding says gzip, and the body breaks off behind a gzip header (RFC 1952)
  garbage,       // bytes that are no HTTP, then the connection is closed
};

struct Reply {
  Fault fault = Fault::none;
  int status = 200;
  std::vector<http::Field> headers;
  http::Body body;  // none, JSON, text or bytes
  Millis delay{0};  // from the request's last byte to the answer's first
  Millis every{50}; // `slow`: from one byte to the next
  int times = 1;    // so many requests in turn get it
};

// "METHOD /path": the query counts only when one is written, and `*` at the end stands for anything.
struct Line {
  std::string method, target;

  [[nodiscard]] bool matches(const http::ReceivedRequest& request) const;
};
[[nodiscard]] Line line_of(const std::string& text);

struct Route {
  std::string request;        // "METHOD /path"
  std::vector<Reply> replies; // in turn; the last one for all further requests
};

// By what it is known where it speaks TLS. None but the first may be accepted by a client.
enum class Certificate {
  right,
  expired,
  wrong_name, // it is for another host
  unknown_ca, // whom nobody trusts has signed it
};

// Of one check. A request that no route takes gets 404, and is not as expected.
struct Script {
  std::vector<Route> routes; // the first that matches counts
  Certificate certificate = Certificate::right;
};

// One reply, ready to go out.
struct Answer {
  std::string bytes;
  std::size_t at_once = 0; // bytes that go together; each further one after `every`
  Millis delay{0}, every{0};
  bool never = false;  // nothing goes out, ever
  bool reset = false;  // instead of all bytes
  bool closes = false; // the connection ends behind the bytes
  std::string name;    // for people: "500", "hang"
};

[[nodiscard]] Answer compose(const Reply& reply, const http::ReceivedRequest& request,
                             const http::Variables& variables);
// To what no route takes, or what is no request.
[[nodiscard]] Answer refusal(int status);

} // namespace bex::upstream
