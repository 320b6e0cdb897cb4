#include "runner/pipeline/proofs.hpp"

#include "sandboxes/base/file.hpp"
#include "tests/support/fake_sandbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bex::pipeline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class NoEvents final : public Events {
 public:
  void on(const Event&) override {}
};

class PipelineProofs : public testing::Test {
 protected:
  void SetUp() override {
    pack_.id = "pack";
    pack_.folder = folder_.path();
    for (const auto* id : {"a", "b", "c"}) {
      model::Exercise exercise;
      exercise.id = id;
      exercise.folder = folder_.path() / id;
      ASSERT_TRUE(write_file(exercise.folder / "exercise.toml", std::string("id = ") + id));
      pack_.exercises.push_back(exercise);
    }
  }
  std::string digest(std::size_t number) { return digest_of(pack_, pack_.exercises[number]).value_or("none"); }

  TempDir folder_ = std::move(*TempDir::make());
  model::Pack pack_;
};

TEST_F(PipelineProofs, ADigestIsOfEveryFile) {
  const auto before = digest(0), other = digest(1);
  ASSERT_TRUE(write_file(folder_.path() / "a/data/generate.py", "print()"));
  EXPECT_NE(digest(0), before);
  EXPECT_EQ(digest(1), other);
}

TEST_F(PipelineProofs, ProseProvesNothing) {
  const auto before = digest(0);
  for (const auto* name : {"README.md", "NOTES.md"})
    ASSERT_TRUE(write_file(folder_.path() / "a" / name, "a better sentence"));
  EXPECT_EQ(digest(0), before);
}

TEST_F(PipelineProofs, AStageDependsOnThoseBeforeIt) {
  pack_.staged = true;
  const auto first = digest(0), second = digest(1);
  ASSERT_TRUE(write_file(folder_.path() / "a/exercise.toml", "changed"));
  EXPECT_NE(digest(0), first);
  EXPECT_NE(digest(1), second);
}

TEST_F(PipelineProofs, ARecordIsReadAsItWasWritten) {
  EXPECT_THAT(*load_record(pack_), IsEmpty());
  const Record record = {{"a", digest(0)}, {"c", digest(2)}};
  ASSERT_TRUE(save_record(pack_, record));
  EXPECT_EQ(*load_record(pack_), record);
  ASSERT_TRUE(write_file(folder_.path() / "proofs.toml", "[proven\n"));
  EXPECT_THAT(load_record(pack_).error(), SizeIs(1));
}

TEST_F(PipelineProofs, WhatHasChangedIsAlwaysSelected) {
  Record record = {{"a", digest(0)}, {"b", digest(1)}, {"c", digest(2)}};
  ASSERT_TRUE(write_file(folder_.path() / "b/exercise.toml", "changed"));
  const auto none = select(pack_, record, 0, 7);
  EXPECT_THAT(none->changed, ElementsAre("b"));
  EXPECT_THAT(none->sampled, IsEmpty());
  const auto one = select(pack_, record, 1, 7);
  EXPECT_THAT(one->sampled, SizeIs(1));
  EXPECT_EQ(one->sampled, select(pack_, record, 1, 7)->sampled); // the seed decides
  EXPECT_THAT(select(pack_, record, 5, 7)->sampled, ElementsAre("a", "c"));
  EXPECT_THAT(select(pack_, {}, 0, 7)->changed, ElementsAre("a", "b", "c"));
}

TEST_F(PipelineProofs, OnlyWhatIsProvenIsKept) {
  test::FakeSandbox sandbox;
  test::FakeClock clock;
  NoEvents events;
  const std::vector<model::Language> languages;
  const Tools tools{sandbox, clock, events, languages, folder_.path() / "cache"};
  const KeptProofs kept(Earlier::one, tools);
  Proof proof;
  proof.exercise = "a", proof.solution = "accepted/python", proof.expected = proof.got = "accepted";
  proof.caught_by = {"x"};
  proof.took = Millis(12);
  kept.keep("digest", proof);
  EXPECT_FALSE(kept.find("digest", "accepted/python"));
  proof.state = Proof::State::proven;
  kept.keep("digest", proof);
  const auto found = kept.find("digest", "accepted/python");
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->kept);
  EXPECT_EQ(found->took, Millis(12));
  EXPECT_EQ(found->caught_by, proof.caught_by);
  EXPECT_FALSE(kept.find("another", "accepted/python"));
  EXPECT_FALSE(kept.find("digest", "accepted/cpp"));
  EXPECT_FALSE(KeptProofs(Earlier::every, tools).find("digest", "accepted/python"));
}

} // namespace
} // namespace bex::pipeline
