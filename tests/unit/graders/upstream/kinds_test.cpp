// The upstream in the kinds that have one.
#include "graders/command/command.hpp"
#include "graders/http/http.hpp"
#include "tests/unit/graders/upstream/upstream.hpp"

#include <gmock/gmock.h>

namespace bex::upstream {
namespace {

using testing::ElementsAre;

const std::string route = "[[upstream]]\nrequest = \"GET /a\"\nanswer = [{ text = \"${seed}\" }]\n";

template <auto parse_settings, auto parse>
auto read(const std::string& settings, const std::string& text, std::vector<std::string>& errors) {
  auto kind = Document::parse("exercise.toml", settings);
  Reader table(*kind, kind->table(), {});
  const auto known = parse_settings(table);
  table.finish();
  auto document = Document::parse("exercise.toml", text);
  Reader check(*document, document->table(), {});
  auto spec = parse(check, known, {});
  check.finish();
  for (auto* each : {kind.get(), document.get()})
    for (const Error& error : each->errors()) errors.push_back(error.what);
  return spec;
}
constexpr auto read_http = read<http::parse_settings, http::parse>;
constexpr auto read_command = read<command::parse_settings, command::parse>;

TEST(UpstreamKinds, Servers) {
  std::vector<std::string> errors;
  const std::string flow =
      "upstream = {}\n[[flow]]\nid = \"f\"\n[[flow.step]]\nrequest = \"POST /hooks\"\n"
      "json = \"${upstream}/a\"\n[[flow.step]]\narrived = \"GET /a\"\ncapture = { n = \"json:/n\" }\n";
  const auto spec =
      read_http(flow,
                "[[step]]\ncall = \"f\"\ncapture = { n = \"n\" }\n[[step]]\narrived = \"GET /a\"\n"
                "expect = { body = \"${n}\" }\n[[step]]\nrequest = \"GET ${upstream}\"\n" +
                    route,
                errors);
  EXPECT_THAT(errors, ElementsAre());
  EXPECT_EQ(spec.upstream.routes.size(), 1u);
  ASSERT_TRUE(spec.steps.at(1).arrived);
  EXPECT_EQ(spec.steps.at(1).arrived->lines.size(), 1u);
}

TEST(UpstreamKinds, ServersWithoutOne) {
  std::vector<std::string> errors;
  (void)read_http("", "[[step]]\narrived = \"GET /a\"\n" + route, errors);
  EXPECT_THAT(errors, ElementsAre("this exercise has no upstream", "this exercise has no upstream"));
  errors.clear();
  (void)read_http("", "[[step]]\nrequest = \"GET ${upstream}\"\n", errors);
  EXPECT_THAT(errors, ElementsAre("nothing is named `upstream` here"));
  errors.clear();
  (void)read_http("upstream = { variabel = \"X\" }", "[[step]]\nrequest = \"GET /\"\n", errors);
  EXPECT_THAT(errors, testing::SizeIs(1));
}

TEST(UpstreamKinds, Commands) {
  std::vector<std::string> errors;
  const auto spec = read_command(
      "upstream = {}", "[[step]]\nrun = []\nwithin_ms = 5\n[[step]]\narrived = \"GET /a\"\n" + route, errors);
  EXPECT_THAT(errors, ElementsAre());
  EXPECT_EQ(spec.steps.at(0).within, Millis{5});
  EXPECT_TRUE(spec.steps.at(1).arrived);
  (void)read_command("", "[[step]]\narrived = \"GET /a\"\n", errors);
  EXPECT_THAT(errors, ElementsAre("this exercise has no upstream"));
  errors.clear();
  (void)read_command("upstream = {}", "[[step]]\narrived = \"GET /a\"\ncapture = { a = \"body\" }\n", errors);
  EXPECT_THAT(errors, testing::SizeIs(1)); // nothing comes after it that could use it
}

} // namespace
} // namespace bex::upstream
