#include "graders/http/request_parser.hpp"

#include "sandboxes/base/text.hpp"

#include <algorithm>

namespace bex::http {
namespace {

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// pchar, `/` and `?` of RFC 3986 sections 3.3 and 3.4; `%` is looked at by itself.
bool is_of_target(char c) {
  const bool alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return alnum || std::string_view("-._~!$&'()*+,;=:@/?%").find(c) != std::string_view::npos;
}

} // namespace

// A fault of the first byte is told at once, since a client that speaks another protocol may send no line
// end.
bool RequestParser::begins_well(std::size_t column, char c) {
  constexpr char handshake = 0x16; // a TLS record of that type (RFC 8446 section 5.1)
  if (column > 0) return true;
  if (c == handshake)
    wrong_line("plain HTTP, as the URL says `http`: this is the beginning of TLS (RFC 8446, 5.1)", column);
  else if (c == '\r' || c == '\n')
    wrong_line("a request begins with its method, not with an empty line (RFC 9112, 2.2)", column);
  return state_ == State::more;
}

// request-line = method SP request-target SP HTTP-version, RFC 9112 section 3
void RequestParser::start_line() {
  std::size_t at = 0;
  while (at < line_.size() && is_token(std::string_view(line_).substr(at, 1))) ++at;
  if (at == 0 || at == line_.size() || line_[at] != ' ')
    return wrong_line("a request begins with a method and one space, such as `GET /` (RFC 9112, 3)", at);
  request_ = {};
  request_.method = line_.substr(0, at);
  const std::size_t from = at + 1, end = std::min(line_.find(' ', from), line_.size());
  if (!take_target(from, end)) return;
  if (end == line_.size())
    return wrong_line("one space and the version after the target, `HTTP/1.1` (RFC 9112, 3)", end);
  const std::string version = line_.substr(end + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0")
    return wrong_line("the version is `HTTP/1.1` or `HTTP/1.0`, and the line ends behind it (RFC 9112, 2.3)",
                      end + 1);
  request_.http_1_0 = version == "HTTP/1.0";
  part_ = Part::headers;
}

bool RequestParser::take_target(std::size_t from, std::size_t end) {
  const auto refuse = [&](const char* rule, std::size_t column) {
    wrong_line(rule, column);
    return false;
  };
  request_.target = line_.substr(from, end - from);
  if (request_.target == "*" && request_.method == "OPTIONS") return true;
  if (from == end || line_[from] != '/')
    return refuse("the target is a path that begins with `/`, and perhaps a query (RFC 9112, 3.2.1)", from);
  for (std::size_t i = from; i < end; ++i) {
    if (line_[i] == '#') return refuse("a target has no fragment (RFC 9112, 3.2.1)", i);
    if (!is_of_target(line_[i]))
      return refuse("a target has only the letters of a URL, others as %XX (RFC 3986, 3.3)", i);
    if (line_[i] == '%' && !(i + 2 < end && is_hex(line_[i + 1]) && is_hex(line_[i + 2])))
      return refuse("two hexadecimal digits after `%` (RFC 3986, 2.1)", i);
  }
  return true;
}

// RFC 9112 section 3.2
bool RequestParser::check_host() {
  std::vector<const Header*> hosts;
  for (const Header& field : request_.headers)
    if (lower(field.name) == "host") hosts.push_back(&field);
  if (hosts.size() > 1) {
    wrong_field("the header `Host` once (RFC 9112, 3.2)", *hosts[1]);
  } else if (hosts.empty() && !request_.http_1_0) {
    constexpr std::size_t empty_line = 2;
    wrong("a request of HTTP/1.1 has the header `Host` (RFC 9112, 3.2)", offset_ - empty_line, "");
  }
  return state_ == State::more;
}

// RFC 9112 section 6.3: without a length and a coding there is no body.
void RequestParser::head_done() {
  if (!check_host()) return;
  const auto [lengths, coding] = framing();
  if (coding && !check_coding(*coding)) return;
  if (coding && !lengths.empty())
    return wrong_field("Content-Length or Transfer-Encoding, not both (RFC 9112, 6.2)", *lengths[0]);
  choose_persistence();
  part_ = coding ? Part::chunk_size : Part::body;
  left_ = 0;
  if (!lengths.empty() && !take_length(lengths)) return;
  if (!coding && left_ == 0) finish();
}

bool RequestParser::waits_to_continue() const {
  const bool before_body = state_ == State::more && request_.body.empty() && !line_.size() &&
                           (part_ == Part::body || part_ == Part::chunk_size);
  return before_body && !request_.http_1_0 && lower(request_.header("Expect").value_or("")) == "100-continue";
}

RequestParser::State RequestParser::end(bool reset) {
  if (state_ != State::more || offset_ == 0) return state_;
  const std::string how = reset ? " when the connection was reset" : " when the connection was closed";
  if (part_ == Part::start_line || part_ == Part::headers)
    wrong("a head ends with an empty line: it had not come" + how + " (RFC 9112, 8)", offset_, "");
  else if (part_ == Part::body)
    wrong("the body has the length that the head says: " + std::to_string(left_) + " bytes were missing" +
              how + " (RFC 9112, 8)",
          offset_, "");
  else
    wrong("a body in chunks ends with a chunk of size 0 and an empty line: they had not come" + how +
              " (RFC 9112, 8)",
          offset_, "");
  return state_;
}

} // namespace bex::http
