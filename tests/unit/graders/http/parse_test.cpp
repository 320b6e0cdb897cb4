#include "graders/http/http.hpp"

#include <toml++/toml.h>

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace bex::http {
namespace {

struct Parsed {
  Spec spec;
  Errors errors;
};

Parsed parse_check(const std::string& text) {
  auto document = Document::parse("exercise.toml", text);
  Reader table(*document, document->table(), {});
  Parsed parsed;
  parsed.spec = parse(table, {}, {});
  table.finish();
  parsed.errors = document->errors();
  return parsed;
}

Spec good(const std::string& text) {
  Parsed parsed = parse_check(text);
  for (const Error& error : parsed.errors) ADD_FAILURE() << error.what << " | " << error.help;
  return parsed.spec;
}

const Variables start{
    {"host", json_text("127.0.0.1:8123")}, {"id", json_integer(7)}, {"client", json_integer(2)}};

TEST(Parse, ARequestIsSentAsWritten) {
  Spec spec = good(R"([[step]]
request = "POST /notes?x=%2F"
headers = { X-B = "1", X-A = "${client}" }
json = { title = "tea", ok = true, n = 9007199254740993, f = 1.0, none = "@null", list = ["@@a", 2.5] }
)");
  EXPECT_EQ(bytes_of(fill_in(spec.steps[0], start)),
            "POST /notes?x=%2F HTTP/1.1\r\nHost: 127.0.0.1:8123\r\nX-B: 1\r\nX-A: 2\r\nContent-Type: "
            "application/json\r\n"
            "Content-Length: 84\r\n\r\n"
            R"({"title":"tea","ok":true,"n":9007199254740993,"f":1.0,"none":null,"list":["@a",2.5]})");
}

TEST(Parse, HeadersCanBeNamedTwiceAndLeftOut) {
  Spec spec = good(R"([[step]]
request = "PUT /"
headers = ["Host: @none", "X: 1", "X:  2 ", "content-length: 9"]
text = "body"
)");
  EXPECT_EQ(bytes_of(fill_in(spec.steps[0], start)),
            "PUT / HTTP/1.1\r\nX: 1\r\nX: 2\r\ncontent-length: 9\r\n\r\nbody");
}

TEST(Parse, FormsAreEncoded) {
  Spec spec = good("[[step]]\nrequest = \"POST /\"\nform = { b = \"x y&z\", a = \"\xc3\xa9\" }\n");
  Request request = fill_in(spec.steps[0], start);
  EXPECT_EQ(request.body, "b=x%20y%26z&a=%C3%A9");
  EXPECT_EQ(request.headers[1].value, "application/x-www-form-urlencoded");
}

TEST(Parse, AnEmptyBodyIsABody) {
  Spec spec = good("[[step]]\nrequest = \"POST /\"\ntext = \"\"\n[[step]]\nrequest = \"POST /\"\n");
  EXPECT_EQ(bytes_of(fill_in(spec.steps[0], start)),
            "POST / HTTP/1.1\r\nHost: 127.0.0.1:8123\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(bytes_of(fill_in(spec.steps[1], start)), "POST / HTTP/1.1\r\nHost: 127.0.0.1:8123\r\n\r\n");
}

TEST(Parse, AllKeysOfAStep) {
  Spec spec = good(R"(for_each = [{ url = "a" }, { url = "b" }]
[[step]]
request = "POST /${url}"
clients = 8
repeat = 3
unique = ["json:/id", "header:Location", "body", "status"]
capture = { id = "json:/id", all = "body" }
expect = { status = [200, 201], headers = { Allow = "@list:GET, HEAD", Server = "@absent" }, body = "@nonempty", within_ms = 50 }
[[step]]
request = "GET /${id}/${seed}/${port}"
[step.expect]
json = { id = "${id}", url = "${url}", all = "@string:${all}" }
exact = true
)");
  ASSERT_EQ(spec.rows.size(), 2u);
  EXPECT_EQ(spec.rows[1].at("url"), "b");
  const Step& step = spec.steps[0];
  EXPECT_EQ(step.clients, 8);
  EXPECT_EQ(step.repeat, 3);
  EXPECT_EQ(step.unique.size(), 4u);
  EXPECT_EQ(describe(step.unique[1]), "header:Location");
  EXPECT_EQ(step.captures.size(), 2u);
  EXPECT_EQ(step.expect.statuses, (std::vector<int>{200, 201}));
  EXPECT_EQ(step.expect.headers[1].second.kind, Match::absent);
  EXPECT_EQ(step.expect.within, Millis{50});
  EXPECT_TRUE(spec.steps[1].expect.exact);
}

struct Mistake {
  const char* text; // of a check; the mistake stands in `line`
  int line, column, length;
  const char* what;
  const char* help;
};

const std::vector<Mistake>& mistakes() {
  static const std::vector<Mistake> all{
      {"", 1, 1, 1, "at least one step", "[[check.step]]"},
      {"[[step]]\n", 1, 1, 8, "`request` is missing", ""},
      {"[[step]]\nrequest = \"GET\"\n", 2, 11, 5, "no target", "METHOD target"},
      {"[[step]]\nrequest = \"\"\n", 2, 11, 2, "no word of HTTP", "METHOD target"},
      {"[[step]]\nrequest = \"G(T /\"\n", 2, 11, 7, "no word of HTTP", ""},
      {"[[step]]\nrequest = \"GET /a b\"\n", 2, 11, 10, "blank or a control letter", "%20"},
      {"[[step]]\nrequest = \"GET /\\n\"\n", 2, 11, 9, "blank or a control letter", ""},
      {"[[step]]\nrequest = \"GET /${id}\"\n", 2, 11, 12, "nothing is named `id`", "known here"},
      {"[[step]]\nrequest = \"GET /${sed}\"\n", 2, 11, 13, "nothing is named `sed`",
       "did you mean `${seed}`?"},
      {"[[step]]\nrequest = \"GET /${id\"\n", 2, 11, 11, "without `}`", "$${"},
      {"[[step]]\nrequest = \"GET /${host|upcase}\"\n", 2, 11, 21, "unknown filter", "swapcase"},
      {"[[step]]\nrequest = \"GET /\"\nheaders = { \"A B\" = \"x\" }\n", 3, 21, 3, "no name of a header", ""},
      {"[[step]]\nrequest = \"GET /\"\nheaders = { A = \"x\\ny\" }\n", 3, 11, 14, "control letter", ""},
      {"[[step]]\nrequest = \"GET /\"\nheaders = [\"A\"]\n", 3, 12, 3, "this is no header", "Name: value"},
      {"[[step]]\nrequest = \"GET /\"\ntext = \"\"\njson = 1\n", 1, 1, 8, "one body", "keep one"},
      {"[[step]]\nrequest = \"GET /\"\njson = { a = \"@int\" }\n", 3, 14, 6, "cannot be sent", "`@@int`"},
      {"[[step]]\nrequest = \"GET /\"\njson = { a = nan }\n", 3, 14, 3, "no such number", ""},
      {"[[step]]\nrequest = \"GET /\"\njson = { a = 2026-01-01 }\n", 3, 14, 10, "no dates", ""},
      {"[[step]]\nrequest = \"GET /\"\nclients = 65\n", 3, 11, 2, "from 1 to 64", ""},
      {"[[step]]\nrequest = \"GET /\"\nunique = [\"body\"]\n", 3, 10, 8, "differs from no other", "clients"},
      {"[[step]]\nrequest = \"GET /\"\ncapture = { id = \"json:id\" }\n", 3, 18, 9, "no JSON pointer",
       "begins with `/`"},
      {"[[step]]\nrequest = \"GET /\"\ncapture = { id = \"jsn:/id\" }\n", 3, 18, 9, "no place in an answer",
       "did you mean `json`?"},
      {"[[step]]\nrequest = \"GET /\"\ncapture = { id = \"header:a b\" }\n", 3, 18, 12, "no name of a header",
       ""},
      {"[[step]]\nrequest = \"GET /\"\ncapture = { port = \"status\" }\n", 3, 13, 4, "`port` is taken", ""},
      {"[[step]]\nrequest = \"GET /\"\ncapture = { id = \"body\" }\nexpect = { body = \"${id}\" }\n", 4, 19,
       7, "nothing is named", ""},
      {"[[step]]\nrequest = \"GET /\"\nexpect = { status = 20 }\n", 3, 21, 2, "200 to 599", ""},
      {"[[step]]\nrequest = \"GET /\"\nexpect = { status = [] }\n", 3, 21, 2, "no status is allowed", ""},
      {"[[step]]\nrequest = \"GET /\"\nexpect = { stauts = 200 }\n", 3, 12, 6, "unknown key `stauts`",
       "`status`"},
      {"[[step]]\nrequest = \"GET /\"\nexpect = { json = { a = \"@unt\" } }\n", 3, 25, 6, "unknown matcher",
       "@int"},
      {"[[step]]\nrequest = \"GET /\"\nexpect = { body = \"@regex:[\" }\n", 3, 19, 10,
       "bad regular expression", "RE2"},
      {"[[step]]\nrequest = \"GET /\"\nexpect = { headers = { A = \"@object\" } }\n", 3, 28, 9,
       "is for JSON values", ""},
      {"[[step]]\nrequest = \"GET /\"\nexpect = { exact = true }\n", 3, 20, 4, "`exact` speaks of `json`",
       ""},
      {"[[step]]\nrequest = \"GET /\"\nmethod = \"GET\"\n", 3, 1, 6, "unknown key `method`", ""},
      {"for_each = []\n[[step]]\nrequest = \"GET /\"\n", 1, 12, 2, "no rows", ""},
      {"for_each = [{ a = \"1\" }, { b = \"1\" }]\n[[step]]\nrequest = \"GET /\"\n", 1, 26, 11, "same keys",
       "`a`"},
      {"for_each = [{ host = \"1\" }]\n[[step]]\nrequest = \"GET /\"\n", 1, 15, 4, "cannot name a variable",
       ""},
      {"for_each = [{ a = \"x\" }, { a = \"x y\" }]\n[[step]]\nrequest = \"GET /${a}\"\n", 3, 11, 11, "blank",
       "%20"},
      {"for_each = [{ a = \"x\" }]\n[[step]]\nrequest = \"GET /\"\ncapture = { a = \"body\" }\n", 4, 13, 1,
       "`a` is taken", ""},
  };
  return all;
}

const std::vector<Mistake>& mistakes_of_bytes() {
  static const std::vector<Mistake> all{
      {"[[step]]\nraw = \"x\"\nrequest = \"GET /\"\n", 3, 1, 7, "unknown key `request`", ""},
      {"[[step]]\nraw = [\"x\", 1]\n", 2, 13, 1, "a piece is a text or a table", "hex"},
      {"[[step]]\nraw = [{ hex = \"0g\" }]\n", 2, 16, 4, "these are no bytes", "two hexadecimal"},
      {"[[step]]\nraw = [{ hex = \"00\", text = \"a\" }]\n", 2, 8, 26, "one of `text`, `hex`", ""},
      {"[[step]]\nraw = [{ text = \"abc\", times = 9000000 }]\n", 2, 32, 7, "at most 16 MiB", ""},
      {"[[step]]\nraw = \"${x}\"\n", 2, 7, 6, "nothing is named `x`", "known here"},
      {"[[step]]\nraw = \"x\"\nfinish = \"half\"\n", 3, 10, 6, "half", "half-close"},
      {"[[step]]\nraw = \"x\"\nstays_open_ms = 50\ncloses_within_ms = 50\n", 4, 20, 2, "cannot be closed",
       ""},
      {"[[step]]\nraw = [{ random = 5 }]\nchunks_at = \"every\"\n", 3, 13, 7, "moderate length", ""},
      {"[[step]]\nrequest = \"GET /\"\nauth = { basic = \"a:b\", bearer = \"c\" }\n", 3, 8, 31,
       "either `basic` or `bearer`", ""},
      {"[[step]]\nrequest = \"GET /\"\nheaders = { authorization = \"c\" }\nauth = { bearer = \"c\" }\n", 4,
       8, 16, "has an `Authorization` already", "keep one"},
      {"[[step]]\nrequest = \"GET /\"\ncapture = { a = \"json:$.a[\" }\n", 3, 17, 11, "is no JSONPath",
       "up to `$.a[` it is one"},
      {"[[step]]\nrequest = \"GET /\"\nclients = 2\neventually = { within_ms = 5 }\n", 4, 14, 17,
       "one request alone", ""},
      {"[[step]]\nrequest = \"GET /\"\ncapture = { a = \"cookie:a b\" }\n", 3, 17, 12, "no name of a cookie",
       "cookie:session"},
      {"[[step]]\nrequest = \"POST /\"\nboundary = \"a b\"\nmultipart = [{ name = \"a\", text = \"b\" }]\n",
       3, 12, 5, "a boundary is", ""},
      {"[[step]]\nrequest = \"GET /\"\nexpect = { html = { \"//a[\" = \"x\" } }\n", 3, 21, 6, "is no XPath",
       "quote"},
      {"[[step]]\nrequest = \"GET /\"\nexpect = { html = { \"//a\" = \"@x\" } }\n", 3, 29, 4,
       "unknown matcher", ""},
      {"[[step]]\nlog = \"GET\"\n", 2, 7, 5, "a line of the log is a JSON object", "status"},
      {"[[step]]\nlog = { a = 1 }\nrequest = \"GET /\"\n", 3, 1, 7, "unknown key `request`", ""},
      {"[[step]]\nlog = { a = \"${b}\" }\n", 2, 13, 6, "`b`", ""},
      {"[[step]]\nlog = { a = 1 }\nrepeat = 2\n", 3, 10, 1, "the log is read once", "times"},
      {"[[step]]\npipeline = []\n", 2, 12, 2, "at least one request", ""},
      {"[[step]]\nraw = \"x\"\n[[step.answer]]\nstatus = 1\n", 4, 10, 1, "from 100 to 599", ""},
      {"[[step]]\nraw = \"x\"\n[[step.answer]]\ntimes = 0\n", 4, 9, 1, "1 to 1000", ""},
      {"[[step]]\nraw = [{ text = \"x\", pieces = 1001 }]\n", 2, 31, 4, "1 to 1000", ""},
      {"[[step]]\nrequest = \"GET /\"\nall_within_ms = 9\n", 3, 17, 1, "one round alone", "`repeat`"},
      {"env = { PORT = \"1\" }\n[[step]]\nrequest = \"GET /\"\n", 1, 9, 4, "cannot name a variable", ""},
      {"[[step]]\nraw = \"x\"\n[[step.answer]]\nstats = 200\n", 4, 1, 5, "unknown key `stats`", "status"},
  };
  return all;
}

TEST(Parse, Credentials) {
  Spec spec = good(R"(for_each = [{ token = "7" }]
[[step]]
request = "GET /"
auth = { basic = "Aladdin:open sesame" }
[[step]]
request = "GET /"
auth = { bearer = "${token}" }
)");
  Variables variables = start;
  variables.insert_or_assign("token", json_text("7"));
  EXPECT_EQ(fill_in(spec.steps[0], variables).headers.back().value, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  EXPECT_EQ(fill_in(spec.steps[1], variables).headers.back().value, "Bearer 7");
}

TEST(Parse, BodiesInParts) {
  Spec spec = good(R"([[step]]
request = "POST /"
multipart = [{ name = "a\"b", text = "boundary-1" }, { name = "f", filename = "x.bin", type = "image/png", hex = "00ff" }]
[[step]]
request = "POST /"
boundary = "xyz"
multipart = [{ name = "a", text = "1" }]
[[step]]
request = "POST /"
bytes = { hex = "ff", times = 3 }
)");
  Request request = fill_in(spec.steps[0], start);
  EXPECT_EQ(*request.body,
            "--boundary-2\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\nboundary-1\r\n"
            "--boundary-2\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.bin\"\r\n"
            "Content-Type: image/png\r\n\r\n" +
                std::string("\0\xff", 2) + "\r\n--boundary-2--\r\n");
  EXPECT_EQ(request.headers[1].value, "multipart/form-data; boundary=boundary-2");
  EXPECT_EQ(fill_in(spec.steps[1], start).headers[1].value, "multipart/form-data; boundary=xyz");
  EXPECT_EQ(fill_in(spec.steps[2], start).body, "\xff\xff\xff");
}

TEST(Parse, LogSteps) {
  Spec spec = good(R"([[step]]
request = "GET /"
capture = { id = "header:X-Request-Id" }
[[step]]
log = { id = "${id}", ms = "@number" }
[[step]]
log = { status = 200 }
times = 0
within_ms = 30
)");
  EXPECT_EQ(describe(spec.steps[1].log->pattern, {{"id", json_text("x")}}), R"({"id":"x","ms":"@number"})");
  EXPECT_EQ(spec.steps[1].log->times, std::nullopt);
  EXPECT_EQ(spec.steps[1].log->within, Millis{1'000});
  EXPECT_EQ(spec.steps[2].log->times, 0u);
  EXPECT_EQ(spec.steps[2].log->within, Millis{30});
}

TEST(Parse, RawSteps) {
  Spec spec = good(R"([[step]]
raw = ["GET /${port} HTTP/1.1\r\n", { hex = "00fF" }, { text = "ab", times = 3 }, { random = 4 }]
finish = "half-close"
stays_open_ms = 10
closes_within_ms = 20
pause_ms = 7
repeat = 2
[[step.answer]]
status = [200, 400]
or_close = true
to_head = true
capture = { x = "status" }
[[step]]
request = "GET /${x}"
)");
  const Step& step = spec.steps[0];
  ASSERT_TRUE(step.raw);
  Variables variables = start;
  variables.insert_or_assign("port", json_integer(8123));
  variables.insert_or_assign("seed", json_integer(5));
  variables.insert_or_assign("round", json_integer(1));
  auto pieces = pieces_of(*step.raw, variables);
  ASSERT_EQ(pieces.size(), 4u);
  EXPECT_EQ(pieces[0], "GET /8123 HTTP/1.1\r\n");
  EXPECT_EQ(pieces[1], std::string("\0\xff", 2));
  EXPECT_EQ(pieces[2], "ababab");
  EXPECT_EQ(pieces[3].size(), 4u);
  EXPECT_EQ(pieces_of(*step.raw, variables), pieces);
  variables.insert_or_assign("round", json_integer(2));
  EXPECT_NE(pieces_of(*step.raw, variables)[3], pieces[3]);
  EXPECT_EQ(step.raw->finish, Finish::half_close);
  EXPECT_EQ(step.raw->stays_open, Millis{10});
  EXPECT_EQ(step.raw->closes_within, Millis{20});
  EXPECT_EQ(step.raw->pause, Millis{7});
  EXPECT_EQ(step.repeat, 2);
  ASSERT_EQ(step.raw->answers.size(), 1u);
  EXPECT_TRUE(step.raw->answers[0].to_head && step.raw->answers[0].or_close);
  EXPECT_EQ(step.raw->answers[0].expect.statuses, (std::vector<int>{200, 400}));
}

TEST(Parse, ManyPiecesAndAnswersAlike) {
  Spec spec = good(R"(env = { IDLE_MS = "900" }
[[step]]
raw = ["a", { text = "bc", times = 2, pieces = 3 }]
takes_kib_per_second = 5
[[step.answer]]
status = 100
[[step.answer]]
times = 4
status = 200
[[step]]
request = "GET /"
repeat = 9
all_within_ms = 70
)");
  const Raw& raw = spec.steps[0].raw.value();
  EXPECT_EQ(pieces_of(raw, start), (std::vector<std::string>{"a", "bcbc", "bcbc", "bcbc"}));
  EXPECT_EQ(raw.takes_per_second, 5u << 10);
  ASSERT_EQ(raw.answers.size(), 5u);
  EXPECT_EQ(raw.answers[0].expect.statuses, std::vector<int>{100});
  for (std::size_t i = 1; i < 5; ++i) EXPECT_EQ(raw.answers[i].expect.statuses, std::vector<int>{200});
  EXPECT_EQ(spec.steps[1].all_within, Millis{70});
  EXPECT_EQ(spec.env.at(0).second, "900");
  EXPECT_TRUE(is_apart(spec));
  EXPECT_FALSE(is_apart(good("[[step]]\nrequest = \"GET /\"\n")));
}

TEST(Parse, PipelinesGoOutInOnePiece) {
  Spec spec = good(R"([[step]]
chunks_at = "every"
[[step.pipeline]]
request = "HEAD /a"
[[step.pipeline]]
request = "POST /b"
text = "x"
expect = { status = 201 }
)");
  const Raw& raw = *spec.steps[0].raw;
  auto pieces = pieces_of(raw, start);
  const std::string all = "HEAD /a HTTP/1.1\r\nHost: 127.0.0.1:8123\r\n\r\n"
                          "POST /b HTTP/1.1\r\nHost: 127.0.0.1:8123\r\nContent-Length: 1\r\n\r\nx";
  EXPECT_EQ(pieces, std::vector{all});
  EXPECT_TRUE(raw.answers[0].to_head);
  EXPECT_FALSE(raw.answers[1].to_head);
  EXPECT_EQ(count_of_scripts(raw, pieces), all.size() - 1);
  EXPECT_EQ(cut(raw, pieces, 0), (std::vector{all.substr(0, 1), all.substr(1)}));
  EXPECT_EQ(cut(raw, pieces, all.size() - 2).back(), "x");
}

TEST(Parse, EveryMistakeIsShownAtItsPlace) {
  std::vector<Mistake> all = mistakes();
  all.insert(all.end(), mistakes_of_bytes().begin(), mistakes_of_bytes().end());
  for (const Mistake& mistake : all) {
    SCOPED_TRACE(mistake.text);
    Errors errors = parse_check(mistake.text).errors;
    ASSERT_FALSE(errors.empty());
    EXPECT_EQ(errors.size(), 1u) << errors.back().what;
    const Error& error = errors.front();
    EXPECT_NE(error.what.find(mistake.what), std::string::npos) << error.what;
    EXPECT_NE(error.help.find(mistake.help), std::string::npos) << error.help;
    EXPECT_EQ(error.label->span.line, mistake.line);
    EXPECT_EQ(error.label->span.column, mistake.column);
    EXPECT_EQ(error.label->span.length, mistake.length);
  }
}

TEST(Parse, AllMistakesAreFound) {
  EXPECT_EQ(parse_check("[[step]]\nrequest = \"GET\"\n[[step]]\nrequest = \"GET /${a}\"\nclients = 0\nexpect "
                        "= { status = 1 }\n")
                .errors.size(),
            4u);
}

TEST(Parse, Settings) {
  auto document = Document::parse(
      "exercise.toml", "ready = \"/health\"\nstart_ms = 100\nstep_ms = 20\nenv = { A_1 = \"x y\" }\n");
  Reader table(*document, document->table(), {});
  Settings settings = parse_settings(table);
  EXPECT_EQ(settings.ready, "/health");
  EXPECT_EQ(settings.start, Millis{100});
  EXPECT_EQ(settings.step, Millis{20});
  EXPECT_EQ(settings.env, (decltype(settings.env){{"A_1", "x y"}}));
  EXPECT_TRUE(document->errors().empty());
  auto wrong = Document::parse("exercise.toml", "ready = \"health\"\nstep_ms = 0\n");
  Reader other(*wrong, wrong->table(), {});
  (void)parse_settings(other);
  EXPECT_EQ(wrong->errors().size(), 2u);
  auto env = Document::parse("exercise.toml",
                             "[env]\nPORT = \"1\"\nmode = \"x\"\n1A = \"x\"\nA = 1\nB = \"\\u0000\"\n");
  Reader third(*env, env->table(), {});
  (void)parse_settings(third);
  EXPECT_EQ(env->errors().size(), 5u);
}

Settings settings_of(const std::string& text, std::vector<std::string>& mistakes) {
  auto document = Document::parse("exercise.toml", text);
  Reader table(*document, document->table(), {});
  Settings settings = parse_settings(table);
  for (const Error& error : document->errors()) mistakes.push_back(error.what);
  return settings;
}

TEST(Parse, AProfileForEarlierStages) {
  std::vector<std::string> mistakes;
  const Settings settings = settings_of(
      "[profile]\nenv = { A = \"1\" }\nsilent_connections = 2\nconnection_per_request = true\n", mistakes);
  EXPECT_EQ(mistakes, std::vector<std::string>{});
  EXPECT_EQ(settings.profile.env, (decltype(settings.env){{"A", "1"}}));
  EXPECT_EQ(settings.profile.silent_connections, 2);
  EXPECT_TRUE(settings.profile.connection_per_request);
  EXPECT_TRUE(settings.around.none());
  (void)settings_of("profile = {}\n", mistakes);
  (void)settings_of("profile = { silent_connections = 101, env = { PORT = \"1\" }, silence = 1 }\n",
                    mistakes);
  EXPECT_EQ(mistakes, (std::vector<std::string>{"a profile says what is different for earlier stages",
                                                "`PORT` cannot name a variable",
                                                "`silent_connections` must be from 1 to 100",
                                                "unknown key `silence`"}));
}

TEST(Parse, TheProfilesOfLaterStagesAddUp) {
  Settings earlier, second, third;
  second.profile = {{{"A", "2"}, {"B", "2"}}, 3, true};
  third.profile = {{{"A", "3"}}, 1, false};
  const Profile around = under_profile(under_profile(earlier, second), third).around;
  EXPECT_EQ(around.env, (decltype(around.env){{"B", "2"}, {"A", "3"}}));
  EXPECT_EQ(around.silent_connections, 3);
  EXPECT_TRUE(around.connection_per_request);
}

const std::string small_tree = "[tree]\nvariable = \"DOC_ROOT\"\nroot = \"public\"\n"
                               "[[tree.file]]\npath = \"public/tea.txt\"\ntext = \"two\"\n";

TEST(Parse, ATreeOfFiles) {
  std::vector<std::string> mistakes;
  const Settings settings = settings_of(
      small_tree + "modified = 2024-05-01T13:00:01+01:00\n[[tree.file]]\npath = \"a\"\nlink = \"../b\"\n"
                   "[[tree.file]]\npath = \"p\"\npipe = true\n[[tree.file]]\npath = \"z\"\nzeros = 7\n",
      mistakes);
  EXPECT_EQ(mistakes, std::vector<std::string>{});
  ASSERT_TRUE(settings.tree);
  const auto& entries = settings.tree->entries;
  ASSERT_EQ(entries.size(), 4u);
  EXPECT_EQ(bytes_of(entries[0].content, {}, 0), "two");
  EXPECT_EQ(entries[0].modified->time_since_epoch().count(), 1714564801);
  EXPECT_EQ(entries[1].target, "../b");
  EXPECT_EQ(entries[2].kind, TreeEntry::Kind::pipe);
  EXPECT_EQ(entries[3].zeros, 7u);
}

TEST(Parse, ATreeThatCannotBeIsRefused) {
  const auto mistakes_of = [](const std::string& more) {
    std::vector<std::string> mistakes;
    (void)settings_of(small_tree + more, mistakes);
    return mistakes;
  };
  const auto file = [](const std::string& path, const std::string& more) {
    return "[[tree.file]]\npath = \"" + path + "\"\n" + more + "\n";
  };
  using Mistakes = std::vector<std::string>;
  EXPECT_EQ(mistakes_of(file("public/tea.txt", "text = \"\"")), Mistakes{"`public/tea.txt` comes twice"});
  EXPECT_EQ(mistakes_of(file("public/tea.txt/x", "text = \"\"")), Mistakes{"`public/tea.txt` is no folder"});
  EXPECT_EQ(mistakes_of(file("public", "pipe = true")), Mistakes{"`public` is a folder already"});
  EXPECT_EQ(mistakes_of(file("public", "folder = true")), Mistakes{});
  EXPECT_EQ(mistakes_of(file("x", "pipe = true\nzeros = 3")), Mistakes{"an entry is one thing"});
  EXPECT_EQ(mistakes_of(file("x", "pipe = true\nmodified = 2024-05-01T12:00:00Z")),
            Mistakes{"only files have a time of their own"});
  EXPECT_EQ(mistakes_of(file("x", "text = \"\"\nmodified = 2024-05-01")),
            Mistakes{"`modified` is a date and time with its zone"});
  for (const char* path : {"../x", "/x", "a//b", "a/./b", "a/"})
    EXPECT_EQ(mistakes_of(file(path, "text = \"\"")), Mistakes{"this is no path in the tree"}) << path;
}

TEST(Parse, AStepChangesFilesOnlyWhereThereAreAny) {
  EXPECT_EQ(parse_check("[[step]]\nfile = { path = \"a\", text = \"b\" }\n").errors.at(0).what,
            "this server has no files");
}

TEST(Parse, OnlyPlainStepsKnowWhenABodyBegins) {
  EXPECT_EQ(good("[[step]]\nrequest = \"GET /\"\nexpect = { begins_within_ms = 5 }\n").steps[0].expect.begins,
            Millis{5});
  EXPECT_EQ(parse_check("[[step]]\nraw = \"x\"\n[[step.answer]]\nbegins_within_ms = 5\n").errors.size(), 1u);
}

} // namespace
} // namespace bex::http
