#include "graders/function/function.hpp"
#include "sandboxes/base/file.hpp"

#include <gtest/gtest.h>

namespace bex::function {
namespace {

class FunctionParse : public testing::Test {
 protected:
  Settings settings(std::string text) {
    document_ = Document::parse("exercise.toml", std::move(text));
    Reader root(*document_, document_->table(), Span{});
    auto read = parse_settings(root);
    root.finish();
    return read;
  }
  Spec read(std::string text,
            const std::string& signature = "pair(amounts: list<int>, total: int) -> list<int>",
            const std::string& reference = {}) {
    const Settings with{parse_signature(signature).value(), reference};
    document_ = Document::parse("exercise.toml", std::move(text));
    Reader root(*document_, document_->table(), Span{});
    auto spec = parse(root, with, folder_.path());
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

TEST_F(FunctionParse, Settings) {
  const auto read = settings("signature = \"pair(a: int) -> int\"\nreference = \"python\"\n");
  EXPECT_EQ(errors(), Whats{});
  EXPECT_EQ(read.signature.name, "pair");
  EXPECT_EQ(read.reference, "python");
  (void)settings("reference = \"python\"\n");
  EXPECT_EQ(errors(), Whats{"`signature` is missing"});
}

TEST_F(FunctionParse, AFaultOfTheSignatureIsShownInIt) {
  (void)settings("\nsignature = \"pair(a: itn) -> int\"\n");
  ASSERT_EQ(errors(), Whats{"there is no type `itn`"});
  const auto& label = *document_->errors()[0].label;
  EXPECT_EQ(label.span.line, 2);
  EXPECT_EQ(label.source.substr(static_cast<std::size_t>(label.span.column) - 1,
                                static_cast<std::size_t>(label.span.length)),
            "itn");
}

TEST_F(FunctionParse, AllKindsOfCases) {
  ASSERT_TRUE(write_file(folder_.path() / "data/generate.py", ""));
  const auto spec = read(R"(
alone = true
unordered = true
[[case]]
args = [[1, 2], 3]
result = [0, 1]
[[case]]
args = [[], 0]
[[case]]
generate = { seed = 7, args = ["large"], count = 2 }
)",
                         "pair(amounts: list<int>, total: int) -> list<int>", "python");
  EXPECT_EQ(errors(), Whats{});
  EXPECT_TRUE(spec.alone);
  EXPECT_TRUE(spec.rule.unordered);
  ASSERT_EQ(spec.cases.size(), 3u);
  EXPECT_EQ(write_json({std::get<Value::List>(spec.cases[0].args)}), "[[1,2],3]");
  EXPECT_EQ(write_json(*spec.cases[0].result), "[0,1]");
  EXPECT_FALSE(spec.cases[1].result);
  EXPECT_EQ(std::get<stdio::Generated>(spec.cases[2].args).count, 2);
  EXPECT_TRUE(needs_programs(spec));
}

TEST_F(FunctionParse, ABarOfTime) {
  ASSERT_TRUE(write_file(folder_.path() / "data/generate.py", ""));
  const std::string bar = "bar = { ratio = 5, n = 100000 }\n",
                    sized = "generate = { seed = 7, args = [\"${n}\"] }\n";
  const auto read_it = [&](const std::string& text) { return read(text, "twice(n: int) -> int", "python"); };
  const auto spec = read_it(bar + "[[case]]\n" + sized);
  EXPECT_EQ(errors(), Whats{});
  EXPECT_TRUE(spec.alone);
  ASSERT_TRUE(spec.bar);
  EXPECT_EQ(spec.bar->ratio, 5);
  EXPECT_EQ(spec.bar->n, 100'000u);
  (void)read_it(bar + "[[case]]\nargs = [1]\n");
  EXPECT_EQ(errors(), Whats{"the cases of a check with a bar are made by `generate` with `${n}` in `args`"});
  (void)read("bar = { ratio = 5, n = 9 }\n[[case]]\n" + sized, "twice(n: int) -> int");
  EXPECT_EQ(errors(), Whats{"nothing says what the result is"});
  (void)read_it("[[case]]\n" + sized);
  EXPECT_EQ(errors(), Whats{"`${n}` stands for the size of a bar, and this check has none"});
}

TEST_F(FunctionParse, AFloatMayBeWrittenAsAnInteger) {
  const auto spec = read("compare = { absolute = 1e-6 }\n[[case]]\nargs = [[1, 2.5]]\nresult = 3\n",
                         "mean(marks: list<float>) -> float");
  EXPECT_EQ(errors(), Whats{});
  EXPECT_EQ(write_json({std::get<Value::List>(spec.cases[0].args)}), "[[1.0,2.5]]");
  EXPECT_EQ(write_json(*spec.cases[0].result), "3.0");
  EXPECT_EQ(spec.rule.absolute, 1e-6);
  EXPECT_FALSE(needs_programs(spec));
}

TEST_F(FunctionParse, ValuesAreOfTheSignaturesTypes) {
  for (const auto& [text, error] : std::vector<std::pair<std::string, std::string>>{
           {"args = [[1], \"3\"]\nresult = []", "the argument `total` must be int"},
           {"args = [[1, [2]], 3]\nresult = []", "the argument `amounts` must be list<int>"},
           {"args = [[1]]\nresult = []", "`args` must be an array with 2 arguments"},
           {"args = 3\nresult = []", "`args` must be an array with 2 arguments"},
           {"args = [[1], 2]\nresult = 3", "the result must be list<int>"},
           {"args = [[1], 2]\nresult = [1.5]", "the result must be list<int>"},
           {"args = [[1], 1979-05-27]\nresult = []", "the argument `total` must be int"},
           {"args = [[1], inf]\nresult = []", "the argument `total` must be int"}}) {
    (void)read("[[case]]\n" + text + "\n");
    EXPECT_EQ(errors(), Whats{error}) << text;
  }
  (void)read("[[case]]\nargs = [[1, [2]], 3]\nresult = []\n");
  EXPECT_EQ(document_->errors()[0].label->note, "this has a list at [1] where an int is due");
}

TEST_F(FunctionParse, ACaseHasArgumentsAndAResult) {
  ASSERT_TRUE(write_file(folder_.path() / "data/generate.py", ""));
  for (const auto& [text, error] : std::vector<std::pair<std::string, std::string>>{
           {"result = []", "a case needs arguments"},
           {"args = [[], 0]\ngenerate = { seed = 1 }", "a case has `args` or `generate`, not both"},
           {"args = [[], 0]\nresult = []\ninput = \"\"", "unknown key `input`"},
           {"generate = { seed = 1 }\nresult = []",
            "a generator makes several calls, and this is one result"}}) {
    (void)read("[[case]]\n" + text + "\n", "pair(amounts: list<int>, total: int) -> list<int>", "python");
    EXPECT_EQ(errors(), Whats{error}) << text;
  }
  (void)read("[[case]]\nargs = [[], 0]\n");
  EXPECT_EQ(errors(), Whats{"nothing says what the result is"});
  (void)read("alone = true\n");
  EXPECT_EQ(errors(), Whats{"a check needs at least one case"});
}

TEST_F(FunctionParse, RulesFitTheResult) {
  const std::string one = "[[case]]\nargs = [1]\nresult = 1\n";
  (void)read("compare = { absolute = 0.1 }\n" + one, "twice(n: int) -> int");
  EXPECT_EQ(errors(), Whats{"only floats are compared by a tolerance"});
  (void)read("unordered = true\n" + one, "twice(n: int) -> int");
  EXPECT_EQ(errors(), Whats{"only a list can be in any order"});
  (void)read("compare = \"exact\"\n" + one, "twice(n: int) -> float");
  EXPECT_EQ(errors(), Whats{"`compare` must be a table"});
}

} // namespace
} // namespace bex::function
