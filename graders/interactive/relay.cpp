#include "graders/interactive/relay.hpp"

#include "sandboxes/base/interrupt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace bex::interactive {
namespace {

constexpr std::size_t shown_lines = 24; // of each end of a transcript
constexpr std::size_t line_shown = 200; // bytes
constexpr int look_every_ms = 50;

// Both ends of a long conversation.
class Transcript {
 public:
  void add(std::string_view mark, std::string_view line) {
    std::string text(mark);
    text.append(line.substr(0, line_shown));
    if (line.size() > line_shown) text += "...";
    auto& lines = first_.size() < shown_lines ? first_ : last_;
    lines.push_back(std::move(text));
    if (last_.size() <= shown_lines) return;
    last_.erase(last_.begin());
    ++left_out_;
  }
  [[nodiscard]] std::string text() const {
    std::string all;
    for (const auto& line : first_) all += line + "\n";
    if (left_out_ > 0) all += fmt::format("[{} lines]\n", left_out_);
    for (const auto& line : last_) all += line + "\n";
    return all;
  }

 private:
  std::vector<std::string> first_, last_;
  std::size_t left_out_ = 0;
};

// Bytes on their way to a program. One that has closed its stdin has no more interest in them.
class Outbox {
 public:
  explicit Outbox(Fd& to) : to_(to) {}
  void add(std::string_view bytes) { waiting_ += bytes; }
  [[nodiscard]] bool waits() const { return to_ && !waiting_.empty(); }
  void flush() {
    while (waits()) {
      const ssize_t n = ::write(to_.get(), waiting_.data(), waiting_.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0 && errno == EAGAIN) return;
      if (n < 0) {
        to_.reset();
        return;
      }
      waiting_.erase(0, static_cast<std::size_t>(n));
    }
  }
  // When all is sent, nothing more comes.
  void finish() {
    finishing_ = true;
    settle();
  }
  void settle() {
    flush();
    if (finishing_ && waiting_.empty()) to_.reset();
  }

 private:
  Fd& to_;
  std::string waiting_;
  bool finishing_ = false;
};

class Conversation {
 public:
  Conversation(Ends& submission, Ends& answerer, const Rules& rules, Clock& clock)
      : submission_(submission), answerer_(answerer), rules_(rules), clock_(clock),
        to_submission_(submission.to), to_answerer_(answerer.to) {}

  Talk run(const std::function<bool()>& ended) {
    Nanos moved = clock_.now();
    while (!over_) {
      if (wait()) moved = clock_.now();
      if (over_) break;
      if (clock_.now() - moved > rules_.idle || interrupted())
        finish(End::idle);
      else if (ended())
        drain(), finish(End::program_ended);
    }
    talk_.unfinished = !said_.empty();
    talk_.transcript = transcript_.text();
    return std::move(talk_);
  }

 private:
  Ends &submission_, &answerer_;
  const Rules& rules_;
  Clock& clock_;
  Outbox to_submission_, to_answerer_;
  Transcript transcript_;
  std::string said_, told_; // the beginning of a line
  std::size_t bytes_ = 0;
  bool told_last_ = true; // it is the submission's turn
  bool over_ = false;
  Talk talk_;

  void finish(End end) {
    if (std::exchange(over_, true)) return;
    talk_.end = end;
    talk_.awaited = told_last_;
    to_answerer_.finish();
  }

  // True when something moved.
  bool wait() {
    pollfd watched[] = {{submission_.from.get(), POLLIN, 0},
                        {answerer_.from.get(), POLLIN, 0},
                        {to_submission_.waits() ? submission_.to.get() : -1, POLLOUT, 0},
                        {to_answerer_.waits() ? answerer_.to.get() : -1, POLLOUT, 0}};
    if (::poll(watched, std::size(watched), look_every_ms) <= 0) return false;
    if (watched[2].revents != 0) to_submission_.settle();
    if (watched[3].revents != 0) to_answerer_.settle();
    if (watched[1].revents != 0) hear_answerer();
    if (watched[0].revents != 0) hear_submission();
    return true;
  }

  // What a program that is gone has left in its pipe.
  void drain() {
    while (!over_ && read_from(submission_.from, said_, [this](auto line) { say(line); }) > 0) {
    }
  }

  // The number of bytes that came; 0 at the end, -1 when there is nothing now.
  template <class Hear> ssize_t read_from(Fd& from, std::string& begun, const Hear& hear) {
    char buffer[16384];
    ssize_t n = 0;
    while ((n = ::read(from.get(), buffer, sizeof buffer)) < 0 && errno == EINTR) {
    }
    if (n <= 0) return n;
    begun.append(buffer, static_cast<std::size_t>(n));
    std::size_t begin = 0;
    for (auto end = begun.find('\n'); end != std::string::npos && !over_; end = begun.find('\n', begin)) {
      hear(std::string_view(begun).substr(begin, end - begin));
      begin = end + 1;
    }
    begun.erase(0, begin);
    return n;
  }

  void say(std::string_view line) {
    transcript_.add("> ", line);
    told_last_ = false;
    if (line.starts_with("?") && ++talk_.questions > rules_.questions && rules_.questions > 0)
      return finish(End::too_many_questions);
    to_answerer_.add(std::string(line) + "\n");
  }

  void hear_submission() {
    const auto n = read_from(submission_.from, said_, [this](auto line) { say(line); });
    if (n == 0) return finish(End::program_ended);
    if (n > 0) bytes_ += static_cast<std::size_t>(n);
    if (bytes_ > rules_.bytes) return finish(End::too_many_bytes);
    to_answerer_.flush();
  }

  void hear_answerer() {
    const auto n = read_from(answerer_.from, told_, [this](auto line) {
      transcript_.add("< ", line);
      told_last_ = true;
      to_submission_.add(std::string(line) + "\n");
    });
    if (n == 0) return finish(End::answerer_ended);
    to_submission_.flush();
  }
};

} // namespace

Talk converse(Ends& submission, Ends& answerer, const Rules& rules, Clock& clock,
              const std::function<bool()>& ended) {
  return Conversation(submission, answerer, rules, clock).run(ended);
}

} // namespace bex::interactive
