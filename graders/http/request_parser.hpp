// Reading requests as strictly as answers: what a client of the learner's sends.
#pragma once

#include "graders/http/message.hpp"

#include <string>

namespace bex::http {

struct ReceivedRequest : Message {
  std::string method;
  std::string target; // in origin-form, or `*` (RFC 9112 section 3.2)

  [[nodiscard]] std::string path() const { return target.substr(0, target.find('?')); }
};

class RequestParser final : public MessageParser {
 public:
  explicit RequestParser(std::size_t body_limit) : MessageParser(body_limit) {}

  // The other side has ended the connection. Without a byte of a request that is no fault: the state stays
  // `more`.
  State end(bool reset = false);

  [[nodiscard]] const ReceivedRequest& request() const { return request_; }
  [[nodiscard]] ReceivedRequest take_request() { return std::move(request_); }
  // The head is there, and the client waits for 100 (Continue) before it sends the body (RFC 9110 section
  // 10.1.1).
  [[nodiscard]] bool waits_to_continue() const;

 private:
  Message& message() override { return request_; }
  bool begins_well(std::size_t column, char c) override;
  void start_line() override;
  void head_done() override;
  bool take_target(std::size_t from, std::size_t end);
  bool check_host();

  ReceivedRequest request_;
};

} // namespace bex::http
