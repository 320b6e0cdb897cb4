#include "graders/interactive/relay.hpp"

#include "tests/support/fake_sandbox.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

namespace bex::interactive {
namespace {

using namespace std::chrono_literals;

// One program played by the test: what it writes is there before the conversation begins.
struct Played {
  Ends ends;
  Fd in, out; // its stdin and stdout

  Played() {
    int pipe[2];
    EXPECT_EQ(::pipe2(pipe, O_CLOEXEC | O_NONBLOCK), 0);
    in = Fd(pipe[0]), ends.to = Fd(pipe[1]);
    EXPECT_EQ(::pipe2(pipe, O_CLOEXEC | O_NONBLOCK), 0);
    ends.from = Fd(pipe[0]), out = Fd(pipe[1]);
  }
  void says(std::string_view text) const {
    EXPECT_EQ(::write(out.get(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  [[nodiscard]] std::string heard() const {
    char buffer[4096];
    const auto n = ::read(in.get(), buffer, sizeof buffer);
    return n > 0 ? std::string(buffer, static_cast<std::size_t>(n)) : "";
  }
};

class InteractiveRelay : public testing::Test {
 protected:
  Talk talk(const Rules& rules) {
    return converse(submission_.ends, answerer_.ends, rules, clock_, [this] { return gone_; });
  }
  Played submission_, answerer_;
  test::FakeClock clock_;
  bool gone_ = false;
};

TEST_F(InteractiveRelay, CarriesLinesBothWaysAndCountsQuestions) {
  answerer_.says("3\n");
  submission_.says("? 1 2\n? 2 3\n! 1 2 3\n");
  submission_.out.reset();
  const auto seen = talk({10, 1000, 1s});
  EXPECT_EQ(seen.end, End::program_ended);
  EXPECT_EQ(seen.questions, 2);
  EXPECT_EQ(submission_.heard(), "3\n");
  EXPECT_EQ(answerer_.heard(), "? 1 2\n? 2 3\n! 1 2 3\n");
  EXPECT_EQ(seen.transcript, "< 3\n> ? 1 2\n> ? 2 3\n> ! 1 2 3\n");
}

TEST_F(InteractiveRelay, AQuestionTooManyEndsIt) {
  submission_.says("? a\n? b\n? c\n");
  const auto seen = talk({2, 1000, 1s});
  EXPECT_EQ(seen.end, End::too_many_questions);
  EXPECT_EQ(seen.questions, 3);
}

TEST_F(InteractiveRelay, AFloodEndsIt) {
  submission_.says(std::string(2000, 'x'));
  EXPECT_EQ(talk({0, 1000, 1s}).end, End::too_many_bytes);
}

TEST_F(InteractiveRelay, AnswererThatEndsEndsIt) {
  answerer_.out.reset();
  EXPECT_EQ(talk({0, 1000, 1s}).end, End::answerer_ended);
}

TEST_F(InteractiveRelay, SilenceEndsItAndTellsWhoseTurnItWas) {
  clock_.per_look = 10s; // nobody has to wait for it
  answerer_.says("3\n");
  auto seen = talk({0, 1000, 25s});
  EXPECT_EQ(seen.end, End::idle);
  EXPECT_TRUE(seen.awaited);
  EXPECT_FALSE(seen.unfinished);
}

TEST_F(InteractiveRelay, ALineWithoutAnEndIsNone) {
  clock_.per_look = 10s;
  submission_.says("? 1 2");
  const auto seen = talk({0, 1000, 25s});
  EXPECT_EQ(seen.end, End::idle);
  EXPECT_TRUE(seen.unfinished);
  EXPECT_EQ(answerer_.heard(), "");
}

TEST_F(InteractiveRelay, AProgramThatIsGoneIsHeardToItsEnd) {
  submission_.says("! 1\n"); // and something else holds its stdout open
  gone_ = true;
  const auto seen = talk({0, 1000, 100s});
  EXPECT_EQ(seen.end, End::program_ended);
  EXPECT_EQ(answerer_.heard(), "! 1\n");
}

TEST_F(InteractiveRelay, OfALongTalkBothEndsAreKept) {
  std::string all;
  for (int i = 0; i < 100; ++i) all += "? " + std::to_string(i) + "\n";
  submission_.says(all);
  submission_.out.reset();
  const auto seen = talk({0, 10'000, 1s});
  EXPECT_NE(seen.transcript.find("> ? 0\n"), std::string::npos);
  EXPECT_NE(seen.transcript.find("[52 lines]\n"), std::string::npos);
  EXPECT_NE(seen.transcript.find("> ? 99\n"), std::string::npos);
}

} // namespace
} // namespace bex::interactive
