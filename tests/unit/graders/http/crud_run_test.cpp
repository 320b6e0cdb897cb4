#include "graders/http/crud_run.hpp"

#include "graders/http/pattern_reader.hpp"
#include "graders/http/step.hpp"
#include "tests/support/crud_api.hpp"

#include <toml++/toml.h>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bex::http {
namespace {

using test::CrudApi;
using test::CrudBug;

Crud notes() {
  Crud crud;
  crud.fields = {{{"text", Draw::Kind::text, 0, 12}, json_text("")},
                 {{"kind", Draw::Kind::text, 1, 3}, json_text("")}};
  crud.create = {201};
  crud.read = crud.replace = crud.patch = {200};
  crud.remove = {204};
  crud.again = {404};
  crud.list = CrudList{{200}, "", true};
  return crud;
}

Request collection() {
  return {"GET", "/notes", {{"Host", "x"}}, std::nullopt};
}

CrudResult run(CrudApi& api, std::uint64_t seed, const Crud& crud = notes()) {
  return run_crud(crud, collection(), seed,
                  [&](const Request& request) { return std::optional(api(request)); });
}

std::vector<std::string> methods(const CrudPlay& play) {
  std::vector<std::string> all;
  for (const CrudTurn& turn : play.turns) all.push_back(turn.exchange.request.method);
  return all;
}

TEST(CrudRun, ARightServerPassesWithAnySeed) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CrudApi api(CrudBug::none);
    const CrudResult result = run(api, seed);
    EXPECT_TRUE(result.play.findings.empty()) << seed;
    EXPECT_GT(api.requests, 400);
  }
}

TEST(CrudRun, EachMistakeIsFoundWithAnySeedAndShownInFewRequests) {
  constexpr std::size_t most_requests = 5;
  for (int bug = static_cast<int>(CrudBug::put_keeps); bug <= static_cast<int>(CrudBug::reads_deleted);
       ++bug) {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
      CrudApi api(static_cast<CrudBug>(bug));
      const CrudResult result = run(api, seed);
      ASSERT_FALSE(result.play.findings.empty()) << bug << " seed " << seed;
      EXPECT_LE(result.play.turns.size(), most_requests) << bug << " seed " << seed;
    }
  }
}

TEST(CrudRun, WhatIsShownIsAsPlainAsItCanBe) {
  CrudApi api(CrudBug::stale_reads);
  const CrudPlay play = run(api, 1).play;
  const std::vector<std::string> get{"POST", "GET", "PATCH", "GET"}, put{"POST", "GET", "PUT", "GET"};
  EXPECT_TRUE(methods(play) == get || methods(play) == put);
  EXPECT_EQ(play.turns[0].exchange.request.body, "{}");
}

TEST(CrudRun, TheStoryTellsRequestsAnswersAndWhatIsDue) {
  CrudApi api(CrudBug::delete_again);
  const CrudResult result = run(api, 1);
  const auto exhibits = story_of(result);
  ASSERT_EQ(exhibits.size(), 2u);
  EXPECT_TRUE(exhibits[0].title.ends_with(" that were asked"));
  const std::string id = result.play.turns[1].exchange.request.target;
  EXPECT_EQ(exhibits[0].text, "1  POST /notes {}\n   201 {\"id\":" + id.substr(7) +
                                  ",\"text\":\"\",\"kind\":\"\"}\n2  DELETE " + id + "\n   204\n3  DELETE " +
                                  id + "\n   204\n");
  EXPECT_EQ(exhibits[1].text, "404\n");
  EXPECT_TRUE(exhibits[1].expected);
}

TEST(CrudRun, WhatWasThereBeforeIsLeftAlone) {
  CrudApi api(CrudBug::none);
  Request post = collection();
  post.method = "POST";
  post.body = "{\"text\":\"mine\"}";
  (void)api(post);
  EXPECT_TRUE(run(api, 3).play.findings.empty());
  EXPECT_EQ(api(collection()).response.body,
            R"([{"id":1,"text":"mine","kind":""}])"); // and nothing else stays
}

TEST(CrudRun, AnIdCanBeInLocation) {
  Crud crud = notes();
  crud.list.reset();
  crud.in_location = true;
  for (const CrudBug bug : {CrudBug::none, CrudBug::id_comes_back, CrudBug::patch_clears}) {
    CrudApi api(bug);
    const CrudResult result = run_crud(crud, collection(), 1, [&](const Request& request) {
      Exchange exchange = api(request);
      if (request.method == "POST") {
        const Json body = *parse_json(exchange.response.body);
        exchange.response.headers.push_back(
            {"Location", "http://127.0.0.1:80/notes/" + body.find("id")->number()->digits});
        exchange.response.body.clear();
      }
      return std::optional(std::move(exchange));
    });
    EXPECT_EQ(result.play.findings.empty(), bug == CrudBug::none);
  }
}

TEST(CrudRun, AServerThatIsGoneIsNobodysDifference) {
  CrudApi api(CrudBug::none);
  int left = 7;
  const CrudResult result = run_crud(notes(), collection(), 1, [&](const Request& request) {
    return left-- > 0 ? std::optional(api(request)) : std::nullopt;
  });
  EXPECT_TRUE(result.play.lost);
  EXPECT_TRUE(result.play.findings.empty());
}

TEST(CrudRun, AnAnswerThatIsNoneIsToldWithoutMoreTrials) {
  CrudApi api(CrudBug::none);
  int asked = 0;
  const CrudResult result = run_crud(notes(), collection(), 1, [&](const Request& request) {
    Exchange exchange = api(request);
    if (++asked == 5) exchange.end = Exchange::End::silent;
    return std::optional(std::move(exchange));
  });
  ASSERT_EQ(result.play.findings.size(), 1u);
  EXPECT_EQ(result.play.findings[0].label, "answer");
  EXPECT_EQ(asked, 5);
}

TEST(CrudRun, AListThatIsNoneIsToldAtOnce) {
  CrudApi api(CrudBug::none);
  Crud crud = notes();
  crud.list->at = "/notes";
  const CrudResult result = run(api, 1, crud);
  ASSERT_EQ(result.play.turns.size(), 1u);
  EXPECT_EQ(result.play.findings.at(0).want, "an array");
  EXPECT_LT(api.requests, 10);
}

} // namespace
} // namespace bex::http
