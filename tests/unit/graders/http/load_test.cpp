#include "graders/http/load.hpp"

#include "graders/http/step.hpp"
#include "graders/measure.hpp"
#include "tests/support/http_observe.hpp"

#include <set>
#include <string>
#include <vector>

namespace bex::http {
namespace {

using test::FakeAnswer;
using test::ObserveTest;
using test::with_json;

struct Parsed {
  Spec spec;
  Errors errors;
};

Parsed parsed(const std::string& step) {
  auto document = Document::parse("exercise.toml", "[[step]]\n" + step);
  Reader table(*document, document->table(), {});
  Parsed result;
  result.spec = parse(table, {}, {});
  table.finish();
  result.errors = document->errors();
  return result;
}

std::string fault(const std::string& step) {
  const auto errors = parsed(step).errors;
  return errors.empty() ? "" : errors.front().what;
}

bool alike(const std::string& step) {
  const auto spec = parsed(step + "\nload = { requests = 100 }").spec;
  return spec.steps.at(0).load.value().alike;
}

TEST(Load, IsANumberOfRequestsOrATime) {
  const auto spec =
      parsed("request = \"GET /\"\nclients = 20\nload = { requests = 3000, p95_ratio = 10 }").spec;
  const Load load = spec.steps.at(0).load.value();
  EXPECT_EQ(load.requests, 3000u);
  EXPECT_EQ(load.p95, 10);
  EXPECT_TRUE(has_bar(spec.steps));
  const auto timed = parsed("request = \"GET /\"\nload = { ms = 500 }").spec;
  EXPECT_EQ(timed.steps.at(0).load->time, Millis{500});
  EXPECT_FALSE(has_bar(timed.steps));
  EXPECT_EQ(fault("request = \"GET /\"\nload = { p95_ratio = 3 }"),
            "a load is a number of `requests`, or lasts so many `ms`");
  EXPECT_NE(fault("request = \"GET /\"\nload = { requests = 1, ms = 10 }"), "");
  EXPECT_NE(fault("request = \"GET /\"\nload = { requests = 1, p95_ratio = 0.5 }"), "");
  EXPECT_NE(fault("request = \"GET /\"\nload = { requests = 1, p95 = 5 }"), "");
}

TEST(Load, NothingGoesInStep) {
  for (const char* key :
       {"repeat = 2", "eventually = {}", "capture = { id = \"body\" }", "also = { head = true }",
        "tally = { 200 = 1 }", "sum = { body = 3 }", "gather = { ids = \"body\" }"})
    EXPECT_EQ(fault(std::string("request = \"GET /\"\nload = { requests = 10 }\n") + key),
              "clients of a `load` do not go in step")
        << key;
}

TEST(Load, KnowsWhatChangesFromRoundToRound) {
  EXPECT_TRUE(alike("request = \"GET /${client}\"\nexpect = { status = 200, json = { a = [1, \"b\"] } }"));
  EXPECT_FALSE(alike("request = \"GET /${round}\""));
  EXPECT_FALSE(alike("request = \"POST /\"\njson = { a = [{ \"x${round|upper}\" = 1 }] }"));
  EXPECT_FALSE(alike("request = \"GET /\"\nexpect = { body = \"@regex:${round}\" }"));
  EXPECT_FALSE(alike("request = \"POST /\"\nbytes = { random = 20 }"));
  EXPECT_FALSE(alike("request = \"GET /\"\nexpect = { within_ms = 20 }"));
  EXPECT_FALSE(alike("request = \"GET /\"\nunique = [\"body\"]"));
}

TEST(Load, PercentilesAreOfTheNearestRank) {
  std::vector<Nanos> latencies;
  for (int i = 100; i > 0; --i) latencies.push_back(Millis{i});
  const Pace pace = pace_of(latencies, Millis{500});
  EXPECT_EQ(pace.p50, Millis{50});
  EXPECT_EQ(pace.p95, Millis{95});
  EXPECT_EQ(pace.p99, Millis{99});
  EXPECT_EQ(pace.rate, 200);
  EXPECT_EQ(pace_of({Millis{7}}, Millis{7}).p99, Millis{7});
  EXPECT_EQ(describe(pace),
            "100 answers: half of them within 50 ms, 95 of 100 within 95 ms, 99 within 99 ms, "
            "200 a second");
}

Pace of_ms(double ms) {
  const auto time = std::chrono::duration_cast<Nanos>(std::chrono::duration<double, std::milli>(ms));
  return {100, time, 2 * time, 3 * time, 1e3 / ms};
}

Pairs pairs_of(const Load& load, int count, double ours) {
  Pairs pairs(load);
  for (int i = 0; i < count; ++i) pairs.add(of_ms(ours), of_ms(1));
  return pairs;
}

TEST(Load, WhatIsFarFromABarIsDecidedSoon) {
  Load load;
  load.requests = 1500;
  load.p95 = 4;
  EXPECT_FALSE(pairs_of(load, 4, 1).decided());
  EXPECT_TRUE(pairs_of(load, 5, 1.9).decided());
  EXPECT_FALSE(pairs_of(load, 5, 2.1).decided());
  EXPECT_FALSE(pairs_of(load, 5, 7.9).decided());
  EXPECT_TRUE(pairs_of(load, 5, 8.1).decided());
  EXPECT_FALSE(pairs_of(load, 14, 2.1).decided());
  EXPECT_TRUE(pairs_of(load, 15, 2.1).decided());
  Pairs mixed = pairs_of(load, 4, 9);
  mixed.add(of_ms(3), of_ms(1)); // one of the five is in doubt
  EXPECT_FALSE(mixed.decided());
  mixed.add(of_ms(9), of_ms(1));
  EXPECT_FALSE(mixed.decided());
  mixed.add(of_ms(9), of_ms(1));
  EXPECT_TRUE(mixed.decided()); // it stands six to one
  EXPECT_EQ(mixed.requests(), 100u);
}

TEST(Load, WhatIsNearABarTakesMorePairs) {
  Load load;
  load.time = Millis{1500};
  load.rate = 4;
  EXPECT_FALSE(pairs_of(load, 15, 4.2).decided());
  EXPECT_FALSE(pairs_of(load, 30, 3.9).decided());
  EXPECT_TRUE(pairs_of(load, 45, 4.2).decided());
  EXPECT_EQ(pairs_of(load, 45, 3.9).findings("").size(), 0u);
  const auto findings = pairs_of(load, 45, 4.2).findings("step 1 of 2");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].label, "time");
  EXPECT_EQ(findings[0].want, "at least 250 a second, 1/4 of the reference");
  EXPECT_EQ(findings[0].got, "238 a second, 1/4.2");
  EXPECT_EQ(pairs_of(load, 1, 1).time(), Millis{100});
}

TEST(Load, TheMedianOfTheRatiosCounts) {
  Load load;
  load.requests = 15;
  load.p50 = 3, load.p95 = 3;
  Pairs pairs(load);
  for (int i = 0; i < 7; ++i) pairs.add(of_ms(90), of_ms(10)); // a bad moment
  for (int i = 0; i < 8; ++i) pairs.add(of_ms(2), of_ms(1));
  EXPECT_TRUE(pairs.decided());
  EXPECT_TRUE(pairs.findings("").empty());
  ASSERT_EQ(pairs.bars().size(), 2u);
  EXPECT_NEAR(share_of(pairs.bars()[1]), 2.0 / 3, 0.01);
  EXPECT_EQ(pairs.table(), "                       yours   the reference    times\n"
                           "p50                  2.00 ms         1.00 ms      2.0\n"
                           "p95                  4.00 ms         2.00 ms      2.0\n"
                           "answers/second           500            1000      2.0\n");
}

TEST(Load, AdviceDependsOnTheShape) {
  Load load;
  load.requests = 15;
  load.p95 = 3;
  EXPECT_TRUE(pairs_of(load, 15, 9).advice().starts_with("all of your answers are late"));
  Pairs uneven(load);
  Pace ours = of_ms(1);
  ours.p95 = Millis{40};
  uneven.add(ours, of_ms(1));
  EXPECT_TRUE(uneven.advice().starts_with("most of your answers come soon"));
}

const std::string flood = R"([[step]]
request = "GET /"
clients = 4
load = { requests = 40 }
expect = { status = 200, json = { ok = true } }
)";

TEST_F(ObserveTest, EveryClientAsksAsSoonAsItIsAnswered) {
  fake.handler = [](const std::string&) { return FakeAnswer{with_json(200, R"({"ok":true})")}; };
  Outcome outcome = grade(flood);
  EXPECT_EQ(outcome.verdict, Verdict::accepted);
  EXPECT_EQ(fake.requests.size(), 40u);
  EXPECT_EQ(fake.connections, 4);
  EXPECT_TRUE(outcome.evidence.remark.starts_with("40 answers: half of them within "));
}

TEST_F(ObserveTest, EveryAnswerOfALoadIsJudged) {
  int asked = 0;
  fake.handler = [&](const std::string&) {
    return FakeAnswer{with_json(200, ++asked == 30 ? R"({"ok":null})" : R"({"ok":true})")};
  };
  Outcome outcome = grade(flood);
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.findings.at(0).label, "body /ok");
  EXPECT_EQ(outcome.findings.at(0).where, "client 2, request 8");
  EXPECT_TRUE(outcome.evidence.sent.starts_with("GET / HTTP/1.1\r\n"));
  EXPECT_LT(fake.requests.size(), 36u);
  asked = 0;
  fake.handler = [&](const std::string&) { // the right bytes, and then more
    return FakeAnswer{with_json(200, R"({"ok":true})") + (++asked == 30 ? "\n" : "")};
  };
  EXPECT_EQ(grade(flood).verdict, Verdict::protocol_violation);
  asked = 0;
  fake.handler = [&](const std::string&) {
    const std::string whole = with_json(200, R"({"ok":true})");
    const bool cut = ++asked == 30;
    return FakeAnswer{cut ? whole.substr(0, whole.size() - 4) : whole, cut};
  };
  EXPECT_EQ(grade(flood).findings.at(0).label, "protocol");
}

TEST_F(ObserveTest, ALoadSpeaksOfClientsAndRounds) {
  std::set<std::string> targets;
  fake.handler = [&](const std::string& request) {
    const std::string target = request.substr(4, request.find(' ', 4) - 4);
    targets.insert(target);
    return FakeAnswer{with_json(200, "\"" + target + "\"")};
  };
  EXPECT_EQ(grade("[[step]]\nrequest = \"GET /${client}/${round}\"\nclients = 3\nload = { requests = 30 }\n"
                  "unique = [\"body\"]\nexpect = { json = \"/${client}/${round}\" }\n")
                .verdict,
            Verdict::accepted);
  EXPECT_EQ(targets.size(), 30u);
  fake.handler = [](const std::string&) { return FakeAnswer{with_json(200, "1")}; };
  Outcome outcome =
      grade("[[step]]\nrequest = \"GET /\"\nclients = 3\nload = { requests = 30 }\nunique = [\"body\"]\n");
  EXPECT_EQ(outcome.findings.at(0).label, "body");
  EXPECT_EQ(outcome.findings.at(0).where, "client 2, request 1");
}

TEST_F(ObserveTest, ConnectionsOfALoadMayClose) {
  const std::string body = R"({"ok":true})";
  fake.handler = [&](const std::string&) {
    return FakeAnswer{with_json(200, body, "Connection: close\r\n"), true};
  };
  EXPECT_EQ(grade(flood).verdict, Verdict::accepted);
  EXPECT_EQ(fake.connections, 40);
  fake.handler = [&](const std::string&) { return FakeAnswer{"HTTP/1.0 200 OK\r\n\r\n" + body, true}; };
  EXPECT_EQ(grade(flood).verdict, Verdict::accepted);
  int asked = 0; // closes what was kept, just when it is asked
  fake.handler = [&](const std::string&) {
    return ++asked % 10 == 0 ? FakeAnswer{"", true} : FakeAnswer{with_json(200, body)};
  };
  EXPECT_EQ(grade(flood).verdict, Verdict::accepted);
  EXPECT_EQ(asked, 44);
}

TEST_F(ObserveTest, SilenceEndsALoad) {
  clock.per_look = Millis{4};
  int asked = 0;
  fake.handler = [&](const std::string&) {
    return ++asked > 6 ? FakeAnswer{} : FakeAnswer{with_json(200, R"({"ok":true})")};
  };
  Outcome outcome = grade(flood);
  EXPECT_EQ(outcome.verdict, Verdict::idle_limit_exceeded);
  fake.has_room = false;
  EXPECT_EQ(grade(flood).findings.at(0).got, "the connection was not accepted, the server's queue is full");
  fake.has_room = true;
  fake.refuses = true;
  EXPECT_EQ(grade(flood).verdict, Verdict::skipped);
}

// A submission and a reference, which take some time for each answer.
class RaceTest : public ObserveTest {
 protected:
  test::FakeServer other;
  Program solution;
  Nanos ours = Micros{300}, theirs = Micros{100};
  int starts = 0;

  RaceTest() {
    clock.on_look = [this] {
      fake.work();
      other.work();
    };
    other.listeners = fake.listeners;
    solution.argv = {"reference"};
    context.yardstick.program = &solution;
    sandbox.on_start = [this](const SandboxSpec& spec) -> Result<std::unique_ptr<Running>> {
      ++starts;
      const bool reference = spec.argv == solution.argv;
      return std::make_unique<test::FakeRunning>(reference ? other : fake);
    };
    fake.handler = [this](const std::string&) { return after(ours); };
    other.handler = [this](const std::string&) { return after(theirs); };
  }

  FakeAnswer after(Nanos time) {
    clock.time += time;
    return {with_json(200, R"({"ok":true})")};
  }
};

const std::string barred = R"([[step]]
request = "POST /begin"
capture = { ok = "json:/ok" }
[[step]]
request = "GET /"
clients = 2
load = { requests = 150, p95_ratio = 10, rate_ratio = 10 }
expect = { status = 200, json = { ok = "${ok}" } }
)";

TEST_F(RaceTest, TheReferenceIsAskedTheSame) {
  Outcome outcome = grade(barred);
  EXPECT_EQ(outcome.verdict, Verdict::accepted);
  ASSERT_EQ(outcome.bars.size(), 2u);
  EXPECT_GT(share_of(outcome.bars[0]), 0.2);
  EXPECT_LT(share_of(outcome.bars[0]), 0.5);
  EXPECT_EQ(fake.requests.size(), 1 + 6 * 10u); // five pairs, and one before them
  EXPECT_EQ(other.requests.size(), fake.requests.size());
  EXPECT_TRUE(other.requests.front().starts_with("POST /begin "));
  EXPECT_EQ(outcome.evidence.exhibits.at(0).title, "measured");
}

TEST_F(RaceTest, WhoIsFarSlowerIsTooSlow) {
  ours = Millis{5};
  Outcome outcome = grade(barred);
  EXPECT_EQ(outcome.verdict, Verdict::too_slow);
  ASSERT_EQ(outcome.findings.size(), 2u);
  EXPECT_TRUE(outcome.findings[0].want.starts_with("p95 at most "));
  EXPECT_TRUE(outcome.evidence.remark.starts_with("all of your answers are late"));
  EXPECT_GT(share_of(outcome.bars.at(0)), 2);
  fake.handler = [this](const std::string&) {
    clock.time += ours;
    return FakeAnswer{with_json(500, "{}")};
  };
  EXPECT_EQ(grade(barred).verdict, Verdict::wrong_answer);
}

TEST_F(RaceTest, PairsInWhichTheSubmissionWorksUnaskedDoNotCount) {
  Nanos begun{}, burned{};
  double share = 0.2; // of a processor, while the reference is asked
  bool for_ever = false;
  fake.census = [&] {
    Census census;
    census.cpu = burned +=
        Nanos(static_cast<Nanos::rep>(share * static_cast<double>((clock.time - begun).count())));
    begun = clock.time;
    if (!for_ever && clock.time > Millis{500}) share = 0;
    return census;
  };
  EXPECT_EQ(grade(barred).verdict, Verdict::accepted);
  EXPECT_EQ(fake.requests.size(), 1 + 6 * 10u);
  fake.requests.clear();
  share = 2;
  clock.time = begun = Nanos{};
  EXPECT_EQ(grade(barred).verdict, Verdict::accepted); // it calms down
  EXPECT_GT(fake.requests.size(), 1 + 8 * 10u);
  share = 2;
  for_ever = true;
  const Outcome outcome = grade(barred);
  EXPECT_EQ(outcome.verdict, Verdict::too_slow);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].want, "at most 25 % of a processor while nobody asks");
  EXPECT_TRUE(outcome.evidence.remark.starts_with("what works in the background")) << outcome.evidence.remark;
}

TEST_F(RaceTest, WithoutAReferenceNothingIsAccepted) {
  context.yardstick = {nullptr, "go is not here", Millis{1000}};
  Outcome outcome = grade(barred);
  EXPECT_EQ(outcome.verdict, Verdict::skipped);
  EXPECT_EQ(outcome.error.value().what, "the speed cannot be judged: go is not here");
  EXPECT_EQ(fake.requests.size(), 151u);
  fake.handler = [](const std::string&) { return FakeAnswer{with_json(500, "{}")}; };
  EXPECT_EQ(grade(barred).verdict, Verdict::wrong_answer);
}

TEST_F(RaceTest, AReferenceThatFailsIsThePacksFault) {
  other.handler = [](const std::string& request) {
    return FakeAnswer{with_json(request.starts_with("GET") ? 404 : 200, R"({"ok":true})")};
  };
  Outcome outcome = grade(barred);
  EXPECT_EQ(outcome.verdict, Verdict::judge_error);
  EXPECT_EQ(outcome.error.value().what,
            "the reference that this is measured against does not pass: status: expected 200, came 404");
  other.listeners.clear();
  settings.start = Millis{20};
  EXPECT_EQ(grade(barred).error.value().what, "the reference never was ready: it listens nowhere");
}

TEST_F(RaceTest, OtherChecksComeFirstAndSpareTheMeasuring) {
  const std::string plain = "[[step]]\nrequest = \"GET /\"\nexpect = { status = 201 }\n";
  context.purpose = Purpose::proof;
  auto outcomes = grade({barred, plain});
  EXPECT_EQ(outcomes.at(0).verdict, Verdict::skipped);
  EXPECT_EQ(outcomes.at(1).verdict, Verdict::wrong_answer);
  EXPECT_EQ(starts, 1);
  context.purpose = Purpose::feedback;
  EXPECT_EQ(grade({barred, plain}).at(0).verdict, Verdict::accepted);
  EXPECT_EQ(starts, 4);
}

} // namespace
} // namespace bex::http
