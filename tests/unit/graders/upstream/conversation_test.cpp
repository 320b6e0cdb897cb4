#include "graders/upstream/conversation.hpp"

#include "tests/unit/graders/upstream/upstream.hpp"

namespace bex::upstream {
namespace {

using test::script_of;
using End = Conversation::End;

constexpr Nanos ms(int count) {
  return Millis(count);
}

struct Talk {
  Room room;
  Conversation conversation{room};

  explicit Talk(const std::string& replies) {
    room.play(script_of("[[upstream]]\nrequest = \"GET /a\"\nanswer = [" + replies + "]\n"), {}, ms(0));
  }
  void hear(const std::string& bytes, Nanos now) { conversation.hear(bytes, now); }
  std::string say(Nanos now) {
    std::string all;
    while (!conversation.say(now).empty()) {
      all += conversation.say(now);
      conversation.said(conversation.say(now).size(), now);
    }
    return all;
  }
  Arrival arrival(std::size_t i = 0) { return room.arrivals().at(i); }
};

const std::string get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
const std::string empty = "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n";

TEST(Conversation, OneAnswerAfterTheOther) {
  Talk talk("{ status = 500 }, {}");
  talk.hear(get + get.substr(0, 5), ms(1));
  EXPECT_EQ(talk.say(ms(2)), "HTTP/1.1 500 \r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(talk.conversation.end(ms(2)), End::open);
  talk.hear(get.substr(5) + get, ms(3)); // the third waits behind the second
  ASSERT_EQ(talk.room.arrivals().size(), 2u);
  EXPECT_EQ(talk.say(ms(4)), empty + empty);
  EXPECT_EQ(talk.room.arrivals().size(), 3u);
  EXPECT_EQ(talk.arrival(0).came, ms(1));
  EXPECT_EQ(talk.arrival(0).said, ms(2));
  EXPECT_EQ(talk.arrival(1).came, ms(3));
  EXPECT_EQ(talk.arrival(0).answered, "500");
  EXPECT_EQ(talk.arrival(0).raw, get);
}

TEST(Conversation, DelayAndTrickle) {
  Talk talk("{ fault = \"slow\", text = \"abc\", every_ms = 10, delay_ms = 5 }");
  talk.hear(get, ms(0));
  EXPECT_EQ(talk.conversation.due(), ms(5));
  EXPECT_EQ(talk.say(ms(4)), "");
  EXPECT_EQ(talk.say(ms(5)), "HTTP/1.1 200 \r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(talk.conversation.due(), ms(15));
  EXPECT_EQ(talk.say(ms(14)), "");
  EXPECT_EQ(talk.say(ms(15)), "a");
  EXPECT_EQ(talk.say(ms(99)), "bc");
  EXPECT_EQ(talk.conversation.due(), std::nullopt);
  EXPECT_EQ(talk.arrival().said, ms(99));
}

TEST(Conversation, HangUntilTheClientGivesUp) {
  Talk talk("{ fault = \"hang\" }");
  talk.hear(get, ms(1));
  EXPECT_EQ(talk.conversation.due(), std::nullopt);
  EXPECT_EQ(talk.say(ms(100'000)), "");
  EXPECT_EQ(talk.conversation.end(ms(100'000)), End::open);
  talk.conversation.hear_end(false, ms(301));
  EXPECT_EQ(talk.conversation.end(ms(301)), End::close);
  EXPECT_EQ(talk.arrival().left, ms(301));
  EXPECT_FALSE(talk.arrival().said);
}

TEST(Conversation, ResetAndClose) {
  Talk reset("{ fault = \"reset\", delay_ms = 5 }");
  reset.hear(get, ms(0));
  EXPECT_EQ(reset.conversation.end(ms(4)), End::open);
  EXPECT_EQ(reset.conversation.due(), ms(5));
  EXPECT_EQ(reset.conversation.end(ms(5)), End::reset);
  Talk truncated("{ fault = \"truncated\", text = \"ab\" }");
  truncated.hear(get, ms(0));
  EXPECT_TRUE(truncated.say(ms(0)).ends_with("\r\n\r\na"));
  EXPECT_EQ(truncated.conversation.end(ms(0)), End::close);
}

TEST(Conversation, AClosedSideStillGetsItsAnswer) {
  Talk talk("{ delay_ms = 5 }");
  talk.hear(get, ms(0));
  talk.conversation.hear_end(false, ms(1));
  EXPECT_EQ(talk.conversation.end(ms(1)), End::open);
  EXPECT_EQ(talk.say(ms(5)), empty);
  EXPECT_EQ(talk.conversation.end(ms(5)), End::close);
  Talk gone("{ delay_ms = 5 }");
  gone.hear(get, ms(0));
  gone.conversation.hear_end(true, ms(1));
  EXPECT_EQ(gone.conversation.end(ms(1)), End::close);
}

TEST(Conversation, WhatIsNoRequest) {
  Talk talk("{}");
  talk.hear("GET /a HTTP/1.1\nHost: a\n\n", ms(3));
  EXPECT_TRUE(talk.say(ms(3)).starts_with("HTTP/1.1 400 "));
  EXPECT_EQ(talk.conversation.end(ms(3)), End::close);
  ASSERT_TRUE(talk.arrival().fault);
  EXPECT_EQ(talk.arrival().fault->offset, 15u);
  Talk cut("{}");
  cut.hear(get.substr(0, 10), ms(0));
  cut.conversation.hear_end(false, ms(1));
  EXPECT_TRUE(cut.arrival().fault);
  Talk idle("{}");
  idle.conversation.hear_end(false, ms(1)); // kept for later and never used
  EXPECT_TRUE(idle.room.arrivals().empty());
  EXPECT_EQ(idle.conversation.end(ms(1)), End::close);
}

TEST(Conversation, Continue) {
  Talk talk("{}");
  const std::string head = "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
  talk.hear(head, ms(0));
  EXPECT_EQ(talk.say(ms(0)), "HTTP/1.1 100 Continue\r\n\r\n");
  talk.hear("ab", ms(1));
  EXPECT_EQ(talk.say(ms(1)), empty);
  EXPECT_EQ(talk.arrival().request.body, "ab");
}

TEST(UpstreamRoom, RepliesInTurnAndUnknownRequests) {
  Room room;
  const auto script =
      script_of("[[upstream]]\nrequest = \"GET /a\"\nanswer = [{ status = 503, times = 2 }, {}]\n");
  room.play(script, {}, ms(0));
  const auto status = [&](const char* target) {
    return room.receive(test::request_of("GET", target), "", ms(1)).answer.name;
  };
  EXPECT_EQ(status("/a"), "503");
  EXPECT_EQ(status("/b"), "404");
  EXPECT_EQ(status("/a"), "503");
  EXPECT_EQ(status("/a"), "200");
  EXPECT_EQ(status("/a"), "200");
  EXPECT_FALSE(room.arrivals().at(1).expected);
  EXPECT_EQ(told(room.arrivals(), ms(0)).substr(0, 38), " 1  after     1 ms  GET /a  ->  503\n 2");
  room.play(script, {}, ms(5));
  EXPECT_EQ(status("/a"), "503");
  EXPECT_EQ(room.arrivals().size(), 1u);
}

} // namespace
} // namespace bex::upstream
