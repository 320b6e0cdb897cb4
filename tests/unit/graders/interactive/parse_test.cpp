#include "graders/interactive/interactive.hpp"

#include "sandboxes/base/file.hpp"

#include <gtest/gtest.h>

namespace bex::interactive {
namespace {

class InteractiveParse : public testing::Test {
 protected:
  Spec read(std::string text) {
    document_ = Document::parse("exercise.toml", std::move(text));
    Reader root(*document_, document_->table(), Span{});
    auto spec = parse(root, {"data/interact.py"}, folder_.path());
    root.finish();
    return spec;
  }
  [[nodiscard]] std::vector<std::string> errors() const {
    std::vector<std::string> all;
    for (const auto& error : document_->errors()) all.push_back(error.what);
    return all;
  }
  using Whats = std::vector<std::string>;

  TempDir folder_ = std::move(*TempDir::make());
  std::unique_ptr<Document> document_;
};

TEST_F(InteractiveParse, CasesAndABudget) {
  ASSERT_TRUE(write_file(folder_.path() / "data/interact.py", ""));
  const auto spec = read("questions = 10\n[[case]]\ninput = \"3\"\n[[case]]\ninput = \"4\"\n");
  EXPECT_EQ(errors(), Whats{});
  EXPECT_EQ(spec.questions, 10);
  ASSERT_EQ(spec.cases.size(), 2u);
  EXPECT_EQ(std::get<std::string>(spec.cases[1]), "4");
}

TEST_F(InteractiveParse, WithoutAProgramThatAnswersThereIsNone) {
  read("[[case]]\ninput = \"3\"\n");
  EXPECT_EQ(errors(), Whats{"there is no file `data/interact.py`"});
}

TEST_F(InteractiveParse, ACheckHasCases) {
  ASSERT_TRUE(write_file(folder_.path() / "data/interact.py", ""));
  read("questions = 0\n");
  EXPECT_EQ(errors(), (Whats{"`questions` must be from 1 to 10000000", "a check needs at least one case"}));
  read("[[case]]\ninput = \"3\"\noutput = \"4\"\n");
  EXPECT_EQ(errors(), Whats{"unknown key `output`"});
}

} // namespace
} // namespace bex::interactive
