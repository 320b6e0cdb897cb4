#include "runner/model/driver.hpp"

#include "runner/model/language.hpp"
#include "sandboxes/base/file.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <set>

namespace bex::model {
namespace {

std::vector<Language> shipped() {
  return load_languages(fs::path(BEXERCISE_SOURCE_DIR) / "runner/languages.toml").value();
}

function::Signature signature(const std::string& text) {
  return function::parse_signature(text).value();
}

// The words between two `@` that nothing stood for.
std::set<std::string> unknown_words(const std::string& text) {
  std::set<std::string> words;
  for (auto at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
    auto end = at + 1;
    while (end < text.size() && std::islower(static_cast<unsigned char>(text[end])) != 0) ++end;
    if (end > at + 1 && end < text.size() && text[end] == '@') words.insert(text.substr(at, end + 1 - at));
  }
  return words;
}

TEST(Drivers, TheLanguagesThatHaveOne) {
  std::set<std::string> ids;
  for (const auto& language : shipped())
    if (language.driver) ids.insert(language.id);
  EXPECT_EQ(ids, (std::set<std::string>{"cpp", "go", "java", "javascript", "php", "python", "ruby", "rust",
                                        "typescript"}));
}

TEST(Drivers, EveryWordOfAPatternIsKnown) {
  for (const auto& language : shipped()) {
    if (!language.driver) continue;
    for (const char* text :
         {"f() -> int", "f(a: int, b: list<list<string>>) -> list<float>", "f(a: bool) -> string"}) {
      const auto driver = filled_in(*language.driver, signature(text));
      std::string all = driver.starter;
      for (const auto* words : {&driver.build, &driver.run})
        for (const auto& word : *words) all += word;
      for (const auto& [name, content] : driver.files) all += content;
      EXPECT_EQ(unknown_words(all), std::set<std::string>()) << language.id;
      EXPECT_FALSE(driver.files.empty()) << language.id;
    }
  }
}

struct Row {
  const char *language, *starter;
};
const Row starters[] = {
    {"cpp", R"(#include <string>
#include <vector>

std::vector<std::string> pick(const std::vector<std::vector<double>>& rows, const std::string& name, bool loud) {
  // Work out the result and return it.
  return {};
}
)"},
    {"go", R"(package main

func pick(rows [][]float64, name string, loud bool) []string {
	// Work out the result and return it.
	return nil
}
)"},
    {"java", R"(public class Main {
  static String[] pick(double[][] rows, String name, boolean loud) {
    // Work out the result and return it.
    return new String[] {};
  }
}
)"},
    {"javascript", R"(/**
 * @param {number[][]} rows
 * @param {string} name
 * @param {boolean} loud
 * @returns {string[]}
 */
function pick(rows, name, loud) {
  // Work out the result and return it.
  return [];
}
)"},
    {"php", R"(<?php

// pick(rows: list<list<float>>, name: string, loud: bool) -> list<string>
function pick(array $rows, string $name, bool $loud): array
{
    // Work out the result and return it.
    return [];
}
)"},
    {"python", R"(def pick(rows: list[list[float]], name: str, loud: bool) -> list[str]:
    # Work out the result and return it.
    return []
)"},
    {"ruby", R"(# pick(rows: list<list<float>>, name: string, loud: bool) -> list<string>
def pick(rows, name, loud)
  # Work out the result and return it.
  []
end
)"},
    {"rust", R"(pub fn pick(rows: Vec<Vec<f64>>, name: String, loud: bool) -> Vec<String> {
    // Work out the result and return it.
    Vec::new()
}
)"},
    {"typescript", R"(export function pick(rows: number[][], name: string, loud: boolean): string[] {
  // Work out the result and return it.
  return [];
}
)"}};

TEST(Drivers, StartersAreWrittenAsTheLanguageWritesThem) {
  const auto all = shipped();
  const auto asked = signature("pick(rows: list<list<float>>, name: string, loud: bool) -> list<string>");
  for (const auto& row : starters) {
    const auto* language = language_named(all, row.language);
    ASSERT_TRUE(language && language->driver) << row.language;
    EXPECT_EQ(filled_in(*language->driver, asked).starter, row.starter) << row.language;
  }
}

TEST(Drivers, ATemplateIsOfTheExercisesKind) {
  const auto all = shipped();
  Exercise exercise;
  exercise.kind = "stdio";
  EXPECT_EQ(template_for(exercise, *language_named(all, "c")),
            language_named(all, "c")->starters.at("stdio"));
  EXPECT_EQ(signature_of(exercise), nullptr);
  exercise.kind = "function";
  exercise.settings = function::Settings{signature("now() -> int"), {}};
  EXPECT_EQ(template_for(exercise, *language_named(all, "c")), std::nullopt);
  EXPECT_EQ(template_for(exercise, *language_named(all, "python")),
            "def now() -> int:\n    # Work out the result and return it.\n    return 0\n");
  EXPECT_EQ(signature_of(exercise)->name, "now");
}

TEST(Drivers, AllMistakesOfAFileAreTold) {
  const auto folder = TempDir::make().value();
  ASSERT_TRUE(write_file(folder.path() / "languages.toml",
                         "[[language]]\nid = \"x\"\nname = \"X\"\nextensions = [\".x\"]\n"
                         "main = \"main.x\"\ntools = [\"x\"]\nversion = [\"x\"]\n"
                         "run = [\"x\"]\ninstall = \"x\"\n"));
  ASSERT_TRUE(write_file(folder.path() / "drivers/x.toml",
                         "uses = \"y\"\nstart = \"\"\n[types]\nint = \"int\"\nlist = \"[]\"\n"
                         "float = \"f\"\nbool = \"b\"\nstring = \"s\"\n[neutral]\nint = \"0\"\n"
                         "list = \"0\"\nfloat = \"0\"\nbool = \"0\"\n[pieces.p]\nbetween = \"\"\n"));
  const auto all = load_languages(folder.path() / "languages.toml");
  ASSERT_FALSE(all);
  std::set<std::string> whats;
  for (const auto& error : all.error()) whats.insert(error.what);
  EXPECT_EQ(whats,
            (std::set<std::string>{"there is no driver of `y` before this one", "unknown key `start`",
                                   "`starter` is missing", "`string` is missing", "`each` is missing"}));
}

} // namespace
} // namespace bex::model
