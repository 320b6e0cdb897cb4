#include "runner/model/language.hpp"

#include "runner/model/driver.hpp"
#include "runner/model/fields.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace bex::model {
namespace {

// The texts of a table of texts, in the order of the file.
std::vector<std::pair<std::string, std::string>> read_texts(Reader& parent, std::string_view key) {
  auto table = parent.table_or_empty(key);
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& name : table.keys()) {
    auto value = table.text(name);
    texts.emplace_back(name, value.value_or(""));
  }
  return texts;
}

std::map<std::string, std::string> read_map(Reader& parent, std::string_view key) {
  const auto texts = read_texts(parent, key);
  return {texts.begin(), texts.end()};
}

std::vector<std::string> required_texts(Reader& table, std::string_view key) {
  auto texts = table.texts(key);
  if (!table.has(key))
    table.error_here(fmt::format("`{}` is missing", key), {}, fmt::format("add `{} = [\"...\"]`", key));
  return texts;
}

Limits read_build_limits(Reader table) {
  Limits limits;
  limits.cpu = Millis(table.integer("cpu_ms", 1'000, 3'600'000).value_or(60'000));
  limits.wall = Millis(table.integer("wall_ms", 1'000, 3'600'000).value_or(120'000));
  limits.memory = mib(static_cast<std::uint64_t>(table.integer("memory_mib", 64, 65'536).value_or(1'024)));
  limits.scratch = mib(static_cast<std::uint64_t>(table.integer("scratch_mib", 16, 65'536).value_or(512)));
  limits.processes = static_cast<unsigned>(table.integer("processes", 8, 4'096).value_or(128));
  limits.output = mib(1); // what a compiler says; the learner is shown a part of it
  table.finish();
  return limits;
}

// A path that stays in the folder it is relative to.
std::string read_inner_path(Reader& table, std::string_view key) {
  const auto path = table.text(key).value_or("");
  const auto normal = fs::path(path).lexically_normal();
  if (!path.empty() && (normal.is_absolute() || *normal.begin() == ".."))
    table.error_at_value(key, fmt::format("`{}` leads out of the folder", path));
  return path;
}

DependencyFolder read_dependency(Reader& table) {
  DependencyFolder dependency;
  dependency.name = required_line(table, "folder");
  if (dependency.name.find('/') != std::string::npos || dependency.name == "." || dependency.name == "..")
    table.error_at_value("folder", fmt::format("`{}` is no name of a folder", dependency.name));
  dependency.path = read_inner_path(table, "path");
  auto tools = table.table_or_empty("tools");
  for (const auto& name : tools.keys()) dependency.tools[name] = read_inner_path(tools, name);
  dependency.install = required_line(table, "install");
  table.finish();
  return dependency;
}

Packages read_packages(Reader& parent) {
  Packages packages;
  if (!parent.has("packages")) return packages;
  auto table = parent.table_or_empty("packages");
  packages.when = required_line(table, "when");
  packages.find = required_texts(table, "find");
  packages.parts = table.texts("parts");
  packages.env = required_line(table, "env");
  packages.tool = table.text("tool").value_or("");
  if (!packages.tool.empty()) packages.install = required_line(table, "install");
  table.finish();
  return packages;
}

Warm read_warm(Reader& table) {
  Warm warm{required_texts(table, "kinds"), read_texts(table, "files")};
  table.finish();
  return warm;
}

Pace read_pace(Reader& table) {
  const std::array<std::string, 3> paces{"compiled", "interpreted", "shell"}; // in the order of Pace
  const auto name = table.one_of("pace", paces).value_or(paces.front());
  return static_cast<Pace>(std::find(paces.begin(), paces.end(), name) - paces.begin());
}

Language read_language(Reader& table) {
  Language language;
  language.id = required_slug(table, "id");
  language.name = required_line(table, "name");
  language.extensions = required_texts(table, "extensions");
  language.main = required_line(table, "main");
  language.tools = required_texts(table, "tools");
  language.resolve = table.texts("resolve");
  language.version = required_texts(table, "version");
  language.build = table.texts("build");
  language.run = required_texts(table, "run");
  language.roots = table.texts("roots");
  for (auto& one : table.tables("dependency")) language.dependencies.push_back(read_dependency(one));
  language.packages = read_packages(table);
  language.env = read_map(table, "env");
  language.cache_env = table.text("cache_env").value_or("");
  if (table.has("warm") && language.cache_env.empty())
    table.error_here("`warm` fills a cache, and `cache_env` does not say where it is");
  for (auto& one : table.tables("warm")) language.warm.push_back(read_warm(one));
  language.starters = read_map(table, "starters");
  language.install = required_line(table, "install");
  language.pace = read_pace(table);
  language.startup = Millis(table.integer("startup_ms", 0, 60'000).value_or(0));
  language.build_limits = read_build_limits(table.table_or_empty("build_limits"));
  table.finish();
  return language;
}

Errors of_kind(Errors errors, ErrorKind kind) {
  for (auto& error : errors) error.kind = kind;
  return errors;
}

// An argument list that execve(2) can take: words without NUL, the first not empty.
std::vector<std::string> read_command(Reader& table, std::string_view key) {
  const auto before = table.document().errors().size();
  auto words = table.texts(key);
  if (!table.has(key) || table.document().errors().size() > before) return words;
  if (words.empty() || words.front().empty())
    table.error_at_value(key, fmt::format("`{}` names no program", key), {},
                         fmt::format("write `{} = [\"./server\"]`", key));
  for (const auto& word : words)
    if (word.find('\0') != std::string::npos)
      table.error_at_value(key, fmt::format("`{}` holds a zero byte", key));
  return words;
}

} // namespace

Millis least_bar_of(Pace pace) {
  switch (pace) {
  case Pace::compiled:
    return Millis(1'000);
  case Pace::interpreted:
    return Millis(2'000);
  case Pace::shell:
    return Millis(15'000);
  }
  return Millis(1'000);
}

double cpu_factor_of(Pace pace) {
  switch (pace) {
  case Pace::compiled:
    return 1;
  case Pace::interpreted:
    return 2;
  case Pace::shell:
    return 5;
  }
  return 1;
}

tl::expected<std::vector<Language>, Errors> load_languages(const fs::path& file) {
  auto opened = open_document(file);
  if (!opened) return tl::unexpected<Errors>(of_kind({std::move(opened.error())}, ErrorKind::internal));
  auto& document = **opened;
  std::vector<Language> languages;
  if (document.errors().empty()) {
    auto table = root_of(document);
    std::set<std::string> seen;
    for (auto& one : table.tables("language")) {
      languages.push_back(read_language(one));
      if (!seen.insert(languages.back().id).second)
        one.error_at_value("id", fmt::format("the language `{}` is there already", languages.back().id));
    }
    if (languages.empty() && document.errors().empty()) table.error_here("there is no `[[language]]`");
    table.finish();
  }
  Errors errors;
  take_errors(document, errors);
  read_drivers(languages, file.parent_path() / "drivers", errors);
  if (!errors.empty()) return tl::unexpected<Errors>(of_kind(std::move(errors), ErrorKind::internal));
  return languages;
}

std::vector<std::string> dependency_names(const Language& language) {
  std::vector<std::string> names;
  for (const auto& dependency : language.dependencies) names.push_back(dependency.name);
  return names;
}

const Language* language_named(const std::vector<Language>& all, std::string_view id) {
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Language& language) { return language.id == id; });
  return at == all.end() ? nullptr : &*at;
}

const Language* language_of(const std::vector<Language>& all, const fs::path& folder) {
  std::set<std::string> names, extensions;
  std::error_code code;
  for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
    std::error_code ignored;
    if (!fs::is_regular_file(at->path(), ignored)) continue;
    names.insert(at->path().filename().string());
    extensions.insert(at->path().extension().string());
  }
  const auto only = [&](const auto& fits) -> const Language* {
    const Language* found = nullptr;
    for (const auto& language : all) {
      if (!fits(language)) continue;
      if (found) return nullptr;
      found = &language;
    }
    return found;
  };
  const auto has_main = [&](const Language& language) { return names.count(language.main) > 0; };
  if (std::any_of(all.begin(), all.end(), has_main)) return only(has_main);
  return only([&](const Language& language) {
    return std::any_of(language.extensions.begin(), language.extensions.end(),
                       [&](const auto& extension) { return extensions.count(extension) > 0; });
  });
}

tl::expected<Override, Errors> load_override(const fs::path& folder) {
  const auto file = folder / "bexercise.toml";
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return Override{};
  auto opened = open_document(file);
  if (!opened) return tl::unexpected<Errors>(of_kind({std::move(opened.error())}, ErrorKind::usage));
  auto& document = **opened;
  Override given;
  if (document.errors().empty()) {
    auto table = root_of(document);
    if (table.has("language")) given.language = required_slug(table, "language");
    given.build = read_command(table, "build");
    given.run = read_command(table, "run");
    table.finish();
  }
  Errors errors;
  take_errors(document, errors);
  if (!errors.empty()) return tl::unexpected<Errors>(of_kind(std::move(errors), ErrorKind::usage));
  return given;
}

} // namespace bex::model
