// Reading messages strictly by RFC 9112: what is not valid is named, with the byte that is wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bex::http {

struct Fault {
  std::string rule;         // what the standard asks for, in plain words, and where it does
  std::string got;          // the bytes that break it
  std::uint64_t offset = 0; // of the first wrong byte, from 0 at the first byte of the message
};

struct Header {
  std::string name;
  std::string value; // without the blanks round it
};

// What answers and requests have in common.
struct Message {
  std::vector<Header> headers;
  std::string body; // without its chunks' frames
  bool http_1_0 = false;
  bool stays_open = false;                 // another request may be sent on the same connection
  std::optional<std::uint64_t> says_close; // the offset of the line `Connection: close`

  // All values of the field, joined by ", " (RFC 9110 section 5.2); nothing when it is not there.
  [[nodiscard]] std::optional<std::string> header(std::string_view name) const;
};

struct Response : Message {
  int status = 0;
  std::string reason;
  bool until_close = false; // its length is nowhere said: it ends with the connection

  // Of the last Set-Cookie with that name: its value, or behind a `;` that attribute, "" for one without a
  // value (RFC 6265 section 4.1).
  [[nodiscard]] std::optional<std::string> cookie(std::string_view name) const;
};

// Takes the bytes of one message as they come. However they are cut, the result is the same.
class MessageParser {
 public:
  enum class State {
    more,      // not all is there
    done,      // the message is whole
    fault,     // not valid: see fault()
    too_large, // beyond the limits below
  };

  static constexpr std::size_t head_limit = 64 << 10; // lines of one head, and of trailers
  static constexpr std::size_t raw_limit = 64 << 10;  // bytes kept as they came

  // Takes no byte beyond the end of this message. The number of bytes taken.
  std::size_t take(std::string_view bytes);
  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] const Fault& fault() const { return fault_; }
  [[nodiscard]] std::uint64_t size() const { return offset_; }  // bytes that came
  [[nodiscard]] const std::string& raw() const { return raw_; } // the first of them

 protected:
  enum class Part { start_line, headers, body, until_close, chunk_size, chunk, chunk_end, trailers, whole };

  // What says how the body ends.
  struct Framing {
    std::vector<const Header*> lengths; // Content-Length
    const Header* coding = nullptr;     // the first Transfer-Encoding
  };

  explicit MessageParser(std::size_t body_limit) : body_limit_(body_limit) {}
  ~MessageParser() = default;
  MessageParser(MessageParser&&) = default;
  MessageParser& operator=(MessageParser&&) = default;

  [[nodiscard]] virtual Message& message() = 0;
  // Whether this byte can stand there in the first line; says what is wrong when it cannot.
  virtual bool begins_well(std::size_t column, char c) = 0;
  virtual void start_line() = 0; // `line_` is it
  virtual void head_done() = 0;

  [[nodiscard]] Framing framing();
  bool take_length(const std::vector<const Header*>& lengths);
  bool check_coding(const Header& coding);
  // By `Connection` and the version (RFC 9112 section 9.3).
  void choose_persistence();
  void finish();
  [[nodiscard]] std::uint64_t place_of(const Header& field);
  void wrong(std::string rule, std::uint64_t offset, std::string got);
  void wrong_line(std::string rule, std::size_t column);
  void wrong_field(std::string rule, const Header& field);

  std::size_t body_limit_;
  State state_ = State::more;
  Part part_ = Part::start_line;
  Fault fault_;
  std::string raw_;
  std::string line_;             // what has come of the line that is read
  std::uint64_t offset_ = 0;     // of the next byte
  std::uint64_t line_start_ = 0; // of the first byte of `line_`
  std::size_t head_size_ = 0;
  bool had_body_ = false;
  std::uint64_t left_ = 0;            // of the body or the chunk
  std::vector<std::uint64_t> places_; // where the line of each header begins

 private:
  void take_byte(char c);
  void take_line();
  void header_line(bool trailer);
  void check_chunk_line();
  void chunk_size();
};

class ResponseParser final : public MessageParser {
 public:
  ResponseParser(bool to_head_request, std::size_t body_limit)
      : MessageParser(body_limit), to_head_request_(to_head_request) {}

  // Bytes after a whole answer are a fault too: nobody asked for them.
  State feed(std::string_view bytes);
  // The connection was closed by the other side, in good order or by a reset.
  State end(bool reset = false);

  [[nodiscard]] const Response& response() const { return response_; }
  // Further bytes can still be fed.
  [[nodiscard]] Response take_response() { return std::move(response_); }

 private:
  Message& message() override { return response_; }
  bool begins_well(std::size_t column, char c) override;
  void start_line() override;
  void head_done() override;
  void choose_length();

  bool to_head_request_;
  Response response_;
};

[[nodiscard]] bool is_token(std::string_view text); // RFC 9110 section 5.6.2

} // namespace bex::http
