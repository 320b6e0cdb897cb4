// Servers that mean harm to the grader: 42 and 43, through the real engine.
#include "tests/attacks/support.hpp"

#include "graders/http/client.hpp"
#include "graders/http/http.hpp"
#include "graders/http/observation.hpp"
#include "graders/http/server.hpp"
#include "sandboxes/base/clock.hpp"

#include <deque>
#include <set>

namespace bex::attacks {
namespace {

using http::Exchange;

class Http : public Attack {
 protected:
  Program server(std::vector<std::string> words) {
    const SandboxSpec spec = program("42_evil_server", std::move(words));
    Program made;
    made.argv = spec.argv;
    made.mounts = spec.mounts;
    made.limits = spec.limits;
    return made;
  }

  // What one check that asks for `GET /` sees.
  Outcome grade(const Program& submission, std::uint64_t seed = 0, const std::string& ready = "") {
    Context context{box(), system_clock(), submission};
    context.seed = seed;
    http::Settings settings;
    settings.ready = ready;
    settings.start = Millis(5'000);
    settings.step = Millis(1'000);
    auto document = Document::parse(
        "exercise.toml", "[[step]]\nrequest = \"GET /\"\nexpect = { status = 200, body = \"hello\\n\" }\n");
    Reader table(*document, document->table(), {});
    const http::Spec spec = http::parse(table, settings, {});
    const http::Spec* one = &spec;
    const auto begin = std::chrono::steady_clock::now();
    const auto seen = http::observe({&one, 1}, settings, context);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(15));
    EXPECT_EQ(processes_from(inside_), 0);
    measured_ = seen.front();
    return http::judge(spec, seen.front());
  }

  http::Observation measured_;
};

TEST_P(Http, A42_AnHonestServerPasses) {
  for (const char* way : {"plain", "never-close"}) {
    const Outcome outcome = grade(server({way}));
    EXPECT_EQ(outcome.verdict, Verdict::accepted) << way << ": " << outcome.evidence.log;
  }
}

TEST_P(Http, A42_ServersWithoutAnEnd) {
  const std::map<std::string, Exchange::End> ways = {
      {"drip", Exchange::End::silent},        {"silent", Exchange::End::silent},
      {"until-close", Exchange::End::silent}, {"head", Exchange::End::too_large},
      {"heads", Exchange::End::too_large},    {"body", Exchange::End::too_large},
      {"chunks", Exchange::End::too_large},   {"reset", Exchange::End::cut_short}};
  for (const auto& [way, end] : ways) {
    const Outcome outcome = grade(server({way}));
    EXPECT_NE(outcome.verdict, Verdict::accepted) << way;
    EXPECT_NE(outcome.verdict, Verdict::judge_error) << way;
    ASSERT_TRUE(measured_.trial) << way;
    EXPECT_EQ(static_cast<int>(measured_.trial->exchange.end), static_cast<int>(end)) << way;
  }
}

TEST_P(Http, A42_SizesThatLie) {
  for (const char* way : {"length", "chunk-size", "interim"}) {
    const Outcome outcome = grade(server({way}));
    EXPECT_NE(outcome.verdict, Verdict::accepted) << way;
    EXPECT_NE(outcome.verdict, Verdict::judge_error) << way;
  }
}

// A flood is not kept: what the client takes is bounded, and so is what it needs for it.
TEST_P(Http, A42_AFloodDoesNotFillTheGrader) {
  for (const char* way : {"head", "body"}) {
    (void)grade(server({way}));
    ASSERT_TRUE(measured_.trial);
    EXPECT_LT(measured_.trial->exchange.size, http::answer_limit + (1u << 20)) << way;
  }
}

TEST_P(Http, A42_RedirectsAreNotFollowed) {
  for (const std::string& to : {"file://" + canary_.path(), std::string("http://192.0.2.1/"),
                                std::string("//localhost:1/"), std::string("http://127.0.0.1:22/")}) {
    const Outcome outcome = grade(server({"redirect", to}));
    EXPECT_EQ(outcome.verdict, Verdict::wrong_answer) << to;
    ASSERT_TRUE(measured_.trial);
    EXPECT_EQ(measured_.trial->exchange.response.status, 302);
    EXPECT_EQ(outcome.evidence.came.find(canary_.secret()), std::string::npos);
    EXPECT_TRUE(canary_.unharmed());
  }
}

TEST_P(Http, A42_NotEvenTheProbeWaitsForEver) {
  const Outcome outcome = grade(server({"silent"}), 0, "/health");
  EXPECT_NE(outcome.verdict, Verdict::accepted);
  EXPECT_TRUE(measured_.not_ready);
}

// The port and what is asked come from the seed, and the grader has no name of its own.
TEST_P(Http, A43_TheGraderIsNotRecognised) {
  std::set<std::string> hosts;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const Outcome outcome = grade(server({"plain"}), seed);
    EXPECT_EQ(outcome.verdict, Verdict::accepted);
    hosts.insert(measured_.host);
    for (const char* word : {"bexercise", "grader", "User-Agent"})
      EXPECT_EQ(outcome.evidence.sent.find(word), std::string::npos) << outcome.evidence.sent;
  }
  EXPECT_EQ(hosts.size(), 4u);
}

BEX_AT_EVERY_LEVEL(Http);

} // namespace
} // namespace bex::attacks
