#include "graders/upstream/wanted.hpp"

#include "graders/upstream/hmac.hpp"
#include "tests/unit/graders/upstream/upstream.hpp"

#include <gmock/gmock.h>

namespace bex::upstream {
namespace {

using test::request_of;
using test::wanted_of;
using testing::ElementsAre;
using testing::HasSubstr;

Arrival at(int ms, http::ReceivedRequest request) {
  Arrival arrival;
  arrival.request = std::move(request);
  arrival.came = arrival.said.emplace(Millis(ms));
  return arrival;
}

Arrival post(int ms, const std::string& id = "1", const std::string& body = "{}") {
  return at(ms, request_of("POST", "/hook", {{"Id", id}}, body));
}

Arrival hung(int ms, std::optional<int> left) {
  Arrival arrival = post(ms);
  arrival.said.reset();
  if (left) arrival.left = Millis(*left);
  return arrival;
}

// The findings, each as "label: want / got".
std::vector<std::string> wrong(const std::string& step, const std::vector<Arrival>& arrivals,
                               std::size_t late = 0, const http::Variables& variables = {}) {
  std::vector<std::string> names, errors;
  for (const auto& [name, value] : variables) names.push_back(name);
  const Wanted wanted = wanted_of(step, errors, true, names);
  EXPECT_TRUE(errors.empty()) << errors.front();
  std::vector<std::string> all;
  for (const Finding& finding : examine(wanted, arrivals, late, variables, "step 2").examination.findings)
    all.push_back(finding.label + ": " + finding.want + " / " + finding.got);
  return all;
}

const std::string hook = "arrived = \"POST /hook\"\n";

TEST(UpstreamWanted, HowMany) {
  EXPECT_THAT(wrong(hook, {post(1), post(2)}), ElementsAre());
  EXPECT_THAT(wrong(hook, {}), ElementsAre("requests POST /hook: at least 1 / 0"));
  EXPECT_THAT(wrong(hook + "times = 2", {post(1)}), ElementsAre("requests POST /hook: 2 / 1"));
  EXPECT_THAT(wrong(hook + "times = 1", {post(1), post(2)}), ElementsAre("requests POST /hook: 1 / 2"));
  EXPECT_THAT(wrong(hook + "times = 0", {at(1, request_of("GET", "/hook"))}), ElementsAre());
  EXPECT_THAT(wrong(hook + "at_most = 1", {post(1), post(2)}),
              ElementsAre("requests POST /hook: at most 1 / 2"));
  EXPECT_THAT(wrong(hook + "at_most = 1", {}), ElementsAre());
  EXPECT_THAT(wrong(hook + "at_least = 2\nat_most = 3", {post(1)}),
              ElementsAre("requests POST /hook: 2 to 3 / 1"));
}

TEST(UpstreamWanted, InWhichOrder) {
  const std::vector<Arrival> both{at(1, request_of("GET", "/token")), post(2)};
  EXPECT_THAT(wrong("arrived = [\"GET /token\", \"POST /hook\"]", both), ElementsAre());
  EXPECT_THAT(wrong("arrived = [\"POST /hook\", \"GET /token\"]", both),
              ElementsAre("request 1: POST /hook / GET /token"));
  EXPECT_THAT(wrong("arrived = [\"GET /token\"]", both),
              ElementsAre("request 2: no further one / POST /hook"));
  EXPECT_THAT(wrong("arrived = [\"GET /token\", \"POST /hook\", \"POST /hook\"]", both),
              ElementsAre("request 3: POST /hook / "));
  EXPECT_THAT(wrong("arrived = []", {}), ElementsAre());
}

TEST(UpstreamWanted, WhatIsInThem) {
  EXPECT_THAT(wrong(hook + "expect = { headers = { Id = \"1\" }, json = { n = 1 } }",
                    {post(1, "1", "{\"n\":1,\"m\":2}")}),
              ElementsAre());
  EXPECT_THAT(
      wrong(hook + "expect = { json = { n = 1 }, exact = true }", {post(1, "1", "{\"n\":1,\"m\":2}")}),
      ElementsAre("body /m: @absent / 2"));
  const auto found = examine(wanted_of(hook + "expect = { headers = { Id = \"1\" } }"),
                             std::vector{post(1, "1"), post(2, "2")}, 0, {}, "step 2");
  EXPECT_EQ(found.examination.findings.at(0).where, "step 2, request 2 of 2");
  EXPECT_EQ(found.shown, 1u);
}

TEST(UpstreamWanted, SameAndUnique) {
  const std::string same = hook + "same = [\"header:Id\"]", unique = hook + "unique = [\"header:Id\"]";
  EXPECT_THAT(wrong(same, {post(1, "a"), post(2, "a")}), ElementsAre());
  EXPECT_THAT(wrong(same, {post(1, "a"), post(2, "b")}),
              ElementsAre("header:Id of request 2: the same as in request 1: a / b"));
  EXPECT_THAT(wrong(unique, {post(1, "a"), post(2, "b"), post(3, "a")}),
              ElementsAre("header:Id of request 3: another than in any request before / a"));
  EXPECT_THAT(wrong(hook + "same = [\"json:/n\"]", {post(1)}),
              ElementsAre("json:/n of request 1: a value / "));
}

TEST(UpstreamWanted, Pauses) {
  const std::vector<Arrival> grows{post(0), post(100), post(300)};
  EXPECT_THAT(wrong(hook + "gaps = { least_ms = 100, most_ms = 200, growth = 2 }", grows), ElementsAre());
  EXPECT_THAT(wrong(hook + "gaps = { least_ms = [100, 201] }", grows),
              ElementsAre("pause before request 3: at least 201 ms / 200 ms"));
  EXPECT_THAT(wrong(hook + "gaps = { most_ms = 150 }", grows),
              ElementsAre("pause before request 3: at most 150 ms / 200 ms"));
  EXPECT_THAT(
      wrong(hook + "gaps = { growth = 2.5 }", grows),
      ElementsAre(
          "pause before request 3: at least 2.5 times the pause before it, which was 100 ms / 200 ms"));
  // From the end of what came before: our last byte, or when the client gave up.
  Arrival slow = post(0);
  slow.said = Millis(80);
  EXPECT_THAT(wrong(hook + "gaps = { least_ms = 30 }", {slow, post(100)}),
              ElementsAre("pause before request 2: at least 30 ms / 20 ms"));
  EXPECT_THAT(wrong(hook + "gaps = { least_ms = 30 }", {hung(0, 90), post(100)}),
              ElementsAre("pause before request 2: at least 30 ms / 10 ms"));
}

TEST(UpstreamWanted, Patience) {
  const std::string step = hook + "gives_up_ms = 100";
  EXPECT_THAT(wrong(step, {hung(0, 100), post(200)}), ElementsAre());
  EXPECT_THAT(wrong(step, {hung(0, 101)}),
              ElementsAre("patience: the client gives up within 100 ms / it did after 101 ms"));
  EXPECT_THAT(wrong(step, {hung(0, std::nullopt)}),
              ElementsAre("patience: the client gives up within 100 ms / it was still waiting"));
  EXPECT_TRUE(is_settled(wanted_of(step), std::vector{hung(0, 50)}, {}));
  EXPECT_FALSE(is_settled(wanted_of(step), std::vector{hung(0, std::nullopt)}, {}));
}

TEST(UpstreamWanted, Silence) {
  EXPECT_THAT(wrong(hook + "quiet_ms = 50", {post(0), at(9, request_of("GET", "/x"))}, 1),
              ElementsAre("requests: none for 50 ms / GET /x"));
}

TEST(UpstreamWanted, Signatures) {
  // RFC 4231 section 4.3
  EXPECT_EQ(hmac_sha256("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  const std::string step =
      hook + "signature = { header = \"Sign\", secret = \"${key}\", prefix = \"sha256=\" }";
  const http::Variables key{{"key", http::json_text("Jefe")}};
  const auto signed_by = [](const std::string& signature) {
    return at(
        1, request_of("POST", "/hook", {{"Sign", signature}, {"At", "17"}}, "what do ya want for nothing?"));
  };
  const std::string right = "sha256=" + hmac_sha256("Jefe", "what do ya want for nothing?");
  EXPECT_THAT(wrong(step, {signed_by(right)}, 0, key), ElementsAre());
  EXPECT_THAT(wrong(step, {signed_by("x")}, 0, key), ElementsAre("header Sign: " + right + " / x"));
  const std::string timed = hook + "signature = { header = \"Sign\", secret = \"Jefe\", timestamp = \"At\" }";
  EXPECT_THAT(wrong(timed, {signed_by(hmac_sha256("Jefe", "17.what do ya want for nothing?"))}),
              ElementsAre());
  EXPECT_THAT(wrong(timed, {signed_by(right.substr(7))}), testing::SizeIs(1));
}

TEST(UpstreamWanted, Captures) {
  http::Variables variables;
  keep(wanted_of(hook + "capture = { id = \"header:Id\" }"), std::vector{post(1, "a"), post(2, "b")},
       variables);
  EXPECT_EQ(http::plain_text(variables.at("id")), "a");
  EXPECT_THAT(wrong(hook + "capture = { n = \"json:/n\" }", {post(1)}),
              ElementsAre("json:/n: a value, to be used as `n` / "));
}

TEST(UpstreamWanted, Strays) {
  Script script;
  script.routes.push_back({"GET /a", {}});
  Arrival unknown = at(1, request_of("GET", "/b"));
  unknown.expected = false;
  const auto found = examine_strays(std::vector{at(0, request_of("GET", "/a")), unknown}, script);
  EXPECT_EQ(found.examination.findings.at(0).label, "request 2 to the upstream");
  EXPECT_EQ(found.examination.findings.at(0).want, "GET /a");
  EXPECT_EQ(found.examination.findings.at(0).got, "GET /b");
  EXPECT_FALSE(found.malformed);
  Arrival broken;
  broken.fault = http::Fault{"a rule", "got", 7};
  const auto malformed = examine_strays(std::vector{broken}, script);
  EXPECT_TRUE(malformed.malformed);
  EXPECT_EQ(malformed.examination.findings.at(0).where, "request 1 to the upstream, byte 7");
  EXPECT_TRUE(is_settled(wanted_of(hook), std::vector{broken}, {})); // nothing is worth waiting for
}

TEST(UpstreamWanted, MistakesAreReported) {
  const auto errors_of = [](const std::string& text, bool live = true) {
    std::vector<std::string> errors;
    (void)wanted_of(text, errors, live);
    return errors;
  };
  EXPECT_THAT(errors_of("arrived = 1"), ElementsAre("this is no request"));
  EXPECT_THAT(errors_of("arrived = \"hook\""), ElementsAre("this is no request"));
  EXPECT_THAT(errors_of("arrived = \"POST /${id}\""), ElementsAre("nothing is named `id` here"));
  EXPECT_THAT(errors_of(hook + "times = 1\nat_most = 2"), testing::Contains("`times` says how many"));
  EXPECT_THAT(errors_of(hook + "at_least = 3\nat_most = 2"), ElementsAre("this is less than `at_least`"));
  EXPECT_THAT(errors_of(hook + "expect = { status = 200 }"), ElementsAre("a request has no `status`"));
  EXPECT_THAT(errors_of(hook + "same = [\"status\"]"), ElementsAre("a request has no `status`"));
  EXPECT_THAT(errors_of(hook + "gaps = {}"), ElementsAre("nothing is said of the pauses"));
  EXPECT_THAT(errors_of(hook + "times = 1\ngaps = { least_ms = 1 }"),
              ElementsAre("one request has no pause before the next"));
  EXPECT_THAT(errors_of(hook + "gaps = { least_ms = [-1] }"), ElementsAre(HasSubstr("a pause is a number")));
  EXPECT_THAT(errors_of(hook + "signature = { header = \"a b\", secret = \"\" }"),
              ElementsAre("`a b` is no name of a header"));
  EXPECT_THAT(errors_of("arrived = [\"GET /\"]\ntimes = 1"),
              ElementsAre("an array says which requests arrive, and no more"));
  EXPECT_THAT(errors_of(hook + "quiet_ms = 5", false), ElementsAre(HasSubstr("quiet_ms")));
  EXPECT_THAT(errors_of(hook + "quite_ms = 5"), ElementsAre(HasSubstr("quite_ms")));
}

} // namespace
} // namespace bex::upstream
