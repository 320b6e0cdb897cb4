#include "graders/http/derived.hpp"

#include "tests/support/http_observe.hpp"

#include <functional>
#include <string>
#include <vector>

namespace bex::http {
namespace {

using test::FakeAnswer;
using test::with_json;

// What a right server answers to each request that follows from one to /notes; a test changes one of them.
class DerivedTest : public test::ObserveTest {
 protected:
  std::function<std::string(const std::string& request, const std::string& right)> changed;

  DerivedTest() {
    fake.handler = [this](const std::string& request) {
      const std::string right = answer(request);
      return FakeAnswer{changed ? changed(request, right) : right};
    };
  }

  // "label: wanted, came" of the first finding, or the verdict where there is none.
  std::string first(const std::string& check) {
    const Outcome outcome = grade(check);
    if (outcome.findings.empty()) return std::string(name_of(outcome.verdict));
    const Finding& finding = outcome.findings[0];
    return finding.label + ": " + finding.want + ", " + finding.got + " (" + finding.where + ")";
  }

  static bool has(const std::string& request, const std::string& words) {
    return request.find(words) != std::string::npos;
  }

  static std::string answer(const std::string& request) {
    if (request.starts_with("GET /notes?") || has(request, "X-Padding")) {
      const bool target = request.starts_with("GET /notes?");
      return with_json(target ? 414 : 431, "{}");
    }
    if (request.starts_with("GET ")) {
      if (has(request, "If-None-Match: \"v1\"")) return "HTTP/1.1 304 X\r\nETag: \"v1\"\r\n\r\n";
      return with_json(200, "[1]", "ETag: \"v1\"\r\n");
    }
    if (request.starts_with("HEAD "))
      return "HTTP/1.1 200 X\r\nContent-Type: application/json\r\nETag: \"v1\"\r\nContent-Length: 3\r\n\r\n";
    if (request.starts_with("PUT ")) {
      if (request.size() > 2'000) return with_json(413, "{}");
      return with_json(request.ends_with("}") ? 200 : 400, "{}");
    }
    if (request.starts_with("OPTIONS ")) {
      const std::string own = has(request, "Origin: https://app.example\r\n")
                                  ? "Access-Control-Allow-Origin: https://app.example\r\n"
                                  : "";
      return "HTTP/1.1 204 X\r\n" + own +
             "Access-Control-Allow-Methods: get, put\r\nAccess-Control-Allow-Headers: Content-Type\r\n\r\n";
    }
    return with_json(405, "{}", "Allow: GET, HEAD, PUT\r\n");
  }
};

const std::string get = "[[step]]\nrequest = \"GET /notes\"\nexpect = { status = 200 }\n"
                        "[step.also]\nhead = true\nnot_modified = true\nagain = true\nlong_target = 3000\n"
                        "long_head = 3000\n";
const std::string put = "[[step]]\nrequest = \"PUT /notes\"\njson = { a = 1 }\nexpect = { status = 200 }\n"
                        "[step.also]\ncut_json = 400\nonly_methods = [\"GET\", \"PUT\"]\nlong_body = 3000\n"
                        "preflight = \"https://app.example\"\nagain = true\n";

TEST_F(DerivedTest, ARightServerPasses) {
  EXPECT_EQ(first(get), "accepted");
  EXPECT_EQ(fake.requests.size(), 7u);
  EXPECT_EQ(first(put), "accepted");
}

TEST_F(DerivedTest, EachMistakeOfAServerIsFound) {
  struct Mistake {
    const std::string& check;
    const char* request; // that is answered wrongly: how it begins, or what it holds
    std::string answer;
    const char* told;
  };
  const std::string plain = "HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n";
  for (const Mistake& one : {
           Mistake{get, "HEAD ", with_json(404, ""), "status: 200, 404 (also HEAD)"},
           Mistake{get, "HEAD ", "HTTP/1.1 200 X\r\nETag: \"v1\"\r\n\r\n",
                   "header Content-Type: application/json, as for GET, not there (also HEAD)"},
           Mistake{get, "HEAD ", with_json(200, "", "ETag: \"v1\"\r\n"),
                   "header Content-Length: 3, or none, 0 (also HEAD)"},
           Mistake{get, "If-None-Match: \"v1\"", with_json(200, "[1]", "ETag: \"v1\"\r\n"),
                   "status: 304, 200 (also If-None-Match)"},
           Mistake{get, "If-None-Match: \"v1\"", "HTTP/1.1 304 X\r\n\r\n",
                   "header ETag: \"v1\", not there (also If-None-Match)"},
           Mistake{get, "If-None-Match: \"another", "HTTP/1.1 304 X\r\nETag: \"v1\"\r\n\r\n",
                   "status: 200, 304 (also If-None-Match with another tag)"},
           Mistake{get, "/notes?", with_json(200, "[1]"), "status: 414, 200 (also a long target)"},
           Mistake{get, "X-Padding", with_json(200, "[1]"), "status: 431, 200 (also a long header)"},
           Mistake{put, "{\"a\":1\0", with_json(200, "{}"),
                   "status: 400, 200 (also JSON without its last byte)"},
           Mistake{put, "POST ", plain, "status: 405, 200 (also POST)"},
           Mistake{put, "PATCH ", with_json(405, "{}", "Allow: GET\r\n"),
                   "header Allow: GET, PUT, GET (also PATCH)"},
           Mistake{put, "DELETE ", with_json(405, "{}", "Allow: GET, PUT, DELETE\r\n"),
                   "header Allow: without DELETE, GET, PUT, DELETE (also DELETE)"},
           Mistake{put, "xxxx", with_json(200, "{}"), "status: 413, 200 (also a long body)"},
           Mistake{put, "Origin: https://app", plain,
                   "header Access-Control-Allow-Origin: https://app.example, not there "
                   "(also a preflight of https://app.example)"},
           Mistake{put, "Origin: https://elsewhere",
                   "HTTP/1.1 204 X\r\nAccess-Control-Allow-Origin: https://elsewhere.example\r\n\r\n",
                   "header Access-Control-Allow-Origin: another value, or none, https://elsewhere.example "
                   "(also a preflight of another origin)"},
       }) {
    const bool ends = std::string_view(one.request).starts_with("{");
    changed = [&](const std::string& request, const std::string& right) {
      return (ends ? request.ends_with(one.request) : has(request, one.request)) ? one.answer : right;
    };
    EXPECT_EQ(first(one.check), one.told);
  }
}

TEST_F(DerivedTest, TheSameAgain) {
  int asked = 0;
  std::vector<int> statuses;
  changed = [&](const std::string&, const std::string&) {
    const int status = statuses.at(static_cast<std::size_t>(asked++));
    return status == 204 ? "HTTP/1.1 204 X\r\n\r\n" : with_json(status, std::to_string(asked));
  };
  const auto twice = [&](const std::string& method, std::vector<int> both) {
    statuses = std::move(both);
    asked = 0;
    return first("[[step]]\nrequest = \"" + method + " /a\"\nalso = { again = true }\n");
  };
  EXPECT_EQ(twice("PUT", {201, 200}), "accepted");
  EXPECT_EQ(twice("PUT", {200, 204}), "accepted");
  EXPECT_EQ(twice("PUT", {201, 201}), "status: 200 or 204, 201 (also the same PUT again)");
  EXPECT_EQ(twice("DELETE", {204, 404}), "accepted");
  EXPECT_EQ(twice("DELETE", {204, 500}), "status: 204 or 404 or 410, 500 (also the same DELETE again)");
  EXPECT_EQ(twice("GET", {200, 200}), "body: 1, 2 (also the same GET again)");
}

TEST(Derived, MistakesAreShownAtTheirPlace) {
  struct Mistake {
    const char* text;
    int column;
    const char* what;
  };
  for (const Mistake& one :
       {Mistake{"also = { hed = true }", 10, "unknown key `hed`"},
        Mistake{"also = { head = true }", 17, "HEAD stands beside GET"},
        Mistake{"also = { not_modified = true }", 25, "a tag is compared for GET"},
        Mistake{"also = { again = true }", 18, "only GET, PUT and DELETE may be sent twice"},
        Mistake{"also = { cut_json = 400 }", 21, "there is no JSON to cut"},
        Mistake{"also = { cut_json = 500 }", 21, "a status from 400 to 499"},
        Mistake{"also = { only_methods = [\"GET\"] }", 25, "POST is not among them"},
        Mistake{"also = { long_body = 3 }", 22, "`long_body` must be from 16"},
        Mistake{"also = { preflight = \"${o}\" }", 22, "nothing is named `o` here"}}) {
    auto document =
        Document::parse("exercise.toml", "[[step]]\n" + std::string(one.text) + "\nrequest = \"POST /\"\n");
    Reader table(*document, document->table(), {});
    (void)parse(table, {}, {});
    table.finish();
    ASSERT_FALSE(document->errors().empty()) << one.text;
    EXPECT_TRUE(document->errors()[0].what.starts_with(one.what)) << document->errors()[0].what;
    EXPECT_EQ(document->errors()[0].label->span.column, one.column) << one.text;
  }
}

} // namespace
} // namespace bex::http
