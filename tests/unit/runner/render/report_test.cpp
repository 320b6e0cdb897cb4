#include "runner/render/render.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace bex::render {
namespace {

using model::CheckReport;
using model::Disclosure;
using testing::HasSubstr;
using testing::Not;

CheckReport check(std::string id, Verdict verdict) {
  CheckReport check;
  check.id = id;
  check.title = "Title of " + id;
  check.outcome.verdict = verdict;
  return check;
}

// As the pipeline fills it in: the counts follow from the checks.
model::Report report_of(std::vector<CheckReport> checks) {
  model::Report report;
  report.title = "Undo log";
  report.exercise = "undo-log";
  report.level = Level::namespaces;
  std::vector<Verdict> verdicts;
  for (const auto& one : checks) verdicts.push_back(one.outcome.verdict);
  report.verdict = aggregate(verdicts);
  report.total = static_cast<int>(checks.size());
  report.passed = static_cast<int>(std::count(verdicts.begin(), verdicts.end(), Verdict::accepted));
  report.checks = std::move(checks);
  return report;
}

CheckReport wrong_line() {
  auto wrong = check("redo", Verdict::wrong_answer);
  wrong.hints = {"What should be left to redo?", "Clear the second stack."};
  auto& evidence = wrong.outcome.evidence;
  evidence.sent = "ADD 1\nSHOW\n";
  evidence.expected = "1\n";
  evidence.came = "2\n";
  evidence.log = "debug\n";
  evidence.reproduce = "printf 'ADD 1\\nSHOW\\n' | ./prog";
  wrong.outcome.findings = {{"stdout", "1", "2", "line 1, column 1"}};
  return wrong;
}

std::string text_of(const model::Report& report, ReportOptions options = {}) {
  return render::report(report, Style{}, options);
}

TEST(Report, LinesForAShellStandBelowEachOther) {
  auto wrong = wrong_line();
  wrong.outcome.evidence.reproduce =
      "bexercise test\n# its requests\ncurl a\n" + std::string(2'000, 'x') + "\ncurl \x1b[1m";
  const std::string text = text_of(report_of({wrong}));
  const auto from = text.find("  try it\n");
  ASSERT_NE(from, std::string::npos);
  EXPECT_TRUE(text.substr(from).starts_with(
      "  try it\n    bexercise test\n    # its requests\n    curl a\n    curl "))
      << text.substr(from);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(Report, TheFirstFailureComesFirstAndWhole) {
  auto report = report_of(
      {check("basic", Verdict::accepted), wrong_line(), check("speed", Verdict::time_limit_exceeded)});
  report.previous_passed = 0;
  report.took = Millis(1500);
  EXPECT_EQ(text_of(report), "✓ 1 of 3 checks passed\n"
                             "  ✗ wrong answer         redo   Title of redo\n"
                             "  ✗ time limit exceeded  speed  Title of speed\n"
                             "\n"
                             "✗ wrong answer in redo: Title of redo\n"
                             "  sent\n"
                             "    │ ADD 1\n"
                             "    │ SHOW\n"
                             "  stdout, line 1, column 1: the first difference\n"
                             "    expected 1 │ 1\n"
                             "    came     1 │ 2\n"
                             "               │ ^\n"
                             "  its log (stderr)\n"
                             "    │ debug\n"
                             "  hint: What should be left to redo?\n"
                             "  try it\n"
                             "    printf 'ADD 1\\nSHOW\\n' | ./prog\n"
                             "\n"
                             "1/3 checks passed, 1 more than last time · sandbox L2 · 1.50 s\n"
                             "1 more failure: bexercise test --all\n");
}

TEST(Report, AllShowsEveryFailure) {
  const auto text = text_of(report_of({wrong_line(), check("speed", Verdict::too_slow)}), {true, false});
  EXPECT_THAT(text, HasSubstr("✗ wrong answer in redo: Title of redo\n"));
  EXPECT_THAT(text, HasSubstr("✗ too slow in speed: Title of speed\n"));
  EXPECT_THAT(text, Not(HasSubstr("--all")));
}

TEST(Report, APassIsShortAndTellsWhatIsNext) {
  auto report = report_of({check("a", Verdict::accepted), check("b", Verdict::accepted)});
  EXPECT_EQ(
      text_of(report),
      "✓ all checks passed: Undo log\n2/2 checks passed · sandbox L2\nto record it: bexercise submit\n");
  report.recorded = true;
  report.next_exercise = "ring-buffer";
  report.next_title = "Ring buffer";
  report.previous_passed = 2;
  EXPECT_EQ(text_of(report, {false, true}), "✓ all checks passed: Undo log\n"
                                            "2/2 checks passed, as many as last time · sandbox L2\n"
                                            "opened Ring buffer: bexercise next\n");
}

TEST(Report, HiddenChecksAreNeverPartOfAllPassed) {
  auto hidden = wrong_line();
  hidden.disclosure = Disclosure::hidden;
  const auto text = text_of(report_of({check("a", Verdict::accepted), hidden}));
  EXPECT_THAT(text, HasSubstr("✓ all visible checks passed: Undo log\n"));
  EXPECT_THAT(text, HasSubstr("✗ wrong answer in a hidden check\n"));

  auto left_out = report_of({check("a", Verdict::accepted)});
  left_out.total = 2; // one that only a submit runs
  EXPECT_THAT(text_of(left_out), HasSubstr("all visible checks passed"));
}

struct DisclosureCase {
  Disclosure disclosure;
  bool title, actual, expected;
};
class Disclosures : public testing::TestWithParam<DisclosureCase> {};

// Words and JSON show the same, and nothing beyond what the author lets be seen.
TEST_P(Disclosures, AreKept) {
  const auto& [disclosure, title, actual, expected] = GetParam();
  auto secret = check("secret-id", Verdict::wrong_answer);
  secret.title = "secret-title";
  secret.hints = {"secret-hint"};
  secret.disclosure = disclosure;
  secret.outcome.evidence = {"the-sent\n", "the-came\n",    "the-expected\n",
                             "the-log\n",  "the-reproduce", "the-remark"};
  secret.outcome.findings = {{"stdout", "the-expected", "the-came", "line 1, column 5"},
                             {"leak", "the-want", "the-got", ""}};
  const auto report = report_of({secret});
  for (const auto& text : {text_of(report, {true, true}), report_json(report, "test", 1)}) {
    for (const auto* word : {"secret-id", "secret-title", "secret-hint"})
      EXPECT_EQ(text.find(word) != std::string::npos, title) << word << text;
    for (const auto* word : {"the-sent", "the-came", "the-log", "the-reproduce", "the-remark", "the-got"})
      EXPECT_EQ(text.find(word) != std::string::npos, actual) << word << text;
    for (const auto* word : {"the-expected", "the-want"})
      EXPECT_EQ(text.find(word) != std::string::npos, expected) << word << text;
  }
}
INSTANTIATE_TEST_SUITE_P(Report, Disclosures,
                         testing::Values(DisclosureCase{Disclosure::full, true, true, true},
                                         DisclosureCase{Disclosure::actual_only, true, true, false},
                                         DisclosureCase{Disclosure::kind_only, true, false, false},
                                         DisclosureCase{Disclosure::hidden, false, false, false}));

TEST(Report, HttpFindingsAreListed) {
  auto wrong = check("create", Verdict::wrong_answer);
  wrong.outcome.findings = {{"status", "201", "500", ""},
                            {"header Location", "@regex:^/notes/", "", ""},
                            {"body /title", std::string(70, 'w'), "x\ny", ""}};
  wrong.outcome.evidence.came = "HTTP/1.1 500 Oops\r\nContent-Length: 1\r\n\r\nx";
  const auto text = text_of(report_of({wrong}));
  EXPECT_THAT(text, HasSubstr("  not as expected\n"
                              "    status: expected 201, came 500\n"
                              "    header Location: expected @regex:^/notes/, came nothing\n"
                              "    body /title\n"
                              "      expected " +
                              std::string(43, 'w') +
                              "… [27 more bytes]\n"
                              "      came     x\\ny\n"));
  EXPECT_THAT(text, HasSubstr("  came\n    │ HTTP/1.1 500 Oops\n    │ Content-Length: 1\n    │\n    │ x\n"));
}

TEST(Report, ManyFindingsAreCutWithACount) {
  auto wrong = check("create", Verdict::wrong_answer);
  for (int i = 0; i < 9; ++i) wrong.outcome.findings.push_back({"header X", "1", "2", ""});
  EXPECT_THAT(text_of(report_of({wrong})), HasSubstr("    [… 3 more differences]\n"));
}

TEST(Report, AProtocolFaultHasACaretUnderItsByte) {
  auto wrong = check("head", Verdict::protocol_violation);
  wrong.outcome.findings = {{"protocol", "no blank may stand before the colon", " ", "byte 18"}};
  wrong.outcome.evidence.came = "HTTP/1.1 200 OK\r\nA : 1\r\n\r\n";
  EXPECT_THAT(text_of(report_of({wrong})), HasSubstr("  not valid HTTP, byte 18\n"
                                                     "    no blank may stand before the colon\n"
                                                     "    │ A·:·1␍¶\n"
                                                     "    │  ^\n"));
}

TEST(Report, AServerThatDiedIsToldInASentence) {
  auto dead = check("life", Verdict::run_time_error);
  dead.outcome.findings = {{"server", "runs until it is stopped", "exited with code 1", ""}};
  dead.outcome.measured = Measured{};
  dead.outcome.measured->ending = "exited with code 1";
  dead.outcome.evidence.log = "Traceback\nKeyError: 'id'\n";
  EXPECT_THAT(text_of(report_of({dead})), HasSubstr("✗ run time error in life: Title of life\n"
                                                    "  the server exited with code 1\n"
                                                    "  expected: a server that runs until it is stopped\n"
                                                    "  its log (stderr)\n"
                                                    "    │ Traceback\n"
                                                    "    │ KeyError: 'id'\n"));
}

TEST(Report, ACheckersMessageIsQuoted) {
  auto wrong = check("order", Verdict::wrong_answer);
  wrong.outcome.findings = {{"checker", "", "item 3 comes before item 2\n", ""}};
  wrong.outcome.evidence.came = "3 2\n";
  EXPECT_THAT(text_of(report_of({wrong})), HasSubstr("  the checker says\n    │ item 3 comes before item 2\n"
                                                     "  came\n    │ 3 2\n"));
}

TEST(Report, ABlankDifferenceIsNamedOnce) {
  auto wrong = wrong_line();
  wrong.outcome.evidence.came = "1";
  wrong.outcome.evidence.remark = "only blanks and line ends differ";
  const auto text = text_of(report_of({wrong}));
  EXPECT_THAT(text, HasSubstr("  it differs only in the last newline: it is missing\n"));
  EXPECT_THAT(text, Not(HasSubstr("only blanks")));
}

TEST(Report, LimitsAreToldWithWhatWasMeasured) {
  const auto told = [](Verdict verdict, Measured measured) {
    auto slow = check("x", verdict);
    slow.outcome.measured = measured;
    return text_of(report_of({slow}));
  };
  Measured measured;
  measured.ending = "exited with code 3";
  measured.cpu = Millis(2010);
  measured.wall = Millis(30'000);
  measured.peak_memory = mib(300);
  measured.limits.cpu = Millis(2000);
  EXPECT_THAT(told(Verdict::time_limit_exceeded, measured),
              HasSubstr("  it used 2.01 s of processor time; the limit is 2.00 s\n"));
  EXPECT_THAT(told(Verdict::idle_limit_exceeded, measured),
              HasSubstr("the limit is 30.00 s\n  from start to end\n"));
  EXPECT_THAT(told(Verdict::memory_limit_exceeded, measured),
              HasSubstr("  it used 300 MiB of memory; the limit is 256 MiB\n"));
  EXPECT_THAT(told(Verdict::output_limit_exceeded, measured), HasSubstr("more than the limit of 8 MiB"));
  EXPECT_THAT(told(Verdict::process_limit_exceeded, measured),
              HasSubstr("more than 64 processes and threads"));
  EXPECT_THAT(told(Verdict::run_time_error, measured), HasSubstr("  it exited with code 3\n"));
  measured.runs = 3;
  EXPECT_THAT(told(Verdict::time_limit_exceeded, measured), HasSubstr("2.00 s, best of 3 runs\n"));
}

TEST(Report, NeitherTheMachineNorThePackIsTheLearnersFault) {
  auto skipped = check("go", Verdict::skipped);
  skipped.outcome.error =
      Error{ErrorKind::machine, "Go is not installed", std::nullopt, "sudo apt-get install golang", {}};
  auto report = report_of({check("a", Verdict::accepted), skipped});
  report.recorded = true;
  auto text = text_of(report, {false, true});
  EXPECT_THAT(
      text,
      HasSubstr(
          "○ skipped in go: Title of go\n  this machine lacks what it needs; it does not count against you\n"
          "error: Go is not installed\n  = help: sudo apt-get install golang\n"));
  EXPECT_THAT(text, HasSubstr("recorded as partial"));

  auto broken = check("gen", Verdict::judge_error);
  broken.outcome.error = Error{ErrorKind::pack, "the generator failed", std::nullopt, "", {}};
  text = text_of(report_of({broken, wrong_line()}));
  EXPECT_THAT(text, HasSubstr("\n✗ wrong answer in redo")); // what the learner can mend comes first
  text = text_of(report_of({broken}));
  EXPECT_THAT(text, HasSubstr("! judge error in gen"));
  EXPECT_THAT(text,
              HasSubstr("not your program; it does not count\n  against you\nerror: the generator failed\n"));
}

TEST(Report, ABuildThatFailsShowsWhatTheCompilerSaid) {
  auto report = report_of({});
  report.total = 7;
  report.verdict = Verdict::compile_error;
  report.build = Outcome{};
  report.build->verdict = Verdict::compile_error;
  for (int i = 1; i <= 40; ++i) report.build->evidence.log += "main.cpp:" + std::to_string(i) + "\n";
  const auto text = text_of(report);
  EXPECT_THAT(text, HasSubstr("✗ compile error\n  what the build said\n    │ main.cpp:1\n"));
  EXPECT_THAT(text, HasSubstr("    │ main.cpp:30\n    ┆ [… 10 more lines]\n\n0/7 checks passed"));
}

TEST(Report, ABuildThatDidNotStartSaysWhy) {
  auto report = report_of({});
  report.verdict = Verdict::compile_error;
  report.build = Outcome{};
  report.build->verdict = Verdict::compile_error;
  report.build->error = fail(ErrorKind::usage, "could not execute make-it").value();
  EXPECT_THAT(text_of(report), HasSubstr("✗ compile error\nerror: could not execute make-it\n\n0/0"));
}

TEST(Report, FailuresOfEarlierStagesNameTheirStage) {
  auto earlier = wrong_line();
  earlier.exercise = "01-create";
  auto report = report_of({check("a", Verdict::accepted)});
  report.regression = {check("b", Verdict::accepted), earlier};
  report.verdict = Verdict::wrong_answer;
  const auto text = text_of(report);
  EXPECT_THAT(text, HasSubstr("✓ 1 of 1 check passed\n✓ 1 of 2 checks of earlier stages passed\n"));
  EXPECT_THAT(text, HasSubstr("✗ wrong answer in redo of stage 01-create: Title of redo\n"));
}

TEST(Report, ManyFailuresAreListedUpToAScreen) {
  std::vector<CheckReport> checks;
  for (int i = 0; i < 20; ++i) checks.push_back(check("c" + std::to_string(i), Verdict::wrong_answer));
  const auto text = text_of(report_of(checks));
  EXPECT_THAT(text, HasSubstr("✗ 0 of 20 checks passed\n"));
  EXPECT_THAT(text, HasSubstr("c7  Title of c7\n  [… 12 more]\n"));
  EXPECT_THAT(text, HasSubstr("19 more failures: bexercise test --all\n"));
}

TEST(Report, NoSandboxIsSaid) {
  auto report = report_of({check("a", Verdict::accepted)});
  report.level = Level::unsafe;
  EXPECT_THAT(text_of(report), HasSubstr("· no sandbox (--unsafe)\n"));
}

TEST(Report, FitsOneScreenWhateverAProgramPrints) {
  auto wrong = wrong_line();
  std::string flood;
  for (int i = 0; i < 10'000; ++i) flood += std::to_string(i) + std::string(300, '#') + "\n";
  wrong.outcome.evidence = {flood, flood, "x\n" + flood, flood, std::string(5000, 'r'), "remark"};
  wrong.outcome.findings = {{"stdout", "x", flood.substr(0, 301), "line 1, column 1"}};
  const auto text = text_of(report_of({wrong}));
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 60);
  EXPECT_LT(text.size(), 8000u);
}

TEST(Report, NothingSteersTheTerminal) {
  const std::string evil = "\x1b[2J\x1b]0;t\a\r\x9b"
                           "1m\u202E";
  auto wrong = check(evil, Verdict::wrong_answer);
  wrong.title = evil;
  wrong.hints = {evil};
  wrong.exercise = evil;
  wrong.outcome.evidence = {evil, evil, evil + "x", evil, evil, evil};
  wrong.outcome.findings = {
      {"stdout", evil + "x", evil, evil}, {"protocol", evil, evil, "byte 3"}, {evil, evil, evil, evil}};
  wrong.outcome.error = Error{ErrorKind::pack, evil, std::nullopt, evil, {evil}};
  auto broken = wrong;
  broken.outcome.verdict = Verdict::judge_error;
  auto report = report_of({wrong, broken});
  report.next_exercise = report.next_title = report.title = evil;
  for (const bool unicode : {true, false}) {
    const auto text = render::report(report, Style{false, unicode, false, 80}, {true, true});
    for (const auto* bad : {"\x1b", "\a", "\r", "\u202E"}) EXPECT_EQ(text.find(bad), std::string::npos);
  }
}

TEST(ReportJson, HasTheEnvelopeAndTheFigures) {
  auto slow = check("speed", Verdict::time_limit_exceeded);
  slow.outcome.measured = Measured{};
  slow.outcome.measured->cpu = Micros(2'010'500);
  slow.outcome.measured->peak_memory = kib(3);
  slow.outcome.evidence.came = "bad \xff byte";
  auto report = report_of({slow, check("a", Verdict::accepted)});
  report.took = Micros(1'500);
  const auto json = nlohmann::json::parse(report_json(report, "submit", 1));
  EXPECT_EQ(json["schema"], 1);
  EXPECT_EQ(json["command"], "submit");
  EXPECT_EQ(json["exit_code"], 1);
  EXPECT_EQ(json["verdict"], "time_limit_exceeded");
  EXPECT_EQ(json["passed"], 1);
  EXPECT_EQ(json["total"], 2);
  EXPECT_EQ(json["took_ms"], 1.5);
  EXPECT_EQ(json["level"], "L2");
  EXPECT_TRUE(json["previous_passed"].is_null());
  EXPECT_TRUE(json["build"].is_null());
  const auto& first = json["checks"][0];
  EXPECT_EQ(first["id"], "speed");
  EXPECT_EQ(first["came"], "bad \uFFFD byte");
  EXPECT_EQ(first["measured"]["cpu_ms"], 2010.5);
  EXPECT_EQ(first["measured"]["peak_memory_bytes"], 3072);
  EXPECT_EQ(first["measured"]["limits"]["memory_bytes"], 256u << 20);
  EXPECT_EQ(json["checks"][1]["verdict"], "accepted");
}

TEST(VerdictWords, AreAGlyphAndAWord) {
  EXPECT_EQ(verdict(Verdict::accepted, Style{}), "✓ accepted");
  EXPECT_EQ(verdict(Verdict::wrong_answer, Style{true, true, false, 80}), "\x1b[31m✗ wrong answer\x1b[0m");
  EXPECT_EQ(verdict(Verdict::skipped, Style{false, false, false, 80}), "- skipped");
  EXPECT_EQ(verdict(Verdict::judge_error, Style{}), "! judge error");
}

} // namespace
} // namespace bex::render
