#include "graders/http/talk.hpp"

#include "graders/http/wire.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace bex::http {
namespace {

constexpr Nanos look_for_room = Millis{2};
constexpr timespec look_for_reading{0, 100'000}; // poll(2) does not tell what the other side has read
constexpr Nanos sip = Millis{5};                 // how long a slow reader lets bytes gather

class Conversation {
 public:
  Conversation(Running& server, Clock& clock, std::uint16_t port, const Script& script, Millis patience)
      : server_(server), clock_(clock), port_(port), script_(script), patience_(patience) {}

  Result<Talk> run() {
    auto connected = connect();
    if (!connected) return tl::unexpected(connected.error());
    if (!*connected) return std::move(talk_);
    begun_ = progress_ = clock_.now();
    next_parser();
    say();
    while (!over()) {
      if (auto waited = wait(); !waited) return tl::unexpected(waited.error());
      say();
    }
    tell();
    if (parser_ && !failed_) land(Exchange::End::silent);
    if (says_close_ && !failed_ && !talk_.ended) refuse_open();
    for (Exchange& answer : talk_.answers) answer.came = talk_.came, answer.size = size_;
    part();
    return std::move(talk_);
  }

 private:
  Running& server_;
  Clock& clock_;
  std::uint16_t port_;
  const Script& script_;
  Millis patience_;
  Talk talk_;
  std::optional<ResponseParser> parser_; // of the answer that is awaited
  std::uint64_t base_ = 0, size_ = 0;    // bytes before that answer; bytes in all
  std::string tail_;                     // its last four bytes so far
  std::size_t piece_ = 0, sent_ = 0;     // the piece that is on its way, and how much of it has gone
  bool deaf_ = false;                    // the other side takes no more bytes
  bool failed_ = false;                  // an answer did not come whole
  bool half_closed_ = false;
  bool told_ = false;                       // `when_read` was called
  std::optional<std::uint64_t> says_close_; // the offset of that line, when the last answer has it
  Nanos begun_{};                           // when the connection was there
  Nanos progress_{};                        // when the last byte went, then when the last awaited answer came
  Nanos landed_{};                          // when the last answer came

  Result<bool> connect() {
    const Nanos until = clock_.now() + patience_;
    for (;;) {
      auto connected = try_to_connect(server_, port_, talk_.socket);
      if (!connected || *connected) return connected;
      if (interrupted()) return fail(ErrorKind::interrupted, "interrupted");
      if (clock_.now() >= until) break;
      clock_.sleep_for(look_for_room);
    }
    if (!script_.to_head.empty()) talk_.answers.emplace_back();
    for (Exchange& answer : talk_.answers) answer.no_room = true;
    return false;
  }

  void next_parser() {
    tail_.clear();
    const std::size_t number = talk_.answers.size();
    if (number == script_.to_head.size()) return parser_.reset();
    parser_.emplace(script_.to_head[number], answer_limit);
  }

  [[nodiscard]] bool has_more_to_say() const { return !deaf_ && piece_ < script_.pieces.size(); }

  [[nodiscard]] Nanos patient_until() const { return std::max(progress_, landed_) + patience_; }

  // Until when the server's end is looked for.
  [[nodiscard]] Nanos watched_until() const {
    Millis watch =
        std::max(script_.stays_open.value_or(Millis{0}), script_.closes_within.value_or(Millis{0}));
    return progress_ + (says_close_ ? std::max(watch, close_shows) : watch);
  }

  bool over() {
    if (failed_ || talk_.ended) return true;
    const Nanos now = clock_.now();
    if (parser_ || (script_.to_head.empty() && has_more_to_say())) return now >= patient_until();
    return now >= watched_until();
  }

  // True when the server has taken all bytes so far out of its socket, so that the next piece cannot be read
  // together with them. Where the kernel does not tell, it has at least received them.
  bool is_read() {
    if (auto unread = server_.unread(talk_.socket.get())) return *unread == 0;
    int waiting = 0;
    return ioctl(talk_.socket.get(), SIOCOUTQ, &waiting) != 0 || waiting == 0;
  }

  [[nodiscard]] bool pauses() { return script_.pause && clock_.now() < progress_ + *script_.pause; }

  [[nodiscard]] bool has_to_tell() const { return script_.when_read && !told_ && piece_ > 0; }

  void tell() {
    if (!script_.when_read || std::exchange(told_, true)) return;
    script_.when_read();
    progress_ = std::max(progress_, clock_.now());
  }

  void say() {
    while (has_more_to_say()) {
      if (has_to_tell() && is_read()) tell();
      const std::string& piece = script_.pieces[piece_];
      if (sent_ == 0 && piece_ > 0 && (pauses() || !is_read())) return;
      const ssize_t count = send_some(talk_.socket.get(), std::string_view(piece).substr(sent_));
      if (count < 0 && would_block()) return;
      if (count < 0) {
        deaf_ = true;
        break;
      }
      sent_ += static_cast<std::size_t>(count);
      progress_ = clock_.now();
      if (sent_ < piece.size()) continue;
      ++piece_;
      sent_ = 0;
    }
    if (has_to_tell() && is_read()) tell();
    if (script_.finish == Finish::half_close && !half_closed_) {
      half_closed_ = true;
      shutdown(talk_.socket.get(), SHUT_WR);
    }
  }

  // How many bytes may be read now.
  std::size_t thirst() {
    const std::size_t all = read_buffer().size();
    if (!script_.takes_per_second) return all;
    const auto seconds = std::chrono::duration<double>(clock_.now() - begun_).count();
    const auto taken = static_cast<double>(size_);
    const double more = seconds * static_cast<double>(*script_.takes_per_second) - taken;
    return static_cast<std::size_t>(std::clamp(more, 0.0, static_cast<double>(all)));
  }

  Result<void> wait() {
    if (thirst() == 0) {
      clock_.sleep_for(sip);
      if (interrupted()) return fail(ErrorKind::interrupted, "interrupted");
      return {};
    }
    pollfd watched[] = {{interrupt_fd(), POLLIN, 0}, {talk_.socket.get(), POLLIN, 0}};
    const bool between = has_more_to_say() && sent_ == 0 && piece_ > 0;
    if (between && !has_to_tell() && pauses()) {
      poll(watched, 2, until_ms(progress_ + *script_.pause, clock_.now()));
    } else if (between || has_to_tell()) {
      ppoll(watched, 2, &look_for_reading, nullptr);
    } else {
      if (has_more_to_say()) watched[1].events |= POLLOUT;
      const Nanos until = parser_ || has_more_to_say() ? patient_until() : watched_until();
      poll(watched, 2, until_ms(until, clock_.now()));
    }
    if (interrupted()) return fail(ErrorKind::interrupted, "interrupted");
    if (watched[1].revents & (POLLIN | POLLHUP | POLLERR)) listen();
    return {};
  }

  void listen() {
    const ssize_t count =
        receive(talk_.socket.get(), read_buffer().first(std::max<std::size_t>(thirst(), 1)));
    if (count > 0) {
      take({read_buffer().data(), static_cast<std::size_t>(count)});
      if (talk_.socket) acknowledge(talk_.socket.get());
      return;
    }
    if (count < 0 && would_block()) return;
    const Nanos now = clock_.now();
    if (parser_) {
      const bool cut = parser_->end(count < 0) == ResponseParser::State::fault;
      land(cut ? Exchange::End::cut_short : Exchange::End::answered);
      if (!cut && parser_) land_missing();
    }
    if (!talk_.ended) talk_.ended = std::max(now - progress_, Nanos{0});
    talk_.socket.reset();
  }

  // The connection is over, and further answers were awaited.
  void land_missing() {
    parser_->end();
    land(Exchange::End::cut_short);
  }

  void take(std::string_view bytes) {
    talk_.came.append(
        bytes.substr(0, ResponseParser::raw_limit - std::min(ResponseParser::raw_limit, talk_.came.size())));
    size_ += bytes.size();
    while (!bytes.empty() && parser_) {
      const std::size_t taken = parser_->take(may_be_interim() ? first_line(bytes) : bytes);
      tail_ += bytes.substr(0, taken);
      tail_.erase(0, tail_.size() - std::min<std::size_t>(tail_.size(), 4));
      bytes.remove_prefix(taken);
      if (parser_->state() == ResponseParser::State::more) {
        if (may_be_interim() && parser_->response().status > 0 && tail_ == "\r\n\r\n")
          land(Exchange::End::answered);
        continue;
      }
      if (parser_->state() == ResponseParser::State::done) {
        land(Exchange::End::answered);
      } else {
        const bool fault = parser_->state() == ResponseParser::State::fault;
        land(fault ? Exchange::End::faulty : Exchange::End::too_large);
        return;
      }
    }
    // Who awaits no answer does not mind what comes.
    if (!bytes.empty() && !talk_.answers.empty()) {
      Exchange& last = talk_.answers.back();
      last.end = Exchange::End::faulty;
      last.fault = {"no bytes after the last answer (RFC 9112, 6.3)", std::string(bytes.substr(0, 80)),
                    base_};
      failed_ = true;
    }
  }

  // RFC 9110 section 15.2: for the parser such an answer is a part of the one behind it, here it is one by
  // itself.
  [[nodiscard]] bool may_be_interim() const { return parser_->response().status < 200; }

  static std::string_view first_line(std::string_view bytes) {
    return bytes.substr(0, std::min(bytes.find('\n'), bytes.size() - 1) + 1);
  }

  void refuse_open() {
    Exchange& last = talk_.answers.back();
    last.end = Exchange::End::faulty;
    last.fault = fault_of_open(*says_close_);
  }

  void land(Exchange::End end) {
    Exchange answer;
    answer.end = end;
    answer.fault = parser_->fault();
    answer.fault.offset += base_;
    landed_ = clock_.now();
    answer.took = landed_ - progress_;
    answer.response = parser_->take_response();
    if (answer.response.says_close) says_close_ = base_ + *answer.response.says_close;
    answer.length = parser_->size();
    base_ += answer.length;
    talk_.answers.push_back(std::move(answer));
    failed_ = end != Exchange::End::answered;
    if (failed_) return parser_.reset();
    next_parser();
    if (!parser_) progress_ = landed_;
  }

  void part() {
    if (!talk_.socket) return;
    if (script_.finish == Finish::reset) {
      const linger at_once{1, 0};
      setsockopt(talk_.socket.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
    if (script_.finish == Finish::reset || script_.finish == Finish::close) talk_.socket.reset();
  }
};

} // namespace

Result<Talk> talk(Running& server, Clock& clock, std::uint16_t port, const Script& script, Millis patience) {
  return Conversation(server, clock, port, script, patience).run();
}

} // namespace bex::http
