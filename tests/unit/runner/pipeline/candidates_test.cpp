#include "runner/pipeline/candidates.hpp"

#include "tests/support/fake_sandbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bex::pipeline {
namespace {

class NoEvents final : public Events {
 public:
  void on(const Event&) override {}
};

TEST(PipelineCandidates, TheFirstCompiledAndTheFirstInterpretedLanguageAreAskedAllCases) {
  const auto folder = std::move(*TempDir::make());
  model::Pack pack;
  model::Exercise exercise;
  exercise.id = "sum";
  exercise.kind = "stdio";
  exercise.folder = folder.path();
  for (const auto* solution :
       {"accepted/python/main.py", "accepted/python-short/main.py", "accepted/ruby/main.rb",
        "accepted/cpp/main.cpp", "accepted/rust/main.rs", "accepted/bash/main.sh"})
    ASSERT_TRUE(write_file(folder.path() / "solutions" / solution, ""));
  const auto languages =
      model::load_languages(fs::path(BEXERCISE_SOURCE_DIR) / "runner/languages.toml").value();
  test::FakeSandbox sandbox;
  test::FakeClock clock;
  NoEvents events;
  const auto candidates =
      candidates_for(pack, exercise, {sandbox, clock, events, languages, folder.path() / "cache"});
  ASSERT_TRUE(candidates);
  std::vector<std::string> further;
  for (const auto& one : *candidates)
    if (one.further) further.push_back(one.name);
  EXPECT_THAT(further, testing::UnorderedElementsAre("accepted/ruby", "accepted/rust", "accepted/bash"));
}

} // namespace
} // namespace bex::pipeline
