#include "graders/upstream/script.hpp"

#include <algorithm>
#include <string_view>

namespace bex::upstream {
namespace {

std::string_view reason_of(int status) {
  switch (status) {
  case 400:
    return "Bad Request";
  case 404:
    return "Not Found";
  default:
    return ""; // optional (RFC 9112 section 4)
  }
}

std::string head_of(int status, const std::vector<http::Header>& headers) {
  std::string head = "HTTP/1.1 " + std::to_string(status) + " " + std::string(reason_of(status)) + "\r\n";
  for (const auto& [name, value] : headers) head += name + ": " + value + "\r\n";
  return head + "\r\n";
}

// A member header without options (RFC 1952 section 2.3), and a block of the type that is kept for errors
// (RFC 1951 section 3.2.3).
constexpr std::string_view broken_gzip("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x07", 11);
constexpr std::string_view no_http = "\x01\x02 hello, here speaks something else\n";

std::string name_of(const Reply& reply) {
  static constexpr const char* names[] = {"",          "hang",          "reset",    "slow",
                                          "truncated", "redirect_loop", "bad_gzip", "garbage"};
  const std::string fault = names[static_cast<std::size_t>(reply.fault)];
  const bool says_status = reply.fault == Fault::none;
  return says_status ? std::to_string(reply.status) : fault;
}

// Headers and body as a request of ours would have them.
http::Request filled(const Reply& reply, const http::Variables& variables) {
  http::Step step;
  step.headers = reply.headers;
  step.headers.push_back({"Host", std::nullopt});
  step.body = reply.body;
  return http::fill_in(step, variables);
}

bool has(const std::vector<http::Header>& headers, std::string_view name) {
  http::Message message;
  message.headers = headers;
  return message.header(name).has_value();
}

} // namespace

Line line_of(const std::string& text) {
  const std::size_t blank = std::min(text.find(' '), text.size());
  return {text.substr(0, blank), text.substr(std::min(blank + 1, text.size()))};
}

bool Line::matches(const http::ReceivedRequest& request) const {
  if (request.method != method) return false;
  if (target.ends_with('*'))
    return request.target.starts_with(std::string_view(target).substr(0, target.size() - 1));
  return target == (target.find('?') == std::string::npos ? request.path() : request.target);
}

Answer compose(const Reply& reply, const http::ReceivedRequest& request, const http::Variables& variables) {
  Answer answer;
  answer.delay = reply.delay;
  answer.name = name_of(reply);
  answer.never = reply.fault == Fault::hang;
  answer.reset = reply.fault == Fault::reset;
  if (answer.never || answer.reset) return answer;
  answer.closes = reply.fault == Fault::truncated || reply.fault == Fault::garbage || !request.stays_open;
  if (reply.fault == Fault::garbage) {
    answer.bytes = no_http;
    answer.at_once = answer.bytes.size();
    return answer;
  }
  auto [headers, body] = [&] {
    http::Request whole = filled(reply, variables);
    return std::pair(std::move(whole.headers), whole.body.value_or(""));
  }();
  if (reply.fault == Fault::redirect_loop) headers.push_back({"Location", request.target});
  if (reply.fault == Fault::bad_gzip) {
    body = broken_gzip;
    std::erase_if(headers, [](const http::Header& field) { return field.name == "Content-Length"; });
    headers.push_back({"Content-Encoding", "gzip"});
  }
  const bool bare = reply.status == 204 || reply.status == 304;
  if (!bare && !has(headers, "Content-Length"))
    headers.push_back({"Content-Length", std::to_string(body.size())});
  if (!request.stays_open) headers.push_back({"Connection", "close"});
  answer.bytes = head_of(reply.status, headers);
  if (reply.fault == Fault::truncated) body.resize(body.size() / 2);
  if (reply.fault == Fault::slow) {
    answer.at_once = answer.bytes.size();
    answer.every = reply.every;
  }
  if (!bare && request.method != "HEAD") answer.bytes += body;
  if (answer.every == Millis{0}) answer.at_once = answer.bytes.size();
  return answer;
}

Answer refusal(int status) {
  Answer answer;
  answer.bytes = head_of(status, {{"Content-Length", "0"}, {"Connection", "close"}});
  answer.at_once = answer.bytes.size();
  answer.closes = true;
  answer.name = std::to_string(status);
  return answer;
}

} // namespace bex::upstream
