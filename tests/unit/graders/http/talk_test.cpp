#include "graders/http/talk.hpp"

#include "tests/support/fake_sandbox.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bex::http {
namespace {

using End = Exchange::End;

const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const std::string request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

class TalkTest : public testing::Test {
 protected:
  test::FakeServer server;
  test::FakeRunning running{server};
  test::FakeClock clock;
  Script script{{request}, Finish::wait, {false}, {}, {}};

  TalkTest() {
    clock.on_look = [this] { server.work(); };
    answer(ok);
  }

  Talk say(Millis patience = Millis{20}) {
    auto talked = talk(running, clock, 8123, script, patience);
    EXPECT_TRUE(talked) << talked.error().what;
    return talked ? std::move(*talked) : Talk{};
  }
  void answer(std::string bytes, bool close = false) {
    server.handler = [bytes, close](const std::string&) { return test::FakeAnswer{bytes, close}; };
  }
};

TEST_F(TalkTest, ThePiecesAreReadOneByOne) {
  script.pieces = {"GET / HT", "TP/1.1\r", "\nHost: h\r\n", "\r\n"};
  Talk talk = say();
  EXPECT_EQ(server.reads, script.pieces);
  ASSERT_EQ(talk.answers.size(), 1u);
  EXPECT_EQ(talk.answers[0].end, End::answered);
  EXPECT_EQ(talk.answers[0].response.body, "ok");
  EXPECT_FALSE(talk.ended);
  EXPECT_TRUE(talk.socket);
}

TEST_F(TalkTest, AServerThatReadsNothingGetsNoFurtherPiece) {
  clock.on_look = nullptr;
  clock.per_look = Millis{1};
  script.pieces = {"GET ", "/ HTTP/1.1\r\nHost: h\r\n\r\n"};
  Talk talk = say();
  ASSERT_EQ(talk.answers.size(), 1u);
  EXPECT_EQ(talk.answers[0].end, End::silent);
  server.work();
  EXPECT_EQ(server.reads, std::vector<std::string>{"GET "});
}

TEST_F(TalkTest, APauseIsKeptBetweenThePieces) {
  script.pieces = {"GET ", "/ HTTP/1.1\r\n", "Host: h\r\n\r\n"};
  script.pause = Millis{10};
  clock.per_look = Millis{1};
  std::vector<Nanos> times;
  clock.on_look = [&] {
    server.work();
    if (server.reads.size() > times.size()) times.push_back(clock.time);
  };
  Talk talk = say(Millis{15}); // longer than a pause, shorter than two
  EXPECT_EQ(server.reads, script.pieces);
  EXPECT_EQ(talk.answers.at(0).end, End::answered);
  ASSERT_EQ(times.size(), 3u);
  for (std::size_t i = 1; i < 3; ++i) EXPECT_NEAR((times[i] - times[i - 1]) / Millis{1}, 12, 3);
}

TEST_F(TalkTest, ASlowReaderTakesItsTime) {
  answer("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + std::string(100'000, 'a'));
  script.takes_per_second = 50'000;
  Talk talk = say(Millis{5'000});
  EXPECT_EQ(talk.answers.at(0).end, End::answered);
  EXPECT_NEAR(talk.answers.at(0).took / Millis{1}, 2'000, 50);
}

TEST_F(TalkTest, AnInterimAnswerIsOneOfThem) {
  answer("HTTP/1.1 100 Continue\r\n\r\n" + ok);
  script.to_head = {false, false};
  Talk talk = say();
  ASSERT_EQ(talk.answers.size(), 2u);
  EXPECT_EQ(talk.answers[0].response.status, 100);
  EXPECT_EQ(talk.answers[1].response.body, "ok");
}

TEST_F(TalkTest, AnswersThatFollowEachOther) {
  script.pieces = {request + request + "HEAD" + request.substr(3)};
  script.to_head = {false, false, true};
  server.handler = [&](const std::string& asked) {
    return test::FakeAnswer{asked.starts_with("HEAD") ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" : ok};
  };
  Talk talk = say();
  ASSERT_EQ(talk.answers.size(), 3u);
  for (const Exchange& answer : talk.answers) EXPECT_EQ(answer.end, End::answered);
  EXPECT_EQ(talk.answers[1].length, ok.size());
}

TEST_F(TalkTest, EachAnswerHasItsOwnTime) {
  script.pieces = {request + request};
  script.to_head = {false, false};
  clock.per_look = Millis{1};
  clock.on_look = [&] {
    if (clock.time >= Millis{server.requests.empty() ? 12 : 28}) server.work();
  };
  Talk talk = say(Millis{20});
  ASSERT_EQ(talk.answers.size(), 2u);
  EXPECT_EQ(talk.answers[1].end, End::answered);
}

TEST_F(TalkTest, OffsetsCountFromTheFirstByteOfTheConnection) {
  script.pieces = {request + request};
  script.to_head = {false, false};
  bool second = false;
  server.handler = [&](const std::string&) {
    return test::FakeAnswer{std::exchange(second, true) ? "HTTP/1.1 200 OK\n" : ok};
  };
  Talk talk = say();
  ASSERT_EQ(talk.answers.size(), 2u);
  EXPECT_EQ(talk.answers[1].end, End::faulty);
  EXPECT_EQ(talk.answers[1].fault.offset, ok.size() + 15);
  EXPECT_EQ(talk.answers[1].came, ok + "HTTP/1.1 200 OK\n");
}

TEST_F(TalkTest, BytesBehindTheLastAnswer) {
  answer(ok + "!?");
  Talk talk = say();
  ASSERT_EQ(talk.answers.size(), 1u);
  EXPECT_EQ(talk.answers[0].end, End::faulty);
  EXPECT_EQ(talk.answers[0].fault.got, "!?");
  EXPECT_EQ(talk.answers[0].fault.offset, ok.size());
}

TEST_F(TalkTest, AnAnswerThatIsMissingAtTheEnd) {
  answer(ok, true);
  script.to_head = {false, false};
  Talk talk = say();
  ASSERT_EQ(talk.answers.size(), 2u);
  EXPECT_EQ(talk.answers[1].end, End::cut_short);
  EXPECT_EQ(talk.answers[1].fault.offset, ok.size());
  EXPECT_TRUE(talk.ended);
}

TEST_F(TalkTest, TheAnswerEndsTheTalkThoughNotAllIsSaid) {
  script.pieces = {request, "POST"};
  script.finish = Finish::close;
  Talk talk = say();
  EXPECT_EQ(talk.answers.at(0).end, End::answered);
  EXPECT_FALSE(talk.socket);
}

TEST_F(TalkTest, HalfAConnection) {
  script.pieces = {"GET /"};
  script.finish = Finish::half_close;
  script.to_head = {};
  script.closes_within = Millis{50};
  clock.per_look = Millis{5};
  EXPECT_TRUE(say().ended); // the server here closes when it sees the end
  script.finish = Finish::wait;
  EXPECT_FALSE(say().ended);
}

TEST_F(TalkTest, WhoAwaitsNoAnswerIsDoneAtOnce) {
  script.to_head = {};
  script.finish = Finish::reset;
  EXPECT_FALSE(say().socket);
  EXPECT_LT(clock.time, Millis{1}); // nothing was waited for
  script.pieces = {};
  script.finish = Finish::hold;
  EXPECT_TRUE(say().socket);
}

TEST_F(TalkTest, TheEndIsAwaitedFromTheLastAnswer) {
  script.stays_open = Millis{30};
  script.closes_within = Millis{100};
  clock.on_look = [this, until = Nanos{}]() mutable {
    server.work();
    if (!server.requests.empty() && until == Nanos{}) until = clock.time + Millis{40};
    if (until > Nanos{} && clock.time > until) server.hang_up();
  };
  clock.per_look = Millis{1};
  Talk talk = say();
  ASSERT_TRUE(talk.ended);
  EXPECT_GT(*talk.ended, Millis{30});
  EXPECT_LT(*talk.ended, Millis{50});
}

TEST_F(TalkTest, WhoSaysCloseCloses) {
  const std::string says_close = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
  clock.per_look = Millis{500};
  answer(says_close);
  Talk talk = say(Millis{5'000});
  EXPECT_EQ(talk.answers.at(0).end, End::faulty);
  EXPECT_EQ(talk.answers.at(0).fault.offset, 17u);
  answer(says_close, true);
  EXPECT_EQ(say(Millis{5'000}).answers.at(0).end, End::answered);
}

TEST_F(TalkTest, NobodyIsLetIn) {
  server.has_room = false;
  Talk talk = say();
  ASSERT_EQ(talk.answers.size(), 1u);
  EXPECT_EQ(talk.answers[0].end, End::silent);
  EXPECT_TRUE(talk.answers[0].no_room);
  EXPECT_EQ(server.connections, 0);
}

} // namespace
} // namespace bex::http
