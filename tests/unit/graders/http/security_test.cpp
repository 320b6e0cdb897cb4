#include "graders/http/security.hpp"

#include "graders/http/step.hpp"
#include "graders/http/token.hpp"
#include "tests/support/http_observe.hpp"

#include <toml++/toml.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace bex::http {
namespace {

using test::FakeAnswer;
using test::with_json;

TEST(Spots, AreFilledInWhereTheyStand) {
  const Request get{"GET", "/x?photo=1&to=2&z=3", {}, std::nullopt};
  EXPECT_EQ(with_text(get, "to", "a b'").target, "/x?photo=1&to=a%20b%27&z=3");
  EXPECT_EQ(with_text(get, "z", "").target, "/x?photo=1&to=2&z=");
  const Request post{"POST", "/x", {{"Content-Length", "17"}}, R"({"a":{"b":"old"}})"};
  const Request filled = with_text(post, "/a/b", "O'Brien");
  EXPECT_EQ(filled.body, R"({"a":{"b":"O'Brien"}})");
  EXPECT_EQ(filled.headers[0].value, "21");
}

TEST(Redirects, LeadAwayAsABrowserReadsThem) {
  for (const char* away : {"https://a.example/", "//a.example", "/\\a.example/x", "\\\\a.example",
                           "https:a.example", "http://me.example@a.example/", "HTTP://A.EXAMPLE:80/",
                           "/\t/a.example", " //b.a.example", "http:///a.example?x"})
    EXPECT_TRUE(leads_to(away, "a.example")) << away;
  for (const char* here : {"/a.example", "/x?to=https://a.example/", "https://nota.example/", "a.example",
                           "http://a.example.me.example/", "http://me.example/@a.example", ""})
    EXPECT_FALSE(leads_to(here, "a.example")) << here;
}

// Servers that answer each request, by method, target and what a test asks for.
class SecurityTest : public test::ObserveTest {
 protected:
  // The first finding of a check whose only step has these lines, or the verdict.
  std::string first(const std::string& step, std::function<std::string(const std::string&)> server) {
    fake.requests.clear();
    fake.handler = [server = std::move(server)](const std::string& request) {
      return FakeAnswer{server(request)};
    };
    const Outcome outcome = grade("[[step]]\n" + step);
    if (outcome.findings.empty()) return std::string(name_of(outcome.verdict));
    const Finding& finding = outcome.findings[0];
    return finding.label + ": " + finding.want + ", " + finding.got + " (" + finding.where + ")";
  }

  static bool has(const std::string& request, const std::string& words) {
    return request.find(words) != std::string::npos;
  }
};

const std::string token = sign_token("{\"alg\":\"HS256\"}", "{\"sub\":\"ann\"}", "right key");
const std::string tokens =
    "request = \"GET /\"\nauth = { bearer = \"" + token +
    "\" }\nexpect = { status = 200 }\nsecurity = { forged_tokens = 401, token_key = \"right key\" }\n";

TEST_F(SecurityTest, ForgedTokensAreRefused) {
  const auto only = [](const std::string& request) {
    return with_json(has(request, token) ? 200 : 401, "{}");
  };
  EXPECT_EQ(first(tokens, only), "accepted");
  EXPECT_EQ(fake.requests.size(), 10u);
  EXPECT_EQ(first(tokens, [](const std::string&) { return with_json(200, "{}"); }),
            "status: 401, 200 (a token with alg none)");
  std::string text = tokens;
  text.replace(text.find(token), token.size(), "abc");
  EXPECT_EQ(first(text, [](const std::string&) { return with_json(200, "{}"); }),
            "token: a JWT: three parts in base64url, abc (the token of the server)");
}

const std::string owners =
    "request = \"GET /1\"\nauth = { bearer = \"hers\" }\nexpect = { status = 200 }\n"
    "[step.security.strangers]\nbearer = \"his\"\nmethods = [\"PUT\", \"DELETE\"]\njson = { a = 2 }\n";

TEST_F(SecurityTest, StrangersGetNothingAndChangeNothing) {
  std::string note = "{\"a\":1}";
  bool changes = false;
  const auto server = [&](const std::string& request) {
    if (changes && request.starts_with("PUT")) note = "{\"a\":2}";
    return has(request, "Bearer hers") ? with_json(200, note) : with_json(404, "{}");
  };
  EXPECT_EQ(first(owners, server), "accepted");
  EXPECT_EQ(fake.requests.size(), 11u);
  changes = true;
  EXPECT_EQ(first(owners, server), "body: {\"a\":1}, {\"a\":2} (GET after the PUT of another user)");
  EXPECT_EQ(first(owners, [](const std::string&) { return with_json(200, "{}"); }),
            "status: 401 or 403 or 404, 200 (GET of another user)");
  EXPECT_EQ(first(owners,
                  [](const std::string& request) {
                    return with_json(has(request, "Bearer his") ? 403 : 200, "{}");
                  }),
            "status: 401 or 403 or 404, 200 (GET of nobody)");
}

TEST_F(SecurityTest, SqlIsRefusedWhereItIsToOpenADoor) {
  const std::string login =
      "request = \"POST /in\"\njson = { name = \"ann\", word = \"x\" }\nexpect = { status = 201 }\n"
      "security = { sql_refused = { fields = [\"/name\", \"/word\"], status = 401 } }\n";
  const auto right = [](const std::string& request) {
    return with_json(has(request, R"({"name":"ann","word":"x"})") ? 201 : 401, "{}");
  };
  EXPECT_EQ(first(login, right), "accepted");
  EXPECT_EQ(fake.requests.size(), 13u);
  EXPECT_EQ(first(login,
                  [&](const std::string& request) {
                    return has(request, "ann' -- ") ? with_json(201, "{}") : right(request);
                  }),
            "status: 401, 201 (/name = ann' -- )");
}

TEST_F(SecurityTest, SqlFindsNoMoreThanAnyOtherTextThatIsNotThere) {
  const std::string search =
      "request = \"GET /?q=tea\"\nexpect = { status = 200 }\nsecurity = { sql_finds_nothing = \"q\" }\n";
  const auto right = [](const std::string& request) { // it repeats what it was asked for
    return with_json(200, "{\"q\":\"" + request.substr(0, request.find(" HTTP")) +
                              "\",\"n\":" + (has(request, "q=tea ") ? "1" : "0") + "}");
  };
  EXPECT_EQ(first(search, right), "accepted");
  EXPECT_EQ(fake.requests.size(), 7u);
  const auto fails = [&](const std::string& request) {
    return has(request, "%27 ") ? with_json(500, "{}") : right(request);
  };
  EXPECT_EQ(first(search, fails), "status: 200, 500 (q = zqxvkw')");
  const auto finds = [](const std::string& request) {
    return with_json(200, has(request, "OR") ? "[1]" : "[]");
  };
  EXPECT_EQ(first(search, finds), "body: [], as for zqxvkw, [1] (q = zqxvkw' OR '1'='1)");
}

TEST_F(SecurityTest, TextsComeBackAsTheyWereSent) {
  const std::string texts =
      "request = \"POST /notes\"\njson = { text = \"tea\" }\nexpect = { status = 201 }\n"
      "security = { texts_kept = { field = \"/text\" } }\n";
  std::map<std::string, std::string> notes;
  std::function<void(std::string&)> spoil = [](std::string&) {};
  const auto server = [&](const std::string& request) {
    const std::string target =
        request.substr(request.find(' ') + 1, request.find(" HTTP") - request.find(' ') - 1);
    if (request.starts_with("GET")) return with_json(200, notes[target]);
    const std::string path = "/notes/" + std::to_string(notes.size() + 1);
    notes[path] = request.substr(request.find("\r\n\r\n") + 4);
    spoil(notes[path]);
    return with_json(201, "{}", "Location: " + path + "\r\n");
  };
  EXPECT_EQ(first(texts, server), "accepted");
  EXPECT_EQ(fake.requests.size(), 15u);
  notes.clear();
  spoil = [](std::string& text) { std::erase(text, '\''); };
  EXPECT_EQ(first(texts, server), "body /text: \"O'Brien\", \"OBrien\" (GET of it)");
  notes.clear();
  spoil = [&](std::string& text) {
    if (has(text, "DROP")) notes.begin()->second = "{}";
  };
  EXPECT_TRUE(first(texts, server).starts_with("body: {\"text\":\"tea\"}, {} (GET of the first, again)"));
}

TEST_F(SecurityTest, ValuesMakeNoHeader) {
  const std::string header =
      "request = \"GET /?set=de\"\nexpect = { status = 200 }\nsecurity = { header_injection = \"set\" }\n";
  EXPECT_EQ(first(header, [](const std::string&) { return with_json(200, "{}"); }), "accepted");
  EXPECT_EQ(fake.requests.size(), 4u);
  const auto makes = [](const std::string& request) {
    return with_json(200, "{}", has(request, "%0D%0A") ? "X: de\r\nInjected-Canary: 1\r\n" : "");
  };
  EXPECT_EQ(first(header, makes),
            "header Injected-Canary: not there: it came in a value, 1 (set with CR and LF in it)");
  const auto bare = [](const std::string& request) {
    return with_json(200, "{}",
                     has(request, "%0A") && !has(request, "%0D") ? "X: de\nInjected-Canary: 1\r\n" : "");
  };
  EXPECT_TRUE(first(header, bare).starts_with("protocol: lines end with CR LF"));
}

TEST_F(SecurityTest, RedirectsStayHere) {
  const std::string go =
      "request = \"GET /go?to=/x\"\nexpect = { status = 302 }\nsecurity = { open_redirect = \"to\" }\n";
  const auto to = [](const std::string& place) {
    return "HTTP/1.1 302 X\r\nLocation: " + place + "\r\nContent-Length: 0\r\n\r\n";
  };
  EXPECT_EQ(first(go, [&](const std::string&) { return to("/x"); }), "accepted");
  EXPECT_EQ(fake.requests.size(), 10u);
  EXPECT_EQ(
      first(go,
            [&](const std::string& request) {
              return to(has(request, "to=%2F%2F") ? "//elsewhere.example/" : "/x");
            }),
      "header Location: a place of this server, or none, //elsewhere.example/ (to = //elsewhere.example/)");
}

TEST_F(SecurityTest, FilesOfOutsideAreNotShown) {
  const std::string file =
      "request = \"GET /files/tea.txt\"\nexpect = { status = 200 }\nsecurity = { path_traversal = true }\n";
  const auto none = [](const std::string& request) {
    return with_json(has(request, "tea.txt") ? 200 : 404, "tea");
  };
  EXPECT_EQ(first(file, none), "accepted");
  const std::size_t all = fake.requests.size();
  EXPECT_GT(all, 8u);
  const auto shows = [&](const std::string& request) {
    return has(request, "/files/..%2f..%2f") ? with_json(200, "root:x:0:0:root:/:/bin/sh\n") : none(request);
  };
  EXPECT_TRUE(first(file, shows).starts_with("body: no file from outside of its folder, root:x:0:0:root"));
  const std::string named = "request = \"GET /get?file=tea.txt\"\nexpect = { status = 200 }\nsecurity = { "
                            "path_traversal = \"file\" }\n";
  EXPECT_EQ(first(named, none), "accepted");
  EXPECT_TRUE(
      std::ranges::any_of(fake.requests, [](const std::string& it) { return has(it, "file=..%2F..%2F"); }));
}

TEST(SecurityReader, MistakesAreNamed) {
  struct Mistake {
    const char *step, *what;
  };
  for (const auto& [step, what] :
       {Mistake{"request = \"GET /\"\nsecurity = { forged_tokens = 401 }", "this step sends no token"},
        Mistake{"request = \"GET /\"\nauth = { bearer = \"x\" }\nsecurity = { forged_tokens = 200 }",
                "a status from 400 to 499 stands here"},
        Mistake{"request = \"GET /\"\nsecurity = { token_key = \"x\" }",
                "it signs one of the `forged_tokens`"},
        Mistake{"request = \"PUT /\"\nsecurity = { strangers = { bearer = \"x\" } }",
                "whether something was changed is seen by GET"},
        Mistake{"request = \"GET /?q=1\"\nsecurity = { sql_finds_nothing = \"p\" }", "`p` is not there"},
        Mistake{"request = \"POST /\"\njson = { a = 1 }\nsecurity = { texts_kept = { field = \"/b\" } }",
                "`/b` is not there"},
        Mistake{"request = \"POST /\"\nsecurity = { sql_refused = { fields = [\"/b\"] } }",
                "`/b` is not there"},
        Mistake{"request = \"GET /\"\nclients = 2\nsecurity = { path_traversal = true }",
                "only a request that is sent once has others beside it"},
        Mistake{"request = \"GET /?u=x\"\nsecurity = { ssrf = { field = \"u\" } }",
                "this exercise has no upstream"},
        Mistake{"request = \"GET /?u=x\"\nsecurity = { ssrf = {} }", "there is no field to put it in"},
        Mistake{"request = \"GET /\"\nsecurity = { path_travers = true }", "unknown key `path_travers`"}}) {
    auto document = Document::parse("exercise.toml", step);
    Reader table(*document, document->table(), {});
    Scope scope;
    scope.rows = {{{"host", json_text("h")}}};
    (void)parse_step(table, scope);
    ASSERT_FALSE(document->errors().empty()) << what;
    EXPECT_EQ(document->errors()[0].what, what);
  }
}

// The attacks on a step whose request is this, while the upstream has been asked for these paths.
std::vector<Derived> fetches(const Request& request, const std::vector<std::string>& asked) {
  Security security;
  security.ssrf.emplace().field = request.body ? "/url" : "url";
  Exchange answered;
  answered.request = request;
  const Heard heard = [asked](const std::vector<std::string>& paths, Millis) {
    const auto found = std::ranges::find_first_of(paths, asked);
    return found == paths.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - paths.begin()));
  };
  return attack(security, answered, {{"upstream", json_text("http://127.0.0.1:12345")}}, heard);
}

std::string first_of(const Derived& derived, int status) {
  Response response;
  response.status = status;
  const auto findings = derived.look(response);
  return findings.empty() ? "" : findings[0].label + ": " + findings[0].want + ", " + findings[0].got;
}

TEST(Ssrf, WritesTheUpstreamInManyWays) {
  const Request post{"POST", "/", {}, R"({"url":"http://a.example:80/x"})"};
  const auto all = fetches(post, {});
  std::vector<std::string> urls;
  for (const Derived& derived : all) urls.push_back(derived.name);
  for (const char* url :
       {"http://127.0.0.1:12345/canary/1", "http://localhost:12345/canary/2", "http://[::1]:12345/canary/6",
        "http://127.1:12345/canary/8", "http://2130706433:12345/canary/9",
        "http://a.example:80@127.0.0.1:12345/canary/14", "http://127.0.0.1:12345/canary/15?//a.example:80/"})
    EXPECT_TRUE(std::ranges::count(urls, std::string("/url = ") + url) == 1) << url;
  EXPECT_EQ(all.front().request.body, R"({"url":"http://127.0.0.1:12345/canary/1"})");
  const Request get{"GET", "/fetch?url=x&b=c", {}, std::nullopt};
  const auto asked = fetches(get, {});
  EXPECT_EQ(asked.size(), all.size() - 2); // nothing is known of what may be fetched
  EXPECT_EQ(asked.front().request.target, "/fetch?url=http%3A%2F%2F127.0.0.1%3A12345%2Fcanary%2F1&b=c");
}

TEST(Ssrf, IsRefusedOrAtLeastNotFetched) {
  const Request get{"GET", "/fetch?url=x", {}, std::nullopt};
  const auto quiet = fetches(get, {});
  EXPECT_EQ(first_of(quiet[0], 400), "");
  EXPECT_EQ(first_of(quiet[0], 502), "status: 400 or 403 or 422, 502"); // it has tried
  EXPECT_EQ(first_of(quiet[8], 502), "");                               // no name that it knows
  const auto fetched = fetches(get, {"/canary/9"});
  EXPECT_EQ(first_of(fetched[8], 400),
            "upstream: no request on behalf of a client, GET http://2130706433:12345/canary/9");
  EXPECT_EQ(first_of(fetched.back(), 400), first_of(fetched[8], 400));
}

} // namespace
} // namespace bex::http
