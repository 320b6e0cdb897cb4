#include "graders/stdio/stdio.hpp"

#include "sandboxes/base/file.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace bex::stdio {
namespace {

// An exercise's folder with a few files of data.
class StdioParse : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(write_file(folder_.path() / "data/1.in", "1\n"));
    ASSERT_TRUE(write_file(folder_.path() / "data/1.out", "2\n"));
    ASSERT_TRUE(write_file(folder_.path() / "data/check.py", "exit(42)\n"));
  }
  Spec read(std::string text, const Settings& settings = {}) {
    document_ = Document::parse("exercise.toml", std::move(text));
    Reader root(*document_, document_->table(), Span{});
    auto spec = parse(root, settings, folder_.path());
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

TEST_F(StdioParse, AllKindsOfCases) {
  ASSERT_TRUE(write_file(folder_.path() / "data/generate.py", ""));
  const auto spec = read(R"(
alone = true
compare = "tokens"
[[case]]
input = "x"
output = "y"
[[case]]
input_file = "data/1.in"
output_file = "data/1.out"
[[case]]
generate = { seed = 7, args = ["mixed", "50"], count = 20 }
)",
                         {"python"});
  EXPECT_EQ(errors(), Whats{});
  EXPECT_TRUE(spec.alone);
  EXPECT_EQ(spec.rule.kind, compare::Kind::tokens);
  ASSERT_EQ(spec.cases.size(), 3u);
  EXPECT_EQ(std::get<std::string>(spec.cases[0].input), "x");
  EXPECT_EQ(std::get<std::string>(*spec.cases[0].output), "y");
  EXPECT_EQ(std::get<fs::path>(spec.cases[1].input), "data/1.in");
  EXPECT_EQ(std::get<fs::path>(*spec.cases[1].output), "data/1.out");
  const auto& generated = std::get<Generated>(spec.cases[2].input);
  EXPECT_EQ(generated.seed, 7u);
  EXPECT_EQ(generated.args, (std::vector<std::string>{"mixed", "50"}));
  EXPECT_EQ(generated.count, 20);
  EXPECT_FALSE(spec.cases[2].output);
}

TEST_F(StdioParse, LinesAreTheDefault) {
  const auto spec = read("[[case]]\ninput = \"\"\noutput = \"\"\n");
  EXPECT_EQ(errors(), Whats{});
  EXPECT_EQ(spec.rule.kind, compare::Kind::lines);
  EXPECT_FALSE(spec.alone);
}

TEST_F(StdioParse, RulesWithSettings) {
  const std::string one = "\n[[case]]\ninput = \"\"\noutput = \"\"\n";
  auto spec = read("compare = { kind = \"floats\", absolute = 1e-6, relative = 0.5 }" + one);
  EXPECT_EQ(errors(), Whats{});
  EXPECT_EQ(spec.rule.absolute, 1e-6);
  EXPECT_EQ(spec.rule.relative, 0.5);
  spec = read("compare = { kind = \"checker\", program = \"data/check.py\" }" + one);
  EXPECT_EQ(errors(), Whats{});
  EXPECT_EQ(spec.rule.kind, compare::Kind::checker);
  EXPECT_EQ(spec.rule.program, "data/check.py");
  (void)read("compare = { kind = \"lines\" }" + one);
  EXPECT_EQ(errors(), Whats{});
}

TEST_F(StdioParse, RulesThatLackSomething) {
  const std::string one = "\n[[case]]\ninput = \"\"\noutput = \"\"\n";
  for (const auto& [text, error] : std::vector<std::pair<std::string, std::string>>{
           {"compare = \"line\"", "unknown compare `line`"},
           {"compare = \"floats\"", "`floats` needs a tolerance"},
           {"compare = { kind = \"floats\" }", "`floats` needs a tolerance"},
           {"compare = \"checker\"", "`checker` needs a program"},
           {"compare = { kind = \"checker\" }", "`program` is missing"},
           {"compare = { kind = \"lines\", absolute = 1.0 }", "unknown key `absolute`"},
           {"compare = { kind = \"floats\", absolute = nan }",
            "`absolute` must be from 0 to 1.7976931348623157e+308"},
           {"compare = 3", "`compare` must be a text"}}) {
    (void)read(text + one);
    EXPECT_EQ(errors(), Whats{error}) << text;
  }
}

TEST_F(StdioParse, ACaseHasOneInputAndAnExpectedOutput) {
  for (const auto& [text, error] : std::vector<std::pair<std::string, std::string>>{
           {"output = \"\"", "a case needs an input"},
           {"input = \"\"\ninput_file = \"data/1.in\"\noutput = \"\"", "a case has one input only"},
           {"input = \"\"", "nothing says what the expected output is"},
           {"input = \"\"\noutput = \"\"\noutput_file = \"data/1.out\"",
            "a case has one expected output only"},
           {"input = \"\"\noutput = \"\"\nargs = []", "unknown key `args`"}}) {
    (void)read("[[case]]\n" + text + "\n");
    EXPECT_EQ(errors(), Whats{error}) << text;
  }
  (void)read("alone = false\n");
  EXPECT_EQ(errors(), Whats{"a check needs at least one case"});
}

TEST_F(StdioParse, FilesStayInTheExercise) {
  std::filesystem::create_directory_symlink("/etc", folder_.path() / "data/etc");
  std::filesystem::create_symlink("1.in", folder_.path() / "data/link");
  for (const auto& [name, error] : std::vector<std::pair<std::string, std::string>>{
           {"data/none", "there is no file `data/none`"},
           {"../x", "`../x` leaves the exercise's folder"},
           {"data/../../x", "`data/../../x` leaves the exercise's folder"},
           {"/etc/hostname", "`/etc/hostname` leaves the exercise's folder"},
           {"data/etc/passwd", "`data/etc/passwd` is no regular file of the exercise"},
           {"data", "`data` is no regular file of the exercise"},
           {"", "`input_file` names no file"}}) {
    (void)read("[[case]]\ninput_file = \"" + name + "\"\noutput = \"\"\n");
    EXPECT_EQ(errors(), Whats{error}) << name;
  }
  (void)read("[[case]]\ninput_file = \"data/link\"\noutput = \"\"\n");
  EXPECT_EQ(errors(), Whats{});
}

TEST_F(StdioParse, AGeneratorMustBeThere) {
  const std::string text = "[[case]]\ngenerate = { seed = 1 }\n";
  (void)read(text, {"python"});
  EXPECT_EQ(errors(), Whats{"there is no file `data/generate.py`"});
  ASSERT_TRUE(write_file(folder_.path() / "data/generate.py", ""));
  const auto spec = read(text, {"python"});
  EXPECT_EQ(errors(), Whats{});
  EXPECT_EQ(std::get<Generated>(spec.cases.at(0).input).count, 1);
  (void)read("[[case]]\ngenerate = { seed = -1, count = 1001 }\n", {"python"});
  EXPECT_EQ(errors().size(), 2u);
}

TEST_F(StdioParse, ABar) {
  ASSERT_TRUE(write_file(folder_.path() / "data/generate.py", ""));
  const auto spec = read(R"(
bar = { ratio = 5, growth = 8, n = 400000 }
[[case]]
generate = { seed = 7, args = ["large", "${n}"] }
)",
                         {"python"});
  EXPECT_EQ(errors(), Whats{});
  EXPECT_TRUE(spec.alone);
  ASSERT_TRUE(spec.bar);
  EXPECT_EQ(spec.bar->ratio, 5);
  EXPECT_EQ(spec.bar->growth, 8);
  EXPECT_EQ(spec.bar->n, 400'000u);
}

TEST_F(StdioParse, ABarAsksForCasesThatHaveASize) {
  ASSERT_TRUE(write_file(folder_.path() / "data/generate.py", ""));
  read("bar = { n = 4 }\n[[case]]\ngenerate = { seed = 7, args = [\"${n}\"] }\n", {"python"});
  EXPECT_EQ(errors(), Whats{"a bar needs a `ratio`, a `growth`, or both"});
  read("bar = { ratio = 5, n = 9 }\n[[case]]\ninput = \"x\"\n", {"python"});
  EXPECT_EQ(errors(), Whats{"the cases of a check with a bar are made by `generate` with `${n}` in `args`"});
  read("bar = { ratio = 5, n = 9 }\n[[case]]\ngenerate = { seed = 7, args = [\"${n}\"] }\noutput = \"x\"\n",
       {"python"});
  EXPECT_EQ(errors(), Whats{"the outputs of a check with a bar come from the reference"});
  read("[[case]]\ngenerate = { seed = 7, args = [\"${n}\"] }\n", {"python"});
  EXPECT_EQ(errors(), Whats{"`${n}` stands for the size of a bar, and this check has none"});
}

} // namespace
} // namespace bex::stdio
