#include "graders/command/command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bex::command {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class CommandParse : public testing::Test {
 protected:
  Spec read(std::string text) {
    document_ = Document::parse("exercise.toml", std::move(text));
    Reader root(*document_, document_->table(), Span{});
    auto spec = parse(root, {}, {});
    root.finish();
    return spec;
  }
  [[nodiscard]] std::vector<std::string> errors() const {
    std::vector<std::string> all;
    for (const auto& error : document_->errors()) all.push_back(error.what);
    return all;
  }
  std::unique_ptr<Document> document_;
};

TEST_F(CommandParse, CallsAndLooks) {
  const auto spec =
      read("[[step]]\nrun = [\"add\", \"\"]\nexit = 1\nout = \"\"\nerr = \"some\"\nstatements = 3\n"
           "connections = 1\n[[step]]\nquery = \"SELECT 1\"\nout = \"1\"\nservice = \"db\"\n");
  EXPECT_THAT(errors(), testing::IsEmpty());
  ASSERT_EQ(spec.steps.size(), 2u);
  const auto& call = spec.steps[0];
  EXPECT_THAT(call.words, ElementsAre("add", ""));
  EXPECT_EQ(call.exit, 1);
  EXPECT_EQ(call.out, "");
  EXPECT_EQ(call.err, true);
  EXPECT_EQ(call.statements, 3);
  EXPECT_EQ(call.connections, 1);
  EXPECT_FALSE(call.is_query());
  EXPECT_TRUE(spec.steps[1].is_query());
  EXPECT_EQ(spec.steps[1].service, "db");
}

TEST_F(CommandParse, WithoutWordsNothingIsLookedAtButTheExitCode) {
  const auto spec = read("[[step]]\nrun = []\n");
  EXPECT_THAT(errors(), testing::IsEmpty());
  EXPECT_EQ(spec.steps.at(0).exit, 0);
  EXPECT_FALSE(spec.steps.at(0).out || spec.steps.at(0).err || spec.steps.at(0).statements);
}

TEST_F(CommandParse, LinesAreCounted) {
  const auto spec = read("[[step]]\nrun = []\nlines = { text = \"a ${n}\\t${n}\\n\", count = 3 }\n");
  EXPECT_EQ(spec.steps.at(0).input, "a 1\t1\na 2\t2\na 3\t3\n");
}

TEST_F(CommandParse, RefusesWhatIsNoStep) {
  (void)read("title = \"x\"\n");
  EXPECT_THAT(errors(), testing::Contains("a check needs at least one step"));
  (void)read("[[step]]\nrun = []\nquery = \"x\"\nout = \"\"\n");
  EXPECT_THAT(errors(), ElementsAre("a step calls the program or asks a service"));
  (void)read("[[step]]\nquery = \"x\"\n");
  EXPECT_THAT(errors(), ElementsAre("nothing says what the answer is"));
  (void)read("[[step]]\nrun = []\ninput = \"\"\nlines = { text = \"\", count = 1 }\n");
  EXPECT_THAT(errors(), ElementsAre("the input is given twice"));
  (void)read("[[step]]\nquery = \"x\"\nout = \"\"\nexit = 1\n");
  EXPECT_THAT(errors(), ElementsAre(HasSubstr("exit")));
  (void)read("[[step]]\nrun = []\nexit = 256\n");
  EXPECT_THAT(errors(), ElementsAre("`exit` must be from 0 to 255"));
}

} // namespace
} // namespace bex::command
