#include "runner/model/language.hpp"

#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace bex::model {
namespace {

std::vector<Language> shipped() {
  return load_languages(fs::path(BEXERCISE_SOURCE_DIR) / "runner/languages.toml").value();
}

std::vector<std::string> whats(const Errors& errors) {
  std::vector<std::string> all;
  for (const auto& error : errors) all.push_back(error.what);
  return all;
}

TEST(Languages, TheShippedOnes) {
  std::set<std::string> ids;
  for (const auto& language : shipped()) ids.insert(language.id);
  EXPECT_EQ(ids, (std::set<std::string>{"bash", "c", "cpp", "go", "java", "javascript", "php", "python",
                                        "ruby", "rust", "sql", "typescript"}));
}

// What a placeholder names must be there, or the word reaches the program as it is.
TEST(Languages, EveryPlaceholderIsKnown) {
  for (const auto& language : shipped()) {
    std::vector<std::string> words;
    for (const auto* list : {&language.version, &language.build, &language.run})
      words.insert(words.end(), list->begin(), list->end());
    for (const auto& word : words)
      for (auto at = word.find("{tool:"); at != std::string::npos; at = word.find("{tool:", at + 1)) {
        const auto name = word.substr(at + 6, word.find('}', at) - at - 6);
        EXPECT_NE(std::find(language.tools.begin(), language.tools.end(), name), language.tools.end())
            << word;
      }
    const bool uses_root = std::any_of(words.begin(), words.end(), [](const auto& word) {
      return word.find("{root}") != std::string::npos;
    });
    EXPECT_TRUE(!uses_root || !language.resolve.empty()) << language.id;
  }
}

TEST(Languages, EachHasWhatALearnerBeginsWith) {
  for (const auto& language : shipped()) {
    const bool program = !language.tools.empty(); // SQL is run by the grader itself
    EXPECT_EQ(program, language.id != "sql");
    EXPECT_EQ(language.starters.count("stdio"), program ? 1u : 0u) << language.id;
    EXPECT_EQ(language.starters.count("http"), program && language.id != "bash" ? 1u : 0u) << language.id;
    EXPECT_EQ(language.starters.count("sql"), program ? 0u : 1u) << language.id;
    for (const auto& [kind, text] : language.starters)
      EXPECT_TRUE(is_text(text) && text.back() == '\n') << language.id;
    EXPECT_EQ(fs::path(language.main).extension(), language.extensions.front()) << language.id;
    EXPECT_EQ(language.install.starts_with("sudo apt-get install "), program) << language.id;
  }
}

TEST(Languages, TimesAndSizesHaveTheirUnit) {
  const auto all = shipped();
  const auto* python = language_named(all, "python");
  ASSERT_TRUE(python);
  EXPECT_EQ(python->pace, Pace::interpreted);
  EXPECT_EQ(python->startup, Millis(100));
  const auto* go = language_named(all, "go");
  EXPECT_EQ(go->build_limits.memory, mib(2048));
  EXPECT_EQ(go->cache_env, "GOCACHE");
  for (const auto& [kind, starter] : go->starters)
    EXPECT_EQ(std::count_if(go->warm.begin(), go->warm.end(),
                            [&](const Warm& warm) {
                              return std::find(warm.kinds.begin(), warm.kinds.end(), kind) !=
                                         warm.kinds.end() &&
                                     warm.files.front().first == "main.go";
                            }),
              1)
        << kind;
  EXPECT_EQ(language_named(all, "cobol"), nullptr);
}

TEST(Languages, AllMistakesOfAFileAreTold) {
  const auto folder = TempDir::make().value();
  const auto file = folder.path() / "languages.toml";
  ASSERT_TRUE(write_file(file, R"([[language]]
id = "x"
name = "X"
extensions = [".x"]
main = "main.x"
tools = ["x"]
version = ["x"]
run = ["x"]
install = "x"
cpu_factr = 2
[language.env]
A = 1
[[language.warm]]
[language.warm.files]
"main.x" = "x"
[[language]]
id = "x"
)"));
  const auto all = load_languages(file);
  ASSERT_FALSE(all);
  EXPECT_EQ(whats(all.error()),
            (std::vector<std::string>{"`warm` fills a cache, and `cache_env` does not say where it is",
                                      "unknown key `cpu_factr`", "`A` must be a text", "`kinds` is missing",
                                      "`name` is missing", "`extensions` is missing", "`main` is missing",
                                      "`tools` is missing", "`version` is missing", "`run` is missing",
                                      "`install` is missing", "the language `x` is there already"}));
  for (const auto& error : all.error()) EXPECT_EQ(error.kind, ErrorKind::internal);
  EXPECT_FALSE(load_languages(folder.path() / "none.toml"));
}

TEST(Languages, WhatLearnersInstall) {
  const auto all = shipped();
  const auto* python = language_named(all, "python");
  EXPECT_EQ(dependency_names(*python), (std::vector<std::string>{".venv"}));
  EXPECT_EQ(python->dependencies.at(0).tools.at("python3"), "bin/python3");
  const auto* rust = language_named(all, "rust");
  EXPECT_EQ(rust->packages.when, "Cargo.toml");
  EXPECT_EQ(rust->packages.parts, (std::vector<std::string>{"registry", "git"}));
  EXPECT_TRUE(language_named(all, "c")->packages.find.empty());
  for (const auto& language : all)
    for (const auto& dependency : language.dependencies)
      for (const auto& [tool, program] : dependency.tools)
        EXPECT_NE(std::find(language.tools.begin(), language.tools.end(), tool), language.tools.end())
            << tool;
}

TEST(Languages, DependenciesStayInTheFolderOfTheProgram) {
  const auto folder = TempDir::make().value();
  const auto file = folder.path() / "languages.toml";
  ASSERT_TRUE(write_file(file, R"([[language]]
id = "x"
name = "X"
extensions = [".x"]
main = "main.x"
tools = ["x"]
version = ["x"]
run = ["x"]
install = "x"
[[language.dependency]]
folder = "../up"
path = "/bin"
install = "x"
tools.x = "../x"
[language.packages]
when = "x.toml"
env = "X"
)"));
  const auto all = load_languages(file);
  ASSERT_FALSE(all);
  EXPECT_EQ(whats(all.error()),
            (std::vector<std::string>{"`../up` is no name of a folder", "`/bin` leads out of the folder",
                                      "`../x` leads out of the folder", "`find` is missing"}));
}

class LanguageOf : public testing::Test {
 protected:
  std::string of(const std::vector<std::string>& files) {
    const auto folder = TempDir::make().value();
    for (const auto& file : files) EXPECT_TRUE(write_file(folder.path() / file, ""));
    const auto* found = language_of(all_, folder.path());
    return found ? found->id : "";
  }
  std::vector<Language> all_ = shipped();
};

TEST_F(LanguageOf, TheMainFileTells) {
  EXPECT_EQ(of({"main.py", "build.sh", "page.js"}), "python");
  EXPECT_EQ(of({"Main.java"}), "java");
  EXPECT_EQ(of({"main.c", "list.c", "list.h"}), "c");
}

TEST_F(LanguageOf, ElseTheOnlyExtension) {
  EXPECT_EQ(of({"server.go", "README.md"}), "go");
  EXPECT_EQ(of({"a.cc"}), "cpp");
  EXPECT_EQ(of({"a.go", "b.py"}), "");
}

TEST_F(LanguageOf, UnclearIsNone) {
  EXPECT_EQ(of({}), "");
  EXPECT_EQ(of({"main.py", "main.go"}), "");
  EXPECT_EQ(of({"src/main.py"}), "");
  EXPECT_EQ(language_of(all_, "/nowhere"), nullptr);
}

class OverrideFile : public testing::Test {
 protected:
  tl::expected<Override, Errors> read(const std::string& text) {
    EXPECT_TRUE(write_file(folder_.path() / "bexercise.toml", text));
    return load_override(folder_.path());
  }
  TempDir folder_ = std::move(*TempDir::make());
};

TEST_F(OverrideFile, NoneIsFine) {
  const auto given = load_override(folder_.path());
  ASSERT_TRUE(given);
  EXPECT_TRUE(given->build.empty() && given->run.empty() && given->language.empty());
}

TEST_F(OverrideFile, AllKeys) {
  const auto given = read("language = \"cpp\"\nbuild = [\"make\", \"-j2\"]\nrun = [\"./server\"]\n");
  ASSERT_TRUE(given);
  EXPECT_EQ(given->language, "cpp");
  EXPECT_EQ(given->build, (std::vector<std::string>{"make", "-j2"}));
  EXPECT_EQ(given->run, std::vector<std::string>{"./server"});
}

TEST_F(OverrideFile, MistakesAreTheUsers) {
  const auto given = read("language = \"C++\"\nbuild = []\nrun = \"./server\"\nflags = []\n");
  ASSERT_FALSE(given);
  EXPECT_EQ(whats(given.error()),
            (std::vector<std::string>{"`C++` is no slug", "`build` names no program",
                                      "`run` must be an array of texts", "unknown key `flags`"}));
  for (const auto& error : given.error()) EXPECT_EQ(error.kind, ErrorKind::usage);
  EXPECT_EQ(whats(read("run = [\"\"]\n").error()), std::vector<std::string>{"`run` names no program"});
  EXPECT_EQ(whats(read("run = [\"a\\u0000b\"]\n").error()),
            std::vector<std::string>{"`run` holds a zero byte"});
  EXPECT_EQ(whats(read("run = [").error()), std::vector<std::string>{"this is no valid TOML"});
}

TEST_F(OverrideFile, WhatIsNoFileIsRefused) {
  ASSERT_TRUE(make_folders(folder_.path() / "bexercise.toml"));
  EXPECT_FALSE(load_override(folder_.path()));
}

} // namespace
} // namespace bex::model
