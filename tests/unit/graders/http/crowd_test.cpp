#include "graders/http/crowd.hpp"

#include "tests/support/http_observe.hpp"

#include <string>
#include <vector>

namespace bex::http {
namespace {

using test::ObserveTest;
using test::with_json;

const std::string race = R"([[step]]
request = "POST /seats/7"
clients = 4
tally = { 201 = 1, 409 = 3 }
sum = { "json:/got" = 1 }
expect = { status = [201, 409] }
)";

TEST_F(ObserveTest, JustSoManyAnswersHaveAStatus) {
  int winners = 1, asked = 0;
  fake.handler = [&](const std::string&) {
    const bool wins = asked++ % 4 < winners;
    return test::FakeAnswer{with_json(wins ? 201 : 409, wins ? R"({"got":1})" : R"({"got":0})")};
  };
  EXPECT_EQ(grade(race).verdict, Verdict::accepted);
  winners = 2;
  Outcome outcome = grade(race);
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].label, "answers with status 201");
  EXPECT_EQ(outcome.findings[0].want, "1 of 4");
  EXPECT_EQ(outcome.findings[0].got, "2: clients 3 and 4"); // the last bytes go in the reverse order
  EXPECT_TRUE(outcome.evidence.came.starts_with("HTTP/1.1 201 "));
  winners = 0;
  EXPECT_EQ(grade(race).findings.at(0).got, "0");
}

TEST_F(ObserveTest, WholeNumbersOfARoundAddUp) {
  std::string got = "2";
  fake.handler = [&](const std::string&) {
    return test::FakeAnswer{with_json(200, "{\"got\":" + got + "}")};
  };
  const std::string check =
      "[[step]]\nrequest = \"GET /\"\ncapture = { n = \"json:/got\" }\n"
      "[[step]]\nrequest = \"GET /\"\nclients = 3\nrepeat = 2\nsum = { \"json:/got\" = 6 }\n";
  EXPECT_EQ(grade(check).verdict, Verdict::accepted);
  got = "3";
  Outcome outcome = grade(check);
  EXPECT_EQ(outcome.findings.at(0).label, "sum of json:/got");
  EXPECT_EQ(outcome.findings.at(0).got, "9");
  EXPECT_EQ(outcome.findings.at(0).where, "step 2 of 2, round 1");
  got = "0.5";
  EXPECT_EQ(grade(check).findings.at(0).want, "a whole number in each answer");
  got = "9223372036854775807";
  EXPECT_EQ(grade(check).findings.at(0).want, "a whole number in each answer");
}

TEST_F(ObserveTest, TrialsOfClientsThatGoTogetherGoOnWhileThereIsTime) {
  settings.step = Millis{5'000};
  std::size_t wrong = 0; // the number of the request whose answer is
  fake.handler = [&](const std::string&) {
    return test::FakeAnswer{with_json(fake.requests.size() == wrong ? 500 : 200, "{}")};
  };
  const auto asked = [&](const std::string& clients) {
    fake.requests.clear();
    const std::string step = "[[step]]\nrequest = \"GET /\"\nexpect = { status = 200 }\n" + clients;
    EXPECT_EQ(grade("trials = 2\n" + step).verdict, Verdict::accepted);
    return fake.requests.size();
  };
  EXPECT_GT(asked("clients = 2\n"), 20u);
  EXPECT_EQ(asked(""), 2u);
  clock.per_look = Millis{200};
  EXPECT_EQ(asked("clients = 2\n"), 4u);
  clock.per_look = Micros{10};
  fake.requests.clear();
  wrong = 7;
  Outcome outcome =
      grade("trials = 2\n[[step]]\nrequest = \"GET /\"\nclients = 2\nexpect = { status = 200 }\n");
  EXPECT_EQ(outcome.findings.at(0).where, "trial 4, client 2"); // the last bytes go in the reverse order
}

TEST_F(ObserveTest, SlowClientsAreThereWhileTheStepLasts) {
  fake.handler = [](const std::string&) { return test::FakeAnswer{with_json(200, "{}")}; };
  EXPECT_EQ(grade("[[step]]\nrequest = \"GET /\"\nslow_clients = 4\nexpect = { status = 200 }\n").verdict,
            Verdict::accepted);
  EXPECT_EQ(fake.connections, 5);
  EXPECT_EQ(fake.requests.size(), 1u);
  EXPECT_EQ(fake.reads.size(), 4u); // the first of the slow ones says nothing
  const std::string head = "GET / HTTP/1.1\r\nHost: 127.0.0.1:";
  for (const std::string& read : fake.reads)
    EXPECT_EQ(read.substr(0, head.size()), head.substr(0, read.size()));
}

TEST_F(ObserveTest, AServerWithoutRoomIsNotWaitedForByTheSlow) {
  fake.has_room = false;
  clock.per_look = Millis{1};
  Outcome outcome = grade("[[step]]\nrequest = \"GET /\"\nslow_clients = 4\nexpect = { status = 200 }\n");
  EXPECT_EQ(outcome.verdict, Verdict::idle_limit_exceeded);
  EXPECT_EQ(outcome.findings.at(0).got, "the connection was not accepted, the server's queue is full");
}

TEST_F(ObserveTest, WhatStaysOpenIsFound) {
  std::size_t open = 5;
  fake.census = [&] { return Census{1, 2, open, mib(10)}; };
  bool leaks = false;
  fake.handler = [&](const std::string&) {
    if (leaks) ++open;
    return test::FakeAnswer{with_json(200, "{}")};
  };
  const std::string check = "[[step]]\nrequest = \"GET /\"\nrepeat = 20\n"
                            "leaks = { descriptors = 2, threads = 0, processes = 0, memory_kib = 100 }\n";
  EXPECT_EQ(grade(check).verdict, Verdict::accepted);
  leaks = true;
  Outcome outcome = grade(check);
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].label, "open descriptors");
  EXPECT_EQ(outcome.findings[0].want, "at most 2 more than the 15 after 10 rounds");
  EXPECT_EQ(outcome.findings[0].got, "25 after 20");
  fake.census = nullptr;
  EXPECT_EQ(grade(check).verdict, Verdict::skipped);
}

TEST(Crowd, Leaks) {
  const Leaks leaks{1, 1, 0, 100};
  const Census half{1, 4, 10, mib(10)};
  EXPECT_TRUE(leaked(leaks, half, {1, 5, 11, {(10U << 20) + (100U << 10)}}, 20, "").empty());
  EXPECT_EQ(leaked(leaks, half, {2, 6, 12, mib(11)}, 20, "").size(), 4u);
  EXPECT_TRUE(leaked({}, half, {2, 6, 12, mib(11)}, 20, "").empty());
  EXPECT_EQ(leaked(leaks, half, {1, 4, 10, mib(11)}, 20, "").at(0).got, "11264 KiB after 20");
}

TEST(Crowd, MistakesAreShownAtTheirPlace) {
  struct Mistake {
    const char* text;
    int column;
    const char* what;
    const char* more = ""; // of the step
  };
  for (const Mistake& one : {Mistake{"tally = { 20 = 1 }", 11, "a status is a number from 200 to 599"},
                             Mistake{"tally = { 201 = 65 }", 17, "`201` must be from 0 to 64"},
                             Mistake{"sum = { \"jsn:/a\" = 1 }", 9, "`jsn:/a` is no place in an answer"},
                             Mistake{"sum = { \"json:/a\" = 1.5 }", 21, "a sum is a whole number"},
                             Mistake{"sum = { \"json:/a\" = \"${n}\" }", 21, "nothing is named `n` here"},
                             Mistake{"sum = { \"json:/a\" = 1 }", 7, "some of the clients may get no answer",
                                     "clients = 8\nstop = \"SIGKILL\"\n"},
                             Mistake{"slow_clients = 0", 16, "`slow_clients` must be from 1 to 500"},
                             Mistake{"leaks = { descriptors = 1 }", 9, "a leak shows over many rounds"},
                             Mistake{"leaks = {}", 9, "there is nothing to look at", "repeat = 20\n"}}) {
    auto document = Document::parse("exercise.toml", "[[step]]\n" + std::string(one.text) +
                                                         "\nrequest = \"GET /\"\n" + one.more);
    Reader table(*document, document->table(), {});
    (void)parse(table, {}, {});
    table.finish();
    ASSERT_EQ(document->errors().size(), 1u) << one.text;
    EXPECT_TRUE(document->errors()[0].what.starts_with(one.what)) << document->errors()[0].what;
    EXPECT_EQ(document->errors()[0].label->span.line, 2) << one.text;
    EXPECT_EQ(document->errors()[0].label->span.column, one.column) << one.text;
  }
}

} // namespace
} // namespace bex::http
