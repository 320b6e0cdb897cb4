#include "tests/support/http_observe.hpp"

#include <memory>
#include <string>
#include <vector>

namespace bex::http {
namespace {

using test::ObserveTest;
using test::with_json;

const std::string plain = "[[step]]\nrequest = \"GET /\"\nexpect = { status = 200 }\n";

TEST_F(ObserveTest, CapturesGoFromStepToStep) {
  fake.handler = [](const std::string& request) {
    if (request.starts_with("POST /notes "))
      return test::FakeAnswer{with_json(201, R"({"id":42})", "Location: /notes/42\r\n")};
    bool right = request.starts_with("GET /notes/42 ") && request.find("X: 42\r\n") != std::string::npos;
    return test::FakeAnswer{right ? with_json(200, R"({"id":42,"title":"tea"})") : with_json(404, "{}")};
  };
  Outcome outcome = grade(R"([[step]]
request = "POST /notes"
json = { title = "tea" }
capture = { id = "json:/id", where = "header:Location" }
expect = { status = 201 }
[[step]]
request = "GET ${where}"
headers = { X = "${id}" }
expect = { status = 200, json = { id = "${id}" } }
)");
  EXPECT_EQ(outcome.verdict, Verdict::accepted);
  ASSERT_TRUE(outcome.measured);
  EXPECT_EQ(fake.stops, 1);
}

TEST_F(ObserveTest, TheFirstStepThatIsWrongIsShown) {
  fake.handler = [](const std::string&) { return test::FakeAnswer{with_json(500, R"({"error":1})")}; };
  fake.log = "before\n";
  Outcome outcome = grade("[[step]]\nrequest = \"POST /a\"\njson = 1\n" + plain + plain);
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].label, "status");
  EXPECT_EQ(outcome.findings[0].where, "step 2 of 3");
  EXPECT_TRUE(outcome.evidence.sent.starts_with("GET / HTTP/1.1\r\n"));
  EXPECT_EQ(outcome.evidence.came, with_json(500, R"({"error":1})"));
  // On a fresh server the request alone would show something else.
  EXPECT_EQ(outcome.evidence.reproduce, "# its last request\ncurl -i \"http://127.0.0.1:$PORT/\"");
  EXPECT_EQ(fake.requests.size(), 2u);
  EXPECT_EQ(grade(plain).evidence.reproduce, "curl -i \"http://127.0.0.1:$PORT/\"");
}

TEST_F(ObserveTest, EveryKindOfFailureHasALineForAShell) {
  fake.handler = [](const std::string&) { return test::FakeAnswer{with_json(500, "{}")}; };
  const std::string get = "curl -i \"http://127.0.0.1:$PORT/\"", last = "# its last request\n";
  const std::string any = "[[step]]\nrequest = \"GET /\"\n",
                    raw = "[[step]]\nraw = \"GET / HTTP/1.1\\r\\n\\r\\n\"\n[[step.answer]]\nstatus = 200\n";
  const std::string nc = "printf 'GET / HTTP/1.1\\r\\n\\r\\n' | nc -w 2 127.0.0.1 \"$PORT\"";
  const auto line = [&](const std::string& check) { return grade(check).evidence.reproduce; };
  EXPECT_EQ(line(any + "expect = { status = 200 }"), get);
  EXPECT_EQ(line(any + any + "expect = { status = 200 }"), last + get);
  EXPECT_EQ(line(any + "clients = 3\nexpect = { status = 200 }"), last + get);
  EXPECT_EQ(line(any + "repeat = 2\nunique = [\"body\"]"), last + get);
  EXPECT_EQ(line(raw), nc);
  EXPECT_EQ(line(any + raw), last + nc);
  EXPECT_EQ(line(any + "also = { only_methods = [\"GET\"] }"),
            "curl -i \"http://127.0.0.1:$PORT/\" -H 'Content-Type:' --data-binary ''");
  EXPECT_EQ(line(any + "security = { path_traversal = true }\nexpect = { status = 200 }"), get);
}

TEST_F(ObserveTest, EveryRowRunsAllSteps) {
  fake.handler = [](const std::string& request) {
    return test::FakeAnswer{with_json(request.find("/bad") == std::string::npos ? 200 : 404, "{}")};
  };
  Outcome outcome =
      grade("for_each = [{ p = \"a\" }, { p = \"bad\" }, { p = \"c\" }]\n[[step]]\nrequest = \"GET /${p}\"\n"
            "expect = { status = 200 }\n[[step]]\nrequest = \"GET /\"\n");
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.findings.at(0).where, "step 1 of 2, row 2 of 3");
}

TEST_F(ObserveTest, AnEnvironmentOfItsOwnTakesAServerOfItsOwn) {
  settings.env = {{"IDLE_MS", "4000"}, {"MODE", "test"}};
  std::vector<std::string> started;
  sandbox.on_start = [&](const SandboxSpec& spec) -> Result<std::unique_ptr<Running>> {
    std::string idle;
    for (const auto& [name, value] : spec.env)
      if (name == "IDLE_MS" || name == "MODE") idle += value + " ";
    started.push_back(idle);
    return std::make_unique<test::FakeRunning>(fake);
  };
  fake.handler = [](const std::string&) { return test::FakeAnswer{with_json(200, "{}")}; };
  auto outcomes = grade({plain, "env = { IDLE_MS = \"900\" }\n" + plain, plain});
  for (const Outcome& outcome : outcomes) EXPECT_EQ(outcome.verdict, Verdict::accepted);
  EXPECT_EQ(started, (std::vector<std::string>{"4000 test ", "test 900 "}));
}

TEST_F(ObserveTest, AllRoundsHaveOneTime) {
  fake.handler = [this](const std::string&) {
    clock.time += Millis{4};
    return test::FakeAnswer{with_json(200, "{}")};
  };
  const std::string check = "[[step]]\nrequest = \"GET /\"\nrepeat = 10\nall_within_ms = ";
  EXPECT_EQ(grade(check + "60\n").verdict, Verdict::accepted);
  fake.requests.clear();
  Outcome outcome = grade(check + "30\n");
  EXPECT_EQ(outcome.verdict, Verdict::too_slow);
  EXPECT_EQ(outcome.findings.at(0).want, "all 10 rounds within 30 ms");
  EXPECT_EQ(fake.requests.size(), 8u);
}

TEST_F(ObserveTest, RoundsAndClients) {
  int count = 0;
  fake.handler = [&](const std::string&) {
    return test::FakeAnswer{with_json(201, "{\"id\":" + std::to_string(++count) + "}")};
  };
  std::string check =
      "[[step]]\nrequest = \"POST /${client}/${round}\"\nclients = 3\nrepeat = 2\nunique = [\"json:/id\"]\n"
      "expect = { status = 201 }\n";
  EXPECT_EQ(grade(check).verdict, Verdict::accepted);
  EXPECT_EQ(fake.requests.size(), 6u);
  EXPECT_TRUE(fake.requests.back().starts_with("POST /1/2 "));
  fake.handler = [&](const std::string& request) {
    bool twin = request.starts_with("POST /2/2 ") || request.starts_with("POST /3/1 ");
    return test::FakeAnswer{with_json(201, "{\"id\":" + std::to_string(twin ? 7 : ++count + 100) + "}")};
  };
  Outcome outcome = grade(check);
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.findings.at(0).label, "json:/id");
  EXPECT_EQ(outcome.findings.at(0).got, "7");
  EXPECT_EQ(outcome.findings.at(0).where, "client 2, round 2");
  EXPECT_EQ(outcome.findings.at(0).want, "another value than in the answer to client 3, round 1");
}

TEST_F(ObserveTest, InvalidBytesAreAViolationWhateverIsExpected) {
  fake.handler = [](const std::string&) { return test::FakeAnswer{"HTTP/1.1 404 No\nX\n\n"}; };
  Outcome outcome = grade("[[step]]\nrequest = \"GET /\"\n");
  EXPECT_EQ(outcome.verdict, Verdict::protocol_violation);
  EXPECT_EQ(outcome.findings.at(0).label, "protocol");
  EXPECT_EQ(outcome.findings.at(0).where, "byte 15");
}

TEST_F(ObserveTest, StrayBytesAtTheEndOfACheck) {
  bool said = false;
  fake.handler = [](const std::string&) {
    return test::FakeAnswer{"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"};
  };
  clock.on_look = [&] {
    fake.work();
    if (!fake.requests.empty() && !std::exchange(said, true)) fake.say("ok");
  };
  Outcome outcome = grade("[[step]]\nrequest = \"HEAD /\"\n");
  EXPECT_EQ(outcome.verdict, Verdict::protocol_violation);
  EXPECT_EQ(outcome.findings.at(0).got, "ok");
  EXPECT_TRUE(outcome.evidence.sent.starts_with("HEAD / "));
}

TEST_F(ObserveTest, RawBytesAreCutAtEveryPlace) {
  fake.handler = [](const std::string&) { return test::FakeAnswer{with_json(200, "{}")}; };
  const std::string check = "[[step]]\nraw = \"GET / HTTP/1.1\\r\\n\\r\\n\"\nchunks_at = \"every\"\n"
                            "[[step.answer]]\nstatus = 200\n";
  EXPECT_EQ(grade(check).verdict, Verdict::accepted);
  EXPECT_EQ(fake.connections, 17);
  EXPECT_EQ(fake.requests.size(), 17u);
  EXPECT_EQ(fake.reads.at(2), "GE");
  fake.handler = [this](const std::string&) {
    return test::FakeAnswer{with_json(fake.connections == 20 ? 400 : 200, "{}")};
  };
  Outcome outcome = grade(check);
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.findings.at(0).where, "cut at byte 3");
  EXPECT_EQ(outcome.evidence.reproduce,
            "(printf GET; sleep 0.2; printf ' / HTTP/1.1\\r\\n\\r\\n') | nc -w 2 127.0.0.1 \"$PORT\"");
}

TEST_F(ObserveTest, TheEndOfAConnectionIsPartOfTheAnswer) {
  const std::string check = "[[step]]\nraw = \"GET / HTTP/1.1\\r\\n\\r\\n\"\ncloses_within_ms = 50\n"
                            "[[step.answer]]\nstatus = 400\nor_close = true\n";
  clock.per_look = Millis{1};
  fake.handler = [](const std::string&) { return test::FakeAnswer{with_json(400, "{}"), true}; };
  EXPECT_EQ(grade(check).verdict, Verdict::accepted);
  fake.handler = [](const std::string&) { return test::FakeAnswer{"", true}; };
  EXPECT_EQ(grade(check).verdict, Verdict::accepted);
  fake.handler = [](const std::string&) { return test::FakeAnswer{"HT", true}; };
  EXPECT_EQ(grade(check).verdict, Verdict::protocol_violation);
  fake.handler = [](const std::string&) { return test::FakeAnswer{with_json(400, "{}")}; };
  Outcome outcome = grade(check);
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.findings.at(0).label, "connection");
  EXPECT_EQ(outcome.findings.at(0).want, "closed by the server within 50 ms");
  EXPECT_EQ(outcome.findings.at(0).got, "still open");
  Outcome early =
      grade("[[step]]\nraw = \"GET / HTTP/1.1\\r\\n\\r\\n\"\nstays_open_ms = 50\n[[step.answer]]\n");
  EXPECT_EQ(early.verdict, Verdict::accepted);
}

TEST_F(ObserveTest, HeldConnectionsStayUntilTheCheckIsOver) {
  fake.handler = [](const std::string&) { return test::FakeAnswer{with_json(200, "{}")}; };
  EXPECT_EQ(grade("[[step]]\nraw = []\nfinish = \"hold\"\nrepeat = 3\n" + plain).verdict, Verdict::accepted);
  EXPECT_EQ(fake.connections, 4);
}

TEST_F(ObserveTest, EventuallyIsAskedAgain) {
  const std::string check = "[[step]]\nrequest = \"GET /\"\neventually = { within_ms = 500, every_ms = 20 }\n"
                            "expect = { status = 200 }\n";
  int left = 3;
  fake.handler = [&](const std::string&) {
    return test::FakeAnswer{with_json(left-- > 0 ? 404 : 200, "{}")};
  };
  EXPECT_EQ(grade(check).verdict, Verdict::accepted);
  EXPECT_EQ(fake.requests.size(), 4u);
  left = 1'000'000;
  Nanos begin = clock.time;
  EXPECT_EQ(grade(check).verdict, Verdict::wrong_answer);
  EXPECT_GE(clock.time - begin, Millis{500});
  EXPECT_LT(clock.time - begin, Millis{600});
  std::size_t before = fake.requests.size();
  fake.handler = [](const std::string&) { return test::FakeAnswer{"HTTP/1.1 404\n"}; };
  EXPECT_EQ(grade(check).verdict, Verdict::protocol_violation);
  EXPECT_EQ(fake.requests.size(), before + 1);
}

TEST_F(ObserveTest, ALineOfTheLogIsWaitedFor) {
  fake.log = "{\"path\":\"/\",\"status\":500}\n"; // from before
  const std::string check = plain + "[[step]]\nlog = { path = \"/\", status = 200 }\nwithin_ms = 200\n";
  fake.handler = [](const std::string&) { return test::FakeAnswer{with_json(200, "{}")}; };
  Nanos late{};
  clock.on_look = [&] {
    fake.work();
    if (fake.requests.empty() || late != Nanos{}) return;
    late = clock.time + Millis{100};
  };
  Outcome outcome = grade(check);
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.findings.at(0).label, "log");
  EXPECT_EQ(outcome.findings.at(0).got, "");
  EXPECT_TRUE(outcome.evidence.sent.starts_with("GET / "));
  EXPECT_EQ(outcome.evidence.reproduce.substr(0, 4), "curl");
  clock.on_look = [&] {
    fake.work();
    if (clock.time > late + Millis{150}) fake.log += "{\"path\":\"/\",\"status\":200}\n";
  };
  EXPECT_EQ(grade(check).verdict, Verdict::accepted);
}

TEST_F(ObserveTest, BytesThatNeedNoAnswerMayBeTheLastStep) {
  EXPECT_EQ(grade("[[step]]\nraw = \"GET\"\nfinish = \"close\"\n").verdict, Verdict::accepted);
  fake.handler = [](const std::string&) { return test::FakeAnswer{"no HTTP", true}; };
  const std::string open = "[[step]]\nraw = \"GET / HTTP/1.1\\r\\n\\r\\n\"\nstays_open_ms = 50\n";
  EXPECT_EQ(grade(open).verdict, Verdict::wrong_answer);
}

TEST_F(ObserveTest, TheLogAfterBytesThatAreNotAnswered) {
  fake.log = "";
  const std::string check = "[[step]]\nraw = \"GET / HTTP/1.1\\r\\n\\r\\n\"\nfinish = \"reset\"\n"
                            "[[step]]\nlog = { path = \"/\" }\nwithin_ms = 20\n";
  EXPECT_EQ(grade(check).verdict, Verdict::wrong_answer);
  fake.handler = [&](const std::string&) {
    fake.log += "{\"path\":\"/\"}\n";
    return test::FakeAnswer{};
  };
  EXPECT_EQ(grade(check).verdict, Verdict::accepted);
}

TEST_F(ObserveTest, AServerOfSomebodyElseHasNoLog) {
  Server server = Server::attach(std::make_unique<test::FakeRunning>(fake), clock, 80, "a", {});
  auto document = Document::parse("exercise.toml", "[[step]]\nlog = { path = \"/\" }\n");
  Reader table(*document, document->table(), {});
  const Spec spec = parse(table, settings, {});
  const Spec* const checks[] = {&spec};
  EXPECT_EQ(judge(spec, observe_at(server, checks, settings, clock, 0).at(0)).verdict, Verdict::skipped);
}

TEST_F(ObserveTest, Silence) {
  clock.per_look = Millis{4};
  fake.handler = [](const std::string&) { return test::FakeAnswer{"HTTP/1.1 200 OK\r\n\r\nno end"}; };
  Outcome outcome = grade(plain);
  EXPECT_EQ(outcome.verdict, Verdict::idle_limit_exceeded);
  EXPECT_NE(outcome.evidence.remark.find("neither a Content-Length nor chunks"), std::string::npos);
}

TEST_F(ObserveTest, AConnectionThatIsClosedByALivingServer) {
  fake.handler = [](const std::string&) { return test::FakeAnswer{"", true}; };
  EXPECT_EQ(grade(plain).verdict, Verdict::protocol_violation);
}

TEST_F(ObserveTest, AServerThatEndsHasFailedWhateverItsCode) {
  fake.handler = [this](const std::string& request) {
    bool exit = request.starts_with("GET /exit");
    if (exit) fake.ended.emplace().ending = Exited{0};
    return exit ? test::FakeAnswer{"", true} : test::FakeAnswer{with_json(200, "{}")};
  };
  fake.log = "bye\n";
  auto outcomes = grade({plain, "[[step]]\nrequest = \"GET /exit\"\n", plain});
  EXPECT_EQ(outcomes[0].verdict, Verdict::accepted);
  EXPECT_EQ(outcomes[1].verdict, Verdict::run_time_error);
  EXPECT_EQ(outcomes[1].findings.at(0).got, "exited with code 0");
  EXPECT_TRUE(outcomes[1].evidence.sent.starts_with("GET /exit"));
  EXPECT_EQ(outcomes[1].evidence.remark, "");
  EXPECT_EQ(outcomes[2].verdict, Verdict::run_time_error);
  EXPECT_EQ(outcomes[2].evidence.remark, "the server had ended during an earlier check of this group");
  EXPECT_EQ(outcomes[2].evidence.log, "bye\n");
  EXPECT_EQ(fake.stops, 0);
}

TEST_F(ObserveTest, TheNewsOfTheEndMayComeLate) {
  Nanos closed{};
  fake.handler = [&](const std::string&) {
    closed = clock.time;
    return test::FakeAnswer{"", true};
  };
  clock.on_look = [&] {
    fake.work();
    if (closed > Nanos{} && clock.time > closed + Millis{100} && !fake.ended)
      fake.ended.emplace().ending = Signalled{11};
  };
  EXPECT_EQ(grade(plain).verdict, Verdict::run_time_error);
}

TEST_F(ObserveTest, AnAnswerInFullDoesNotSaveAServerThatEnds) {
  fake.handler = [this](const std::string&) {
    fake.ended.emplace().ending = MemoryLimit{};
    return test::FakeAnswer{with_json(200, "{}")};
  };
  EXPECT_EQ(grade(plain).verdict, Verdict::memory_limit_exceeded);
}

TEST_F(ObserveTest, AServerThatStopsToListen) {
  fake.handler = [this](const std::string&) {
    fake.refuses = true;
    fake.listeners.clear();
    return test::FakeAnswer{with_json(200, "{}"), true};
  };
  Outcome outcome = grade(plain + plain);
  EXPECT_EQ(outcome.verdict, Verdict::not_ready);
  EXPECT_EQ(outcome.findings.at(0).got, "has stopped to listen");
}

TEST_F(ObserveTest, AConnectionThatTheMachineRefusesIsNotTheServersFault) {
  fake.refuses = true;
  Outcome outcome = grade(plain);
  EXPECT_EQ(outcome.verdict, Verdict::skipped);
  ASSERT_TRUE(outcome.error);
}

TEST_F(ObserveTest, NotReadyIsSaidOfAllChecks) {
  fake.ended.emplace().ending = Exited{1};
  fake.log = "Traceback\n";
  auto outcomes = grade({plain, plain});
  for (const Outcome& outcome : outcomes) {
    EXPECT_EQ(outcome.verdict, Verdict::not_ready);
    EXPECT_EQ(outcome.findings.at(0).got, "exited with code 1 before it listened");
    EXPECT_EQ(outcome.evidence.log, "Traceback\n");
  }
}

TEST_F(ObserveTest, ALimitAtTheStartIsALimit) {
  fake.ended.emplace().ending = MemoryLimit{};
  EXPECT_EQ(grade(plain).verdict, Verdict::memory_limit_exceeded);
}

TEST_F(ObserveTest, ARunThatCannotBeStartedIsTheJudgesFault) {
  fake.ended.emplace().ending = NotStarted{"mount /usr", 1};
  Outcome outcome = grade(plain);
  EXPECT_EQ(outcome.verdict, Verdict::judge_error);
  EXPECT_TRUE(outcome.error);
}

TEST_F(ObserveTest, ACommandThatNamesNoProgramIsNotReady) {
  fake.ended.emplace().ending = NotStarted{"execute ./server", ENOENT};
  Outcome outcome = grade(plain);
  EXPECT_EQ(outcome.verdict, Verdict::not_ready);
  EXPECT_NE(outcome.findings.at(0).got.find("./server"), std::string::npos);
  EXPECT_FALSE(outcome.error);
}

TEST_F(ObserveTest, ErrorsOfTheSandbox) {
  sandbox.on_start = [](const SandboxSpec&) -> Result<std::unique_ptr<Running>> {
    return fail(ErrorKind::machine, "no namespaces");
  };
  EXPECT_EQ(grade(plain).verdict, Verdict::skipped);
  sandbox.on_start = [](const SandboxSpec&) -> Result<std::unique_ptr<Running>> {
    return fail(ErrorKind::internal, "a bug");
  };
  Outcome outcome = grade(plain);
  EXPECT_EQ(outcome.verdict, Verdict::judge_error);
  EXPECT_EQ(outcome.error->what, "a bug");
}

TEST_F(ObserveTest, LateAloneIsTooSlow) {
  fake.handler = [this](const std::string&) {
    clock.time += Millis{10};
    return test::FakeAnswer{with_json(200, "{}")};
  };
  EXPECT_EQ(grade("[[step]]\nrequest = \"GET /\"\nexpect = { status = 200, within_ms = 5 }\n").verdict,
            Verdict::too_slow);
  EXPECT_EQ(grade("[[step]]\nrequest = \"GET /\"\nexpect = { status = 201, within_ms = 5 }\n").verdict,
            Verdict::wrong_answer);
}

TEST_F(ObserveTest, WhatTheServerGaveCannotBeSentOn) {
  fake.handler = [](const std::string&) { return test::FakeAnswer{with_json(200, R"({"next":"/a b"})")}; };
  Outcome outcome = grade("[[step]]\nrequest = \"GET /\"\ncapture = { next = \"json:/next\" "
                          "}\n[[step]]\nrequest = \"GET ${next}\"\n");
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.findings.at(0).label, "request");
  EXPECT_EQ(fake.requests.size(), 1u);
}

TEST_F(ObserveTest, MoreThanCanBeShown) {
  std::string body(100'000, 'a');
  fake.handler = [&](const std::string&) { return test::FakeAnswer{with_json(200, body)}; };
  Outcome outcome = grade("[[step]]\nrequest = \"GET /\"\nexpect = { body = \"b\" }\n");
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.evidence.came.size(), ResponseParser::raw_limit);
  EXPECT_NE(outcome.evidence.remark.find("only the first 65536 of "), std::string::npos);
}

TEST_F(ObserveTest, AServerReadsItsFilesAndTheirChanges) {
  settings.tree = Tree{"DOC_ROOT", "public", {{}}};
  settings.tree->entries[0].path = "public/tea.txt";
  settings.tree->entries[0].content.bytes = std::string("a\0b", 3);
  fs::path top;
  sandbox.on_start = [&](const SandboxSpec& spec) -> Result<std::unique_ptr<Running>> {
    top = spec.mounts.at(0).host;
    EXPECT_EQ(spec.mounts.at(0).inside, tree_inside);
    EXPECT_EQ(spec.env.back(), (std::pair<std::string, std::string>{"DOC_ROOT", "/site/public"}));
    return std::make_unique<test::FakeRunning>(fake);
  };
  fake.handler = [&](const std::string&) {
    const auto content = read_file(top / "public/tea.txt");
    return test::FakeAnswer{with_json(200, content ? *content : "none")};
  };
  const std::string ask = "[[step]]\nrequest = \"GET /\"\nexpect = { bytes = { hex = \"610062\" } }\n";
  const std::string change = "[[step]]\nfile = { path = \"public/tea.txt\", text = \"new\" }\n";
  EXPECT_EQ(grade(ask + change + "[[step]]\nrequest = \"GET /\"\nexpect = { body = \"new\" }\n").verdict,
            Verdict::accepted);
  EXPECT_FALSE(fs::exists(top));
  const Outcome wrong = grade(change + ask);
  EXPECT_EQ(wrong.verdict, Verdict::wrong_answer);
  EXPECT_EQ(wrong.findings.at(0).want, "3 bytes, 0x61 at byte 0");
  EXPECT_EQ(wrong.findings.at(0).got, "3 bytes, 0x6e at byte 0");
}

TEST_F(ObserveTest, ALaterStageMayWantSilentConnectionsBesideEachCheck) {
  settings.around.silent_connections = 2;
  fake.handler = [](const std::string&) { return test::FakeAnswer{with_json(500, "{}")}; };
  const Outcome outcome = grade(plain);
  EXPECT_EQ(fake.connections, 3);
  EXPECT_EQ(fake.order, std::vector<std::size_t>{2});
  EXPECT_EQ(outcome.evidence.remark, "as a later stage wants it: with 2 more connections that say nothing");
}

TEST_F(ObserveTest, ALaterStageMayWantAConnectionForEachRequest) {
  settings.around.connection_per_request = true;
  bool breaks = false;
  fake.handler = [&](const std::string&) {
    return test::FakeAnswer{with_json(breaks && fake.connections > 2 ? 500 : 200, "{}")};
  };
  EXPECT_EQ(grade(plain).verdict, Verdict::accepted);
  EXPECT_EQ(fake.requests.size(), 1u); // there is nothing to share
  fake.connections = 0;
  EXPECT_EQ(grade(plain + plain).verdict, Verdict::accepted);
  EXPECT_EQ(fake.connections, 3);
  EXPECT_EQ(fake.requests.size(), 5u);
  fake.connections = 0;
  breaks = true;
  const Outcome outcome = grade(plain + plain);
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  EXPECT_EQ(outcome.findings.at(0).where, "step 2 of 2");
  EXPECT_EQ(outcome.evidence.remark,
            "as a later stage wants it: with a connection of its own for each request");
}

// They may build on each other.
TEST_F(ObserveTest, AllChecksOfAGroupAreAskedAgainWhenOneAsksSeveralRequests) {
  settings.around.connection_per_request = true;
  fake.handler = [](const std::string&) { return test::FakeAnswer{with_json(200, "{}")}; };
  (void)grade({plain, plain + plain});
  EXPECT_EQ(fake.requests.size(), 6u);
  EXPECT_EQ(fake.stops, 2);
}

} // namespace
} // namespace bex::http
