#include "graders/upstream/script.hpp"

#include "tests/unit/graders/upstream/upstream.hpp"

#include <gmock/gmock.h>

namespace bex::upstream {
namespace {

using test::request_of;
using test::script_of;
using testing::ElementsAre;
using testing::HasSubstr;

Answer answer_to(const std::string& reply, http::ReceivedRequest request = request_of("GET", "/a"),
                 const http::Variables& variables = {}) {
  std::vector<std::string> errors;
  const Script script =
      script_of("[[upstream]]\nrequest = \"GET /a\"\nanswer = [" + reply + "]\n", errors, {"seed"});
  EXPECT_TRUE(errors.empty()) << errors.front();
  return compose(script.routes.at(0).replies.at(0), request, variables);
}

TEST(UpstreamLine, MatchesPathsQueriesAndWhatGoesOn) {
  const auto takes = [](const char* line, const char* target) {
    return line_of(line).matches(request_of("GET", target));
  };
  EXPECT_TRUE(takes("GET /a", "/a"));
  EXPECT_TRUE(takes("GET /a", "/a?b=c"));
  EXPECT_FALSE(takes("GET /a", "/a/"));
  EXPECT_FALSE(takes("POST /a", "/a"));
  EXPECT_TRUE(takes("GET /a?b=c", "/a?b=c"));
  EXPECT_FALSE(takes("GET /a?b=c", "/a"));
  EXPECT_TRUE(takes("GET /a/*", "/a/b?c"));
  EXPECT_FALSE(takes("GET /a/*", "/a"));
}

TEST(UpstreamAnswer, Whole) {
  const auto answer =
      answer_to(R"({ status = 201, json = { id = "c-${seed}" }, headers = { X = "y" }, delay_ms = 5 })",
                request_of("GET", "/a"), {{"seed", http::json_text("7")}});
  EXPECT_EQ(answer.bytes,
            "HTTP/1.1 201 \r\nX: y\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n"
            "{\"id\":\"c-7\"}");
  EXPECT_EQ(answer.at_once, answer.bytes.size());
  EXPECT_EQ(answer.delay, Millis{5});
  EXPECT_FALSE(answer.closes);
  EXPECT_EQ(answer.name, "201");
}

TEST(UpstreamAnswer, WithoutABody) {
  EXPECT_EQ(answer_to("{ status = 204 }").bytes, "HTTP/1.1 204 \r\n\r\n");
  EXPECT_EQ(answer_to("{}").bytes, "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(answer_to("{ text = \"abc\" }", request_of("HEAD", "/a")).bytes,
            "HTTP/1.1 200 \r\nContent-Length: 3\r\n\r\n");
  auto last = request_of("GET", "/a");
  last.stays_open = false;
  const auto answer = answer_to("{}", last);
  EXPECT_TRUE(answer.closes);
  EXPECT_THAT(answer.bytes, HasSubstr("Connection: close\r\n"));
}

TEST(UpstreamAnswer, Faults) {
  EXPECT_TRUE(answer_to("{ fault = \"hang\" }").never);
  EXPECT_TRUE(answer_to("{ fault = \"reset\", delay_ms = 3 }").reset);
  const auto slow = answer_to("{ fault = \"slow\", text = \"abc\", every_ms = 7 }");
  EXPECT_EQ(slow.bytes.size() - slow.at_once, 3u);
  EXPECT_EQ(slow.every, Millis{7});
  const auto truncated = answer_to("{ fault = \"truncated\", text = \"abcdef\" }");
  EXPECT_EQ(truncated.bytes, "HTTP/1.1 200 \r\nContent-Length: 6\r\n\r\nabc");
  EXPECT_TRUE(truncated.closes);
  const auto loop = answer_to("{ fault = \"redirect_loop\", status = 307 }", request_of("GET", "/a?b"));
  EXPECT_EQ(loop.bytes, "HTTP/1.1 307 \r\nLocation: /a?b\r\nContent-Length: 0\r\n\r\n");
  const auto gzip = answer_to("{ fault = \"bad_gzip\" }");
  EXPECT_THAT(gzip.bytes, HasSubstr("Content-Encoding: gzip\r\nContent-Length: 11\r\n\r\n\x1f\x8b"));
  const auto garbage = answer_to("{ fault = \"garbage\" }");
  http::ResponseParser parser(false, 1000);
  EXPECT_EQ(parser.feed(garbage.bytes), http::ResponseParser::State::fault);
  EXPECT_TRUE(garbage.closes);
  EXPECT_EQ(garbage.name, "garbage");
}

TEST(UpstreamScript, MistakesAreReported) {
  const auto errors_of = [](const std::string& text, bool has_place = true) {
    std::vector<std::string> errors;
    (void)script_of(text, errors, {}, has_place);
    return errors;
  };
  const auto with = [&](const std::string& reply) {
    return errors_of("[[upstream]]\nrequest = \"GET /\"\nanswer = [" + reply + "]\n");
  };
  EXPECT_THAT(errors_of("[[upstream]]\nrequest = \"GET /\"\nanswer = [{}]\n", false),
              ElementsAre("this exercise has no upstream"));
  EXPECT_THAT(errors_of("[[upstream]]\nrequest = \"GET\"\nanswer = [{}]\n"), ElementsAre("this is no route"));
  EXPECT_THAT(errors_of("[[upstream]]\nrequest = \"GET /\"\n"),
              ElementsAre("a route has at least one answer"));
  EXPECT_THAT(errors_of("[[upstream]]\nrequest = \"GET /\"\nanswer = [{}]\n[[upstream]]\nrequest = \"GET "
                        "/\"\nanswer = [{}]\n"),
              ElementsAre("`GET /` comes twice"));
  EXPECT_THAT(with("{ fault = \"hangs\" }"), ElementsAre(HasSubstr("hangs")));
  EXPECT_THAT(with("{ fault = \"hang\", status = 500 }"), ElementsAre("there is no `status` here"));
  EXPECT_THAT(with("{ fault = \"bad_gzip\", text = \"a\" }"), ElementsAre("there is no `text` here"));
  EXPECT_THAT(with("{ fault = \"slow\" }"), ElementsAre("this fault is one of the body, and there is none"));
  EXPECT_THAT(with("{ every_ms = 1 }"), ElementsAre("there is no `every_ms` here"));
  EXPECT_THAT(with("{ fault = \"redirect_loop\", status = 200 }"), ElementsAre("this is no redirect"));
  EXPECT_THAT(with("{ status = 204, text = \"a\" }"), ElementsAre("an answer with this status has no body"));
  EXPECT_THAT(with("{ text = \"a\", json = 1 }"), ElementsAre("an answer has one body"));
  EXPECT_THAT(with("{ headers = { X = \"a\\nb\" } }"), testing::SizeIs(1));
  EXPECT_THAT(with("{ text = \"${client}\" }"), ElementsAre("nothing is named `client` here"));
}

TEST(UpstreamScript, HasACertificateWhereTlsIsSpoken) {
  const auto read = [](const std::string& text, const Place& place, std::vector<std::string>& errors) {
    auto document = Document::parse("exercise.toml", text);
    Reader check(*document, document->table(), {});
    const auto certificate = parse_script(check, test::scope_with({}), &place).certificate;
    for (const Error& error : document->errors()) errors.push_back(error.what);
    return certificate;
  };
  std::vector<std::string> errors;
  EXPECT_EQ(read("", {"URL", true}, errors), Certificate::right);
  EXPECT_EQ(read("upstream_certificate = \"expired\"", {"URL", true}, errors), Certificate::expired);
  EXPECT_EQ(read("upstream_certificate = \"wrong_name\"", {"URL", true}, errors), Certificate::wrong_name);
  EXPECT_EQ(read("upstream_certificate = \"unknown_ca\"", {"URL", true}, errors), Certificate::unknown_ca);
  EXPECT_TRUE(errors.empty());
  (void)read("upstream_certificate = \"expired\"", {"URL", false}, errors);
  (void)read("upstream_certificate = \"old\"", {"URL", true}, errors);
  EXPECT_THAT(errors, ElementsAre("this exercise has no upstream that speaks TLS", HasSubstr("`old`")));
}

TEST(UpstreamPlace, NamesAVariable) {
  const auto read = [](const std::string& text, std::vector<std::string>& errors) {
    auto document = Document::parse("exercise.toml", text);
    Reader settings(*document, document->table(), {});
    auto place = parse_place(settings);
    for (const Error& error : document->errors()) errors.push_back(error.what);
    return place;
  };
  std::vector<std::string> errors;
  EXPECT_FALSE(read("", errors));
  EXPECT_EQ(read("upstream = {}", errors)->variable, "UPSTREAM_URL");
  EXPECT_FALSE(read("upstream = {}", errors)->tls);
  EXPECT_TRUE(read("upstream = { tls = true }", errors)->tls);
  EXPECT_EQ(read("upstream = { variable = \"BANK\" }", errors)->variable, "BANK");
  EXPECT_TRUE(errors.empty());
  (void)read("upstream = { variable = \"PORT\" }", errors);
  (void)read("upstream = { variable = \"bank\" }", errors);
  (void)read("upstream = { variable = \"UPSTREAM_CA\" }", errors);
  EXPECT_THAT(errors, ElementsAre("`PORT` cannot name a variable", "`bank` cannot name a variable",
                                  "`UPSTREAM_CA` cannot name a variable"));
}

} // namespace
} // namespace bex::upstream
