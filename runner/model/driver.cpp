#include "runner/model/driver.hpp"

#include "runner/model/fields.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace bex::model {
namespace {

using Words = std::map<std::string, std::string, std::less<>>;

const std::array<std::string, 5> type_names{"int", "float", "bool", "string", "list"};

// `pattern` with its words between two `@` replaced; what is no known word stays as it is.
std::string replaced(const std::string& pattern, const Words& words) {
  std::string out;
  for (std::size_t at = 0;;) {
    const auto begin = pattern.find('@', at);
    out += pattern.substr(at, begin - at);
    if (begin == std::string::npos) return out;
    const auto end = pattern.find('@', begin + 1);
    const auto word =
        end == std::string::npos ? words.end() : words.find(pattern.substr(begin + 1, end - begin - 1));
    if (word == words.end()) {
      out += '@';
      at = begin + 1;
    } else {
      out += word->second;
      at = end + 1;
    }
  }
}

std::string key_of(const function::Type& type) {
  return type.is_list() ? "list" : std::string(name_of(type.base));
}

std::string written(const Driver& driver, const function::Type& type) {
  const auto& pattern = driver.types.at(key_of(type));
  return type.is_list() ? replaced(pattern, {{"item", written(driver, type.item())}}) : pattern;
}

std::string passed(const Driver& driver, const function::Type& type) {
  const auto pattern = driver.passed.find(key_of(type));
  if (pattern == driver.passed.end()) return written(driver, type);
  return replaced(pattern->second, {{"item", type.is_list() ? written(driver, type.item()) : ""}});
}

Words words_for(const Driver& driver, const function::Signature& signature) {
  const auto result = written(driver, signature.result);
  Words words{{"name", signature.name},
              {"result", result},
              {"neutral", replaced(driver.neutral.at(key_of(signature.result)), {{"type", result}})},
              {"signature", text_of(signature)}};
  for (const auto& [name, piece] : driver.pieces) {
    std::vector<std::string> parts;
    for (const auto& parameter : signature.parameters)
      parts.push_back(replaced(piece.each, {{"parameter", parameter.name},
                                            {"type", written(driver, parameter.type)},
                                            {"passed", passed(driver, parameter.type)},
                                            {"index", std::to_string(parts.size())}}));
    words[name] = join(parts, piece.between);
  }
  return words;
}

// A table with a text for each type.
std::map<std::string, std::string> read_types(Reader& parent, std::string_view key, bool all) {
  std::map<std::string, std::string> texts;
  auto table = parent.table_or_empty(key);
  for (const auto& name : type_names) {
    if (auto text = table.text(name))
      texts[name] = std::move(*text);
    else if (all)
      table.error_here(fmt::format("`{}` is missing", name));
  }
  table.finish();
  return texts;
}

std::vector<std::pair<std::string, std::string>> read_files(Reader& parent) {
  std::vector<std::pair<std::string, std::string>> files;
  auto table = parent.table_or_empty("files");
  for (const auto& name : table.keys()) files.emplace_back(name, table.text(name).value_or(""));
  return files;
}

// The files of the language that `uses` names come first.
Driver read_driver(Reader& table, const std::map<std::string, Driver>& earlier) {
  Driver driver;
  driver.build = table.texts("build");
  driver.run = table.texts("run");
  driver.types = read_types(table, "types", true);
  driver.passed = read_types(table, "passed", false);
  driver.neutral = read_types(table, "neutral", true);
  auto pieces = table.table_or_empty("pieces");
  for (const auto& name : pieces.keys()) {
    auto piece = pieces.table_or_empty(name);
    driver.pieces[name] = {piece.required_text("each"), piece.text("between").value_or("")};
    piece.finish();
  }
  driver.starter = table.required_text("starter");
  if (const auto uses = table.text("uses")) {
    const auto other = earlier.find(*uses);
    if (other == earlier.end())
      table.error_at_value("uses", fmt::format("there is no driver of `{}` before this one", *uses));
    else
      driver.files = other->second.files;
  }
  for (auto& file : read_files(table)) driver.files.push_back(std::move(file));
  table.finish();
  return driver;
}

} // namespace

void read_drivers(std::vector<Language>& languages, const fs::path& folder, Errors& errors) {
  std::map<std::string, Driver> drivers;
  for (auto& language : languages) {
    const auto file = folder / (language.id + ".toml");
    std::error_code ignored;
    if (!fs::exists(file, ignored)) continue;
    auto opened = open_document(file);
    if (!opened) {
      errors.push_back(std::move(opened.error()));
      continue;
    }
    if ((*opened)->errors().empty()) {
      auto table = root_of(**opened);
      language.driver = drivers[language.id] = read_driver(table, drivers);
    }
    take_errors(**opened, errors);
  }
}

Driver filled_in(Driver driver, const function::Signature& signature) {
  const auto words = words_for(driver, signature);
  for (auto* command : {&driver.build, &driver.run})
    for (auto& word : *command) word = replaced(word, words);
  driver.starter = replaced(driver.starter, words);
  for (auto& [name, text] : driver.files) text = replaced(text, words);
  return driver;
}

const function::Signature* signature_of(const Exercise& exercise) {
  const auto* settings = std::get_if<function::Settings>(&exercise.settings);
  return settings ? &settings->signature : nullptr;
}

std::optional<std::string> template_for(const Exercise& exercise, const Language& language) {
  if (const auto* signature = signature_of(exercise))
    return language.driver ? std::optional(filled_in(*language.driver, *signature).starter) : std::nullopt;
  const auto text = language.starters.find(exercise.kind);
  return text == language.starters.end() ? std::nullopt : std::optional(text->second);
}

} // namespace bex::model
