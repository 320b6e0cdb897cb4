#include "graders/http/life.hpp"

#include "graders/http/http.hpp"
#include "graders/http/observation.hpp"
#include "graders/http/server.hpp"
#include "tests/support/fake_sandbox.hpp"

#include <toml++/toml.h>

#include <gtest/gtest.h>

#include <csignal>
#include <memory>
#include <string>
#include <vector>

namespace bex::http {
namespace {

struct Parsed {
  Spec spec;
  std::vector<std::string> errors;
};

Parsed read(const std::string& text) {
  auto document = Document::parse("exercise.toml", text);
  Reader table(*document, document->table(), {});
  Parsed parsed;
  parsed.spec = parse(table, {}, {});
  for (const Error& error : document->errors()) parsed.errors.push_back(error.what);
  return parsed;
}

using Words = std::vector<std::string>;

TEST(Life, StepsStandWhereTheyCanBeTaken) {
  const std::string get = "[[step]]\nrequest = \"GET /\"\n", start = "[[step]]\nstart = true\n",
                    stop = "[[step]]\nstop = \"SIGTERM\"\n", file = "[[step]]\ndata = \"a/b\"\n",
                    ends = "[[step]]\nstart = true\nexit = 78\n";
  for (const std::string& fine :
       {get + stop + file + start + get, file + start + get, start + stop + start, ends + file + start,
        "for_each = [{ a = \"1\" }, { a = \"2\" }]\n" + start + stop})
    EXPECT_EQ(read(fine).errors, Words{}) << fine;
  EXPECT_EQ(read(get + start).errors, Words{"the server runs here"});
  EXPECT_EQ(read(get + file).errors, Words{"the server runs here"});
  EXPECT_EQ(read(ends + get).errors, Words{"the server does not run here"});
  EXPECT_EQ(read(get + stop + stop).errors, Words{"the server does not run here"});
  EXPECT_EQ(read("for_each = [{ a = \"1\" }, { a = \"2\" }]\n" + get + stop).errors,
            Words{"the server does not run here when the steps are taken once more"});
}

TEST(Life, MistakesAreFoundWhenThePackIsLoaded) {
  const auto of = [](const std::string& keys) { return read("[[step]]\n" + keys).errors; };
  EXPECT_EQ(of("stop = \"SIGKILL\"\nexit = 0\n"), Words{"nobody has a choice at SIGKILL"});
  EXPECT_EQ(of("stop = \"SIGTERM\"\nafter_ms = 5\n"), Words{"nothing is in flight"});
  EXPECT_EQ(of("stop = \"SIGTERM\"\nexit = [0, 256]\n"), Words{"an exit code is a number from 0 to 255"});
  EXPECT_EQ(of("stop = \"SIGTERM\"\nrequest = \"GET /\"\nrepeat = 2\n"), Words{"the server is stopped once"});
  EXPECT_EQ(of("start = false\n"), Words{"a step that does nothing"});
  EXPECT_EQ(of("start = true\nwithin_ms = 5\n"), Words{"how long a start may take is said in `[http]`"});
  for (const char* path : {"../a", "/a", "", "a/", "a//b", "./a"})
    EXPECT_EQ(of("data = \"" + std::string(path) + "\"\n"), Words{"this is no file below /data"}) << path;
  EXPECT_EQ(of("data = \"a\"\nexpect = { status = 200 }\n"), Words{"a file has no `status`"});
  EXPECT_EQ(of("data = \"a\"\nwrite = \"b\"\nexpect = { body = \"b\" }\n"),
            Words{"there is nothing to look at"});
  EXPECT_EQ(of("request = \"GET /\"\nexpect = { includes = { \"json:/a\" = \"b\" } }\n"),
            Words{"this is not one variable"});
}

TEST(Life, HowAServerWentThatWeStopped) {
  Stop stop;
  stop.exits = {0, 3};
  const auto got = [&](Departure departure) {
    Words words;
    for (const Finding& finding : look_at(stop, departure, ""))
      words.push_back(finding.want + ": " + finding.got);
    return words;
  };
  EXPECT_EQ(got({Exited{3}, false, ""}), Words{});
  EXPECT_EQ(got({Exited{1}, false, ""}), Words{"exits with code 0 or 3: exited with code 1"});
  EXPECT_EQ(got({Signalled{SIGTERM}, false, ""}),
            Words{"exits with code 0 or 3: was killed by SIGTERM (terminated)"});
  EXPECT_EQ(got({std::nullopt, false, ""}), Words{"exits with code 0 or 3 within 5000 ms: still runs"});
  EXPECT_EQ(got({Exited{0}, false, "too large"}), Words{"files that can be kept: too large"});
  stop.refuses = Millis{100};
  EXPECT_EQ(got({Exited{0}, true, ""}), Words{"takes no new connections within 100 ms: still listens"});
  stop.exits.clear();
  EXPECT_EQ(got({Signalled{SIGTERM}, false, ""}), Words{});
}

TEST(Life, AFileIsLookedAtAsABodyIs) {
  const Spec spec =
      read("[[step]]\ndata = \"n.json\"\nexpect = { json = { a = 1 } }\n[[step]]\nstart = true\n").spec;
  const auto got = [&](std::optional<std::string> bytes) {
    Words words;
    for (const Finding& finding : examine_data(spec.steps[0], bytes, {}, "").findings)
      words.push_back(finding.label + ": " + finding.got);
    return words;
  };
  EXPECT_EQ(got(R"({"a":1})"), Words{});
  EXPECT_EQ(got(R"({"a":2})"), Words{"file n.json /a: 2"});
  EXPECT_EQ(got(R"({"a":)"), Words{"file n.json: {\"a\":"});
  EXPECT_EQ(got(std::nullopt), Words{"file n.json: no such file"});
}

class LifeTest : public testing::Test {
 protected:
  test::FakeServer fake;
  test::FakeSandbox sandbox;
  test::FakeClock clock;
  Program program;
  Context context{sandbox, clock, program};
  Settings settings;
  std::vector<SandboxSpec> starts;

  LifeTest() {
    clock.on_look = [this] { fake.work(); };
    settings.step = Millis{20};
    fake.listeners = {{"127.0.0.1", port_of(0)}};
    fake.handler = [](const std::string&) { return test::FakeAnswer{"HTTP/1.1 204 X\r\n\r\n"}; };
    fake.on_terminate = [this] { end(Exited{0}); };
    sandbox.on_start = [this](const SandboxSpec& spec) -> Result<std::unique_ptr<Running>> {
      starts.push_back(spec);
      fake.ended.reset();
      return std::make_unique<test::FakeRunning>(fake);
    };
  }

  void end(Ending ending) { fake.ended.emplace().ending = std::move(ending); }

  Outcome grade(const std::string& check) {
    const Spec spec = read(check).spec;
    const std::vector<const Spec*> checks{&spec};
    return judge(spec, observe(checks, settings, context).at(0));
  }
};

const std::string get = "[[step]]\nrequest = \"GET /\"\n";
const std::string stop = "[[step]]\nstop = \"SIGTERM\"\nexit = 0\nwithin_ms = 100\n";

TEST_F(LifeTest, WhatOneLifeLeavesTheNextOneFinds) {
  const Outcome outcome = grade(get + stop + "[[step]]\nstart = true\n" + get);
  EXPECT_EQ(outcome.verdict, Verdict::accepted);
  ASSERT_EQ(starts.size(), 2u);
  EXPECT_EQ(starts[0].data_to, starts[1].data_from);
  EXPECT_NE(starts[1].data_to, starts[1].data_from);
  EXPECT_EQ(fake.requests.size(), 2u);
}

TEST_F(LifeTest, TheExitCodeIsTold) {
  fake.on_terminate = [this] { end(Signalled{SIGTERM}); };
  const Outcome outcome = grade(get + stop);
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].label, "server after SIGTERM");
}

TEST_F(LifeTest, WhoDoesNotGoIsIdle) {
  fake.on_terminate = nullptr;
  EXPECT_EQ(grade(get + stop).verdict, Verdict::idle_limit_exceeded);
}

TEST_F(LifeTest, TheSignalComesWhenTheRequestHasBeenRead) {
  std::size_t read_before = 0;
  fake.handler = [this](const std::string&) {
    if (fake.requests.size() < 2) return test::FakeAnswer{"HTTP/1.1 204 X\r\n\r\n"};
    return test::FakeAnswer{};
  };
  fake.on_terminate = [&] {
    read_before = fake.reads.size(), fake.say("HTTP/1.1 204 X\r\n\r\n"), end(Exited{0});
  };
  EXPECT_EQ(grade(get + stop + "request = \"GET /slow\"\nexpect = { status = 204 }\n").verdict,
            Verdict::accepted);
  EXPECT_EQ(read_before, 2u);
}

TEST_F(LifeTest, AnAnswerThatIsLostIsSaidSo) {
  fake.handler = [](const std::string&) { return test::FakeAnswer{}; };
  fake.on_terminate = [this] { end(Signalled{SIGTERM}), fake.hang_up(); };
  const Outcome outcome = grade(stop + "request = \"GET /slow\"\n");
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  ASSERT_EQ(outcome.findings.size(), 2u);
  EXPECT_EQ(outcome.findings[0].want, "the whole answer to what was in progress");
}

TEST_F(LifeTest, ASecondSignal) {
  int signals = 0;
  fake.on_terminate = [&] {
    if (++signals == 2) end(Exited{0});
  };
  EXPECT_EQ(grade(get + stop).verdict, Verdict::idle_limit_exceeded);
  signals = 0;
  EXPECT_EQ(grade(get + stop + "again_ms = 50\n").verdict, Verdict::accepted);
}

TEST_F(LifeTest, AStartThatMustFail) {
  const std::string must =
      "[[step]]\ndata = \"a.json\"\nwrite = \"{\"\n[[step]]\nstart = true\nexit = 78\nwithin_ms = 50\n";
  EXPECT_EQ(grade(must).verdict, Verdict::wrong_answer); // it runs
  auto dies = [this](int code) {
    sandbox.on_start = [this, code](const SandboxSpec& spec) -> Result<std::unique_ptr<Running>> {
      EXPECT_EQ(read_file(spec.data_from / "a.json").value_or(""), "{");
      EXPECT_TRUE(write_file(spec.data_to / "a.json", code == 78 ? "{" : "{}"));
      end(Exited{code});
      return std::make_unique<test::FakeRunning>(fake);
    };
  };
  dies(78);
  EXPECT_EQ(grade(must + "[[step]]\ndata = \"a.json\"\nexpect = { body = \"{\" }\n").verdict,
            Verdict::accepted);
  EXPECT_EQ(grade(must + "[[step]]\ndata = \"b.json\"\nabsent = true\n").verdict, Verdict::accepted);
  EXPECT_EQ(grade(must + "[[step]]\ndata = \"a.json\"\nabsent = true\n").verdict, Verdict::wrong_answer);
  dies(1);
  EXPECT_EQ(grade(must).verdict, Verdict::wrong_answer);
}

TEST_F(LifeTest, InAKillAmongManyOnlyWhatWasAnsweredCounts) {
  int asked = 0;
  fake.handler = [&](const std::string&) {
    if (++asked > 3) return test::FakeAnswer{};
    return test::FakeAnswer{"HTTP/1.1 201 X\r\nContent-Length: 1\r\n\r\n" + std::to_string(asked)};
  };
  class Killed : public test::FakeRunning {
   public:
    Killed(test::FakeServer& server) : FakeRunning(server), server_(server) {}
    RunResult stop(Millis grace) override {
      server_.hang_up(), server_.refuses = true;
      server_.ended.emplace().ending = Stopped{};
      return FakeRunning::stop(grace);
    }

   private:
    test::FakeServer& server_;
  };
  sandbox.on_start = [this, lives = 0](const SandboxSpec& spec) mutable -> Result<std::unique_ptr<Running>> {
    fake.ended.reset();
    fake.refuses = false;
    if (++lives == 2) {
      EXPECT_TRUE(write_file(spec.data_to / "ids", "[1,3]"));
      end(Exited{9});
      return std::make_unique<test::FakeRunning>(fake);
    }
    return std::make_unique<Killed>(fake);
  };
  context.seed = 2; // after the third of four
  fake.listeners = {{"127.0.0.1", port_of(2)}};
  const Outcome outcome =
      grade("[[step]]\nrequest = \"POST /\"\nclients = 4\nstop = \"SIGKILL\"\n"
            "gather = { ids = \"json:\" }\nexpect = { status = 201 }\n"
            "[[step]]\nstart = true\nexit = 9\n"
            "[[step]]\ndata = \"ids\"\nexpect = { includes = { \"json:\" = \"${ids}\" } }\n");
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].want, "all 3 of `ids`");
  EXPECT_EQ(outcome.findings[0].got, "1 of them missing: 2");
}

} // namespace
} // namespace bex::http
