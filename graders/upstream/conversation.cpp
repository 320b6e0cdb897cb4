#include "graders/upstream/conversation.hpp"

#include <algorithm>
#include <utility>

namespace bex::upstream {

using State = http::RequestParser::State;

void Conversation::hear(std::string_view bytes, Nanos now) {
  waiting_ += bytes;
  advance(now);
}

void Conversation::advance(Nanos now) {
  while (!arrival_ && end_ == End::open && !waiting_.empty()) {
    waiting_.erase(0, parser_.take(waiting_));
    if (parser_.state() == State::done) {
      begin(room_->receive(parser_.take_request(), parser_.raw(), now), now);
    } else if (parser_.state() == State::fault) {
      begin(room_->receive(parser_.fault(), parser_.raw(), now), now);
    } else if (parser_.state() == State::too_large) {
      const std::string limit = std::to_string(Room::body_limit >> 20) + " MiB";
      begin(room_->receive(
                http::Fault{"a request of at most " + limit + ", with a head of 64 KiB", "", parser_.size()},
                parser_.raw(), now),
            now);
    } else if (parser_.waits_to_continue() && !continued_) {
      continued_ = true;
      interim_ = "HTTP/1.1 100 Continue\r\n\r\n";
    }
  }
}

void Conversation::begin(Room::Given given, Nanos now) {
  arrival_ = std::move(given.arrival);
  answer_ = std::move(given.answer);
  begin_ = now + answer_.delay;
  sent_ = 0;
}

void Conversation::hear_end(bool reset, Nanos now) {
  if (std::exchange(ended_, true)) return;
  if (arrival_) {
    arrival_->left = now;
    // A client may close its side and still wait for the answer (RFC 9112 section 9.6).
    if (reset || answer_.never) end_ = End::close;
    return;
  }
  if (parser_.end(reset) == State::fault) (void)room_->receive(parser_.fault(), parser_.raw(), now);
  end_ = End::close;
}

std::string_view Conversation::say(Nanos now) const {
  if (!interim_.empty()) return interim_;
  if (!arrival_ || answer_.never || answer_.reset || now < begin_) return {};
  std::size_t allowed = answer_.at_once;
  if (answer_.every > Millis{0}) allowed += static_cast<std::size_t>((now - begin_) / answer_.every);
  allowed = std::min(allowed, answer_.bytes.size());
  return std::string_view(answer_.bytes).substr(sent_, allowed - std::min(allowed, sent_));
}

void Conversation::said(std::size_t count, Nanos now) {
  if (!interim_.empty()) {
    interim_.erase(0, count);
    return;
  }
  sent_ += count;
  if (arrival_ && sent_ == answer_.bytes.size()) finish(now);
}

void Conversation::finish(Nanos now) {
  arrival_->said = now;
  arrival_.reset();
  if (answer_.closes || ended_) {
    end_ = End::close;
    return;
  }
  parser_ = http::RequestParser(Room::body_limit);
  continued_ = false;
  advance(now);
}

std::optional<Nanos> Conversation::due() const {
  if (!arrival_ || answer_.never || end_ != End::open) return std::nullopt;
  if (answer_.every == Millis{0} || sent_ < answer_.at_once) return begin_;
  return begin_ + (sent_ - answer_.at_once + 1) * answer_.every;
}

Conversation::End Conversation::end(Nanos now) const {
  if (arrival_ && answer_.reset && now >= begin_) return End::reset;
  return end_;
}

} // namespace bex::upstream
