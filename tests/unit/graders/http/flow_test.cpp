#include "graders/http/flow.hpp"

#include "tests/support/http_observe.hpp"

#include <string>
#include <vector>

namespace bex::http {
namespace {

using test::ObserveTest;
using test::with_json;

const std::string sign_in = R"([[flow]]
id = "sign-in"
parameters = ["name", "age"]
[[flow.step]]
request = "POST /sessions"
json = { user = "${name}", age = "${age}" }
capture = { token = "json:/token" }
expect = { status = 201 }
[[flow.step]]
request = "GET /me"
auth = { bearer = "${token}" }
expect = { status = 200 }
)";

Settings settings_of(const std::string& text, Errors& errors) {
  auto document = Document::parse("exercise.toml", text);
  Reader table(*document, document->table(), {});
  Settings settings = parse_settings(table);
  table.finish();
  errors.insert(errors.end(), document->errors().begin(), document->errors().end());
  return settings;
}

class FlowTest : public ObserveTest {
 protected:
  FlowTest() {
    Errors errors;
    settings = settings_of(sign_in, errors);
    settings.step = Millis{20};
    EXPECT_TRUE(errors.empty());
    fake.handler = [this](const std::string& request) {
      if (request.starts_with("POST /sessions "))
        return test::FakeAnswer{with_json(201, R"({"token":"t1"})")};
      const bool knows = request.find("Bearer t1\r\n") != std::string::npos;
      return test::FakeAnswer{with_json(knows ? 200 : status_of_strangers, R"({"kind":"tea"})")};
    };
  }
  int status_of_strangers = 401;
};

TEST_F(FlowTest, ACallTakesTheStepsWithItsValues) {
  Outcome outcome = grade(R"([[step]]
call = "sign-in"
with = { name = "ann", age = 30 }
capture = { ann = "token" }
[[step]]
request = "GET /notes"
auth = { bearer = "${ann}" }
expect = { status = 200 }
)");
  EXPECT_EQ(outcome.verdict, Verdict::accepted);
  ASSERT_EQ(fake.requests.size(), 3u);
  EXPECT_TRUE(fake.requests[0].ends_with("\r\n\r\n{\"user\":\"ann\",\"age\":30}")) << fake.requests[0];
}

TEST_F(FlowTest, AStepOfAFlowThatIsWrongNamesTheFlow) {
  fake.handler = [](const std::string&) { return test::FakeAnswer{with_json(201, R"({"token":"t2"})")}; };
  Outcome outcome = grade("[[step]]\ncall = \"sign-in\"\nwith = { name = \"ann\", age = 30 }\n");
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  ASSERT_EQ(outcome.findings.size(), 1u);
  EXPECT_EQ(outcome.findings[0].where, "flow sign-in step 2 of 2");
  EXPECT_TRUE(outcome.evidence.reproduce.starts_with("# its last request\ncurl")); // which alone would not do
}

TEST_F(FlowTest, AStepIsTakenWhenItsConditionsHold) {
  const std::string check = R"([[step]]
request = "GET /"
capture = { status = "status", kind = "json:/kind" }
[[step]]
when = { status = 401, kind = "@regex:^t" }
request = "POST /sessions"
capture = { token = "json:/token" }
[[step]]
when = { token = "@string" }
request = "GET /again"
auth = { bearer = "${token}" }
expect = { status = 200 }
[[step]]
request = "POST /last"
json = { token = "${token}" }
)";
  EXPECT_EQ(grade(check).verdict, Verdict::accepted);
  ASSERT_EQ(fake.requests.size(), 4u);
  EXPECT_TRUE(fake.requests[3].ends_with("{\"token\":\"t1\"}"));
  fake.requests.clear();
  status_of_strangers = 200;
  EXPECT_EQ(grade(check).verdict, Verdict::accepted);
  ASSERT_EQ(fake.requests.size(), 2u);
  EXPECT_TRUE(fake.requests[1].ends_with("{\"token\":null}")); // what was not captured
}

TEST_F(FlowTest, TrialsDrawAnew) {
  std::vector<std::string> seen;
  fake.handler = [&](const std::string& request) {
    seen.push_back(request.substr(0, request.find(" HTTP")));
    return test::FakeAnswer{with_json(seen.size() == 5 ? 500 : 200, "{}")};
  };
  Outcome outcome = grade("for_each = [{ p = \"a\" }, { p = \"b\" }]\ntrials = 3\ndraw = { w = \"word\" }\n"
                          "[[step]]\nrequest = \"GET /${p}/${trial}/${w}\"\nexpect = { status = 200 }\n");
  ASSERT_EQ(seen.size(), 5u);
  EXPECT_TRUE(seen[1].starts_with("GET /b/1/"));
  EXPECT_TRUE(seen[4].starts_with("GET /a/3/"));
  EXPECT_NE(seen[0].substr(9), seen[2].substr(9));
  EXPECT_EQ(outcome.findings.at(0).where, "row 1 of 2, trial 3 of 3");
}

struct Mistake {
  const char* text; // of the check
  int line, column;
  const char* what;
  const char* help;
};

TEST(Flow, MistakesInCallsAndConditions) {
  Errors none;
  const Settings settings = settings_of(sign_in, none);
  for (const Mistake& one : {
           Mistake{"[[step]]\ncall = \"sing-in\"\n", 2, 8, "there is no flow `sing-in`", "`sign-in`"},
           Mistake{"[[step]]\ncall = \"sign-in\"\nwith = { name = \"a\" }\n", 2, 8,
                   "the flow's parameter `age` is missing", "with"},
           Mistake{"[[step]]\ncall = \"sign-in\"\nwith = { name = \"a\", age = 1, nam = 2 }\n", 3, 31,
                   "`sign-in` has no parameter `nam`", "`name`"},
           Mistake{"[[step]]\ncall = \"sign-in\"\nwith = { name = \"${x}\", age = 1 }\n", 3, 17,
                   "nothing is named `x`", ""},
           Mistake{
               "[[step]]\ncall = \"sign-in\"\nwith = { name = \"a\", age = 1 }\ncapture = { t = \"tok\" }\n",
               4, 17, "captures no `tok`", "token"},
           Mistake{"[[step]]\ncall = \"sign-in\"\nwith = { name = \"a\", age = 1 }\nrepeat = 2\n", 4, 10,
                   "a flow is called once", ""},
           Mistake{"[[step]]\ncall = \"sign-in\"\nwith = { name = \"a\", age = 1 }\nrequest = \"GET /\"\n", 4,
                   1, "unknown key `request`", ""},
           Mistake{"[[step]]\nrequest = \"GET /\"\nwhen = { sed = 1 }\n", 3, 10, "nothing is named `sed`",
                   "`seed`"},
           Mistake{"[[step]]\nrequest = \"GET /\"\nwhen = {}\n", 3, 8, "there is no condition", ""},
           Mistake{"[[step]]\nstop = \"SIGTERM\"\nwhen = { seed = 1 }\n", 3, 8, "whether the server runs",
                   ""},
           Mistake{"trials = 101\n[[step]]\nrequest = \"GET /\"\n", 1, 10, "from 1 to 100", ""},
           Mistake{"draw = { w = \"word\" }\n[[step]]\nrequest = \"GET /\"\ncapture = { w = \"body\" }\n", 4,
                   13, "`w` is taken", ""},
           Mistake{"[[step]]\nrequest = \"GET /\"\nexpect = { schema = \"not\" }\n", 3, 21,
                   "there is no schema `not`", "http.schema.not"},
       }) {
    auto document = Document::parse("exercise.toml", one.text);
    Reader table(*document, document->table(), {});
    (void)parse(table, settings, {});
    table.finish();
    ASSERT_EQ(document->errors().size(), 1u) << one.text;
    const Error& error = document->errors()[0];
    EXPECT_TRUE(error.what.find(one.what) != std::string::npos) << error.what;
    EXPECT_TRUE(error.help.find(one.help) != std::string::npos) << error.help;
    EXPECT_EQ(error.label->span.line, one.line) << one.text;
    EXPECT_EQ(error.label->span.column, one.column) << one.text;
  }
}

TEST(Flow, MistakesInFlows) {
  const auto mistake = [](const std::string& text) {
    Errors errors;
    (void)settings_of(text, errors);
    return errors.size() == 1 ? errors[0].what : std::to_string(errors.size()) + " errors";
  };
  EXPECT_EQ(mistake(sign_in + sign_in), "`sign-in` comes twice");
  EXPECT_EQ(mistake("[[flow]]\nid = \"A\"\n[[flow.step]]\nrequest = \"GET /\"\n"),
            "an id is lower-case letters, digits and hyphens");
  EXPECT_EQ(mistake("[[flow]]\nid = \"a\"\n"), "a flow has at least one step");
  EXPECT_EQ(
      mistake("[[flow]]\nid = \"a\"\nparameters = [\"x\", \"x\"]\n[[flow.step]]\nrequest = \"GET /\"\n"),
      "`x` cannot name a parameter");
  EXPECT_EQ(mistake("[[flow]]\nid = \"a\"\n[[flow.step]]\nstop = \"SIGTERM\"\n"),
            "a flow does not stop or start the server");
  EXPECT_EQ(mistake("[[flow]]\nid = \"a\"\n[[flow.step]]\ncall = \"a\"\n"), "there is no flow `a` above");
  EXPECT_EQ(mistake("[[flow]]\nid = \"a\"\n[[flow.step]]\nrequest = \"GET /${who}\"\n"),
            "nothing is named `who` here");
}

TEST_F(FlowTest, ABodyIsHeldAgainstASchemaByName) {
  Errors errors;
  settings = settings_of(
      "[schema.note]\nrequired = [\"id\"]\nproperties = { kind = { const = \"coffee\" } }\n", errors);
  settings.step = Millis{20};
  Outcome outcome = grade("[[step]]\nrequest = \"GET /\"\nexpect = { schema = \"note\" }\n");
  EXPECT_EQ(outcome.verdict, Verdict::wrong_answer);
  ASSERT_EQ(outcome.findings.size(), 2u);
  EXPECT_EQ(outcome.findings[0].label, "body /id");
  EXPECT_EQ(outcome.findings[1].label, "body /kind");
  EXPECT_EQ(outcome.findings[1].got, "\"tea\"");
}

} // namespace
} // namespace bex::http
