#include "graders/http/message.hpp"

#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace bex::http {
namespace {

constexpr std::size_t shown = 80; // bytes of a fault's evidence

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

// CTL but HTAB: nowhere allowed in a head (RFC 9110 section 5.5, RFC 9112 section 4).
bool is_control(char c) {
  auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// The members of a comma-separated list, lower case.
std::vector<std::string> list_of(std::string_view text) {
  std::vector<std::string> members;
  for (std::string_view member : split(text, ',')) {
    if (member = without_blanks(member); !member.empty()) members.push_back(lower(member));
  }
  return members;
}

bool has_no_body(int status) {
  return status == 204 || status == 304;
}

} // namespace

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || is_digit(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

std::optional<std::string> Message::header(std::string_view name) const {
  std::optional<std::string> joined;
  std::string wanted = lower(name);
  for (const Header& field : headers) {
    if (lower(field.name) != wanted) continue;
    joined = joined ? *joined + ", " + field.value : field.value;
  }
  return joined;
}

std::optional<std::string> Response::cookie(std::string_view name) const {
  const std::size_t end = name.find(';');
  const bool whole = end == std::string_view::npos;
  const std::string wanted = whole ? "" : lower(name.substr(end + 1));
  std::optional<std::string> found;
  for (const Header& field : headers) {
    if (lower(field.name) != "set-cookie") continue;
    bool first = true, named = false;
    for (std::string_view pair : split(field.value, ';')) {
      const std::size_t equals = pair.find('=');
      const std::string_view key = without_blanks(pair.substr(0, equals));
      const std::string value(equals == std::string_view::npos ? ""
                                                               : without_blanks(pair.substr(equals + 1)));
      if (std::exchange(first, false)) {
        named = key == name.substr(0, end);
        if (named) found = whole ? std::optional(value) : std::nullopt;
      } else if (named && !whole && lower(key) == wanted) {
        found = value;
      }
    }
  }
  return found;
}

ResponseParser::State ResponseParser::feed(std::string_view bytes) {
  bytes.remove_prefix(take(bytes));
  raw_.append(bytes.substr(0, raw_limit - std::min(raw_limit, raw_.size())));
  if (!bytes.empty() && state_ == State::done) {
    response_.stays_open = false;
    const char* rule = had_body_ ? "no bytes after the body (RFC 9112, 6.3)"
                                 : "no bytes after an answer that has no body (RFC 9112, 6.3)";
    wrong(rule, offset_, std::string(bytes.substr(0, shown)));
  } else if (state_ == State::fault && part_ == Part::whole) {
    fault_.got.append(bytes.substr(0, shown - std::min(shown, fault_.got.size())));
  }
  offset_ += bytes.size();
  return state_;
}

std::size_t MessageParser::take(std::string_view bytes) {
  const std::string_view all = bytes;
  while (!bytes.empty() && state_ == State::more) {
    bool bulk = part_ == Part::body || part_ == Part::chunk || part_ == Part::until_close;
    if (!bulk) {
      take_byte(bytes.front());
      bytes.remove_prefix(1);
      continue;
    }
    std::size_t count = bytes.size();
    if (part_ != Part::until_close) count = std::min<std::uint64_t>(count, left_);
    std::string& body = message().body;
    count = std::min(count, body_limit_ + 1 - body.size());
    body.append(bytes.substr(0, count));
    bytes.remove_prefix(count);
    offset_ += count;
    left_ -= part_ == Part::until_close ? 0 : count;
    if (body.size() > body_limit_)
      state_ = State::too_large;
    else if (part_ == Part::body && left_ == 0)
      finish();
    else if (part_ == Part::chunk && left_ == 0)
      part_ = Part::chunk_end;
  }
  const std::size_t taken = all.size() - bytes.size();
  raw_.append(all.substr(0, std::min(taken, raw_limit - std::min(raw_limit, raw_.size()))));
  return taken;
}

ResponseParser::State ResponseParser::end(bool reset) {
  if (state_ != State::more) return state_;
  const std::string how = reset ? " when the connection was reset" : " when the connection was closed";
  bool in_head = part_ == Part::start_line || part_ == Part::headers;
  if (offset_ == 0)
    wrong("each request gets an answer: not one byte had come" + how + " (RFC 9112, 8)", 0, "");
  else if (part_ == Part::until_close && !reset)
    finish();
  else if (part_ == Part::until_close)
    wrong("a body without a length ends with an orderly close, not with a reset (RFC 9112, 8)", offset_, "");
  else if (in_head)
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

void MessageParser::wrong(std::string rule, std::uint64_t offset, std::string got) {
  state_ = State::fault;
  fault_ = {std::move(rule), std::move(got), offset};
}

void MessageParser::wrong_field(std::string rule, const Header& field) {
  wrong(std::move(rule), place_of(field), (field.name + ": " + field.value).substr(0, shown));
}

void MessageParser::wrong_line(std::string rule, std::size_t column) {
  std::size_t from = column > shown / 2 ? column - shown / 2 : 0;
  wrong(std::move(rule), line_start_ + column, line_.substr(from, shown));
}

void MessageParser::take_byte(char c) {
  if (line_.empty()) line_start_ = offset_;
  line_ += c;
  ++offset_;
  std::size_t column = line_.size() - 1;
  if (part_ == Part::chunk_end) {
    constexpr std::string_view end = "\r\n";
    if (c != end[column])
      return wrong_line("a line end (CR LF) after the bytes of a chunk (RFC 9112, 7.1)", column);
    if (column == 1) {
      line_.clear();
      part_ = Part::chunk_size;
    }
    return;
  }
  if (part_ == Part::start_line && !begins_well(column, c)) return;
  bool after_return = column > 0 && line_[column - 1] == '\r';
  if (c == '\n' && !after_return)
    return wrong_line("lines end with CR LF, not with LF alone (RFC 9112, 2.2)", column);
  if (after_return && c != '\n') return wrong_line("CR stands only before LF (RFC 9112, 2.2)", column);
  if (c != '\r' && c != '\n' && is_control(c))
    return wrong_line("no control letters in a head (RFC 9110, 5.5)", column);
  if (part_ == Part::chunk_size) check_chunk_line();
  if (part_ != Part::chunk_size && ++head_size_ > head_limit) state_ = State::too_large;
  if (c != '\n' || state_ != State::more) return;
  line_.resize(line_.size() - 2);
  take_line();
  line_.clear();
}

// A chunk's line has no limit in the standard; extensions of more than this serve nobody.
void MessageParser::check_chunk_line() {
  if (line_.size() > 4096) wrong_line("the size of a chunk and short extensions (RFC 9112, 7.1.1)", 0);
}

void MessageParser::take_line() {
  switch (part_) {
  case Part::start_line:
    places_.clear();
    return start_line();
  case Part::headers:
    return line_.empty() ? head_done() : header_line(false);
  case Part::trailers:
    return line_.empty() ? finish() : header_line(true);
  case Part::chunk_size:
    return chunk_size();
  default:
    return;
  }
}

bool ResponseParser::begins_well(std::size_t column, char c) {
  constexpr char alert = 0x15; // a TLS record of that type (RFC 8446 section 5.1)
  if (column == 0 && c == alert) {
    wrong_line("an answer in plain HTTP: this is a word of TLS, which is asked by `https` (RFC 8446, 5.1)",
               column);
    return false;
  }
  constexpr std::string_view version = "HTTP/1.";
  if (column >= version.size() || c == version[column]) return true;
  wrong_line("an answer begins with a status line, such as `HTTP/1.1 200 OK` (RFC 9112, 4)", column);
  return false;
}

// status-line = HTTP-version SP status-code SP [ reason-phrase ], RFC 9112 section 4
void ResponseParser::start_line() {
  constexpr std::size_t code = 9; // where the status code begins
  if (line_.size() < 8 || (line_[7] != '0' && line_[7] != '1')) {
    return wrong_line("the version is `HTTP/1.1` or `HTTP/1.0` (RFC 9112, 2.3)",
                      std::min<std::size_t>(7, line_.size()));
  }
  if (line_.size() < code || line_[8] != ' ')
    return wrong_line("one space after the version (RFC 9112, 4)", 8);
  for (std::size_t i = code; i < code + 3; ++i) {
    if (i >= line_.size() || !is_digit(line_[i]))
      return wrong_line("the status is three digits (RFC 9110, 15)", std::min(i, line_.size()));
  }
  if (line_.size() > code + 3 && is_digit(line_[code + 3]))
    return wrong_line("the status is three digits (RFC 9110, 15)", code + 3);
  // The space is there even when no reason follows.
  if (line_.size() == code + 3 || line_[code + 3] != ' ')
    return wrong_line("one space after the status (RFC 9112, 4)", code + 3);
  response_ = {};
  response_.http_1_0 = line_[7] == '0';
  response_.status = std::stoi(line_.substr(code, 3));
  response_.reason = line_.substr(code + 4);
  if (response_.status < 100 || response_.status > 599)
    return wrong_line("a status from 100 to 599 (RFC 9110, 15)", code);
  if (response_.status == 101)
    return wrong_line("101 only where the request asked for another protocol (RFC 9110, 7.8)", code);
  part_ = Part::headers;
}

// field-line = field-name ":" OWS field-value OWS, RFC 9112 section 5
void MessageParser::header_line(bool trailer) {
  if (is_blank(line_.front()))
    return wrong_line("each header on a line of its own, not folded onto the next (RFC 9112, 5.2)", 0);
  std::size_t colon = line_.find(':');
  if (colon == std::string::npos)
    return wrong_line("a header is a name, a colon and a value (RFC 9112, 5)", line_.size());
  if (colon == 0) return wrong_line("a header has a name before the colon (RFC 9112, 5)", 0);
  if (is_blank(line_[colon - 1]))
    return wrong_line("no space between a header's name and its colon (RFC 9112, 5.1)", colon - 1);
  for (std::size_t i = 0; i < colon; ++i) {
    if (!is_token(std::string_view(line_).substr(i, 1))) {
      return wrong_line("a header's name is letters, digits and !#$%&'*+-.^_`|~ (RFC 9110, 5.6.2)", i);
    }
  }
  Header field{line_.substr(0, colon),
               std::string(without_blanks(std::string_view(line_).substr(colon + 1)))};
  if (trailer) {
    // RFC 9110 section 6.5.1: what frames a message cannot come after it.
    std::string name = lower(field.name);
    if (name == "content-length" || name == "transfer-encoding")
      return wrong_line("no `" + name + "` after the body (RFC 9110, 6.5.1)", 0);
    return;
  }
  places_.push_back(line_start_);
  message().headers.push_back(std::move(field));
}

void ResponseParser::head_done() {
  choose_length();
  if (state_ != State::more) return;
  if (response_.status < 200) { // RFC 9110 section 15.2: the answer itself follows
    part_ = Part::start_line;
    return;
  }
  choose_persistence();
  if (to_head_request_ || has_no_body(response_.status) || (part_ == Part::body && left_ == 0))
    return finish();
  if (part_ == Part::until_close) {
    response_.until_close = true;
    response_.stays_open = false;
  }
}

void MessageParser::choose_persistence() {
  Message& read = message();
  std::vector<std::string> options = list_of(read.header("Connection").value_or(""));
  auto has = [&](const char* option) { return std::ranges::find(options, option) != options.end(); };
  for (std::size_t i = 0; i < places_.size() && has("close") && !read.says_close; ++i) {
    if (lower(read.headers[i].name) == "connection") read.says_close = places_[i];
  }
  read.stays_open = !has("close") && (!read.http_1_0 || has("keep-alive"));
}

std::uint64_t MessageParser::place_of(const Header& field) {
  return places_[static_cast<std::size_t>(&field - message().headers.data())];
}

MessageParser::Framing MessageParser::framing() {
  Framing framing;
  for (const Header& field : message().headers) {
    const std::string name = lower(field.name);
    if (name == "content-length") framing.lengths.push_back(&field);
    if (name == "transfer-encoding" && !framing.coding) framing.coding = &field;
  }
  return framing;
}

// RFC 9112 section 6.3
void ResponseParser::choose_length() {
  const auto [lengths, coding] = framing();
  const bool bare = response_.status < 200 || response_.status == 204;
  const std::string status = std::to_string(response_.status);
  if (coding && !check_coding(*coding)) return;
  if (coding && bare) {
    return wrong_field("no Transfer-Encoding in an answer with status " + status + " (RFC 9112, 6.1)",
                       *coding);
  }
  if (coding && !lengths.empty())
    return wrong_field("Content-Length or Transfer-Encoding, not both (RFC 9112, 6.2)", *lengths[0]);
  part_ = coding ? Part::chunk_size : lengths.empty() ? Part::until_close : Part::body;
  if (!lengths.empty() && !take_length(lengths)) return;
  // RFC 9110 section 8.6 forbids even `Content-Length: 0` here; frameworks in wide use send it, and it does
  // no harm.
  if (bare && !lengths.empty() && left_ != 0) {
    wrong_field("no body, so no length, in an answer with status " + status + " (RFC 9110, 8.6)",
                *lengths[0]);
  }
}

bool MessageParser::take_length(const std::vector<const Header*>& lengths) {
  const Header& first = *lengths.front();
  auto refuse = [&](std::string rule, const Header& field) {
    wrong_field(std::move(rule), field);
    return false;
  };
  if (lengths.size() > 1) return refuse("Content-Length once (RFC 9110, 8.6)", *lengths[1]);
  if (first.value.find(',') != std::string::npos)
    return refuse("one number as Content-Length (RFC 9110, 8.6)", first);
  if (first.value.empty() || !std::ranges::all_of(first.value, is_digit)) {
    return refuse("Content-Length is a number of bytes, digits only (RFC 9110, 8.6)", first);
  }
  left_ = 0;
  for (char c : first.value) {
    if (left_ > std::numeric_limits<std::uint64_t>::max() / 10 - 1)
      return refuse("a Content-Length below 2^63 (RFC 9110, 8.6)", first);
    left_ = left_ * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return true;
}

// No request of ours has a TE header, so that `chunked` alone is allowed (RFC 9112 section 7.4), and only in
// HTTP/1.1 (section 6.1).
bool MessageParser::check_coding(const Header& coding) {
  const std::string all = message().header("Transfer-Encoding").value_or("");
  auto refuse = [&](const char* rule) {
    wrong(rule, place_of(coding), (coding.name + ": " + all).substr(0, shown));
    return false;
  };
  if (message().http_1_0) return refuse("no Transfer-Encoding in HTTP/1.0 (RFC 9112, 6.1)");
  if (list_of(all) != std::vector<std::string>{"chunked"})
    return refuse("`chunked`, once, is the only Transfer-Encoding (RFC 9112, 7)");
  return true;
}

// chunk-size [ *( ";" name [ "=" token or quoted text ] ) ], RFC 9112 section 7.1
void MessageParser::chunk_size() {
  std::size_t at = 0;
  left_ = 0;
  for (; at < line_.size() && hex_value(line_[at]) >= 0; ++at) {
    if (left_ >> 59) return wrong_line("a chunk's size below 2^63 (RFC 9112, 7.1)", 0);
    left_ = left_ * 16 + static_cast<std::uint64_t>(hex_value(line_[at]));
  }
  if (at == 0) return wrong_line("a chunk begins with its size in hexadecimal digits (RFC 9112, 7.1)", 0);
  auto take_word = [&] {
    std::size_t from = at;
    while (at < line_.size() && is_token(std::string_view(line_).substr(at, 1))) ++at;
    return at > from;
  };
  auto take_quoted = [&] {
    for (++at; at < line_.size() && line_[at] != '"'; ++at) at += line_[at] == '\\';
    return at < line_.size() && line_[at++] == '"';
  };
  while (at < line_.size()) {
    if (line_[at] != ';')
      return wrong_line("nothing but `;` and an extension after a chunk's size (RFC 9112, 7.1)", at);
    ++at;
    if (!take_word()) return wrong_line("a name after `;` (RFC 9112, 7.1.1)", at);
    if (at == line_.size() || line_[at] != '=') continue;
    ++at;
    bool quoted = at < line_.size() && line_[at] == '"';
    if (!(quoted ? take_quoted() : take_word()))
      return wrong_line("a word or a quoted text after `=` (RFC 9112, 7.1.1)", std::min(at, line_.size()));
  }
  part_ = left_ == 0 ? Part::trailers : Part::chunk;
}

void MessageParser::finish() {
  had_body_ = !message().body.empty();
  part_ = Part::whole;
  state_ = State::done;
}

} // namespace bex::http
