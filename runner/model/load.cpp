#include "runner/model/exercise.hpp"

#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace bex::model {
namespace {

Error missing_file(const fs::path& file, std::string help) {
  return {ErrorKind::pack,
          fmt::format("`{}` is missing", file.lexically_normal().string()),
          {},
          std::move(help),
          {}};
}

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(fs::symlink_status(path, ignored));
}

// The folders of a pack that look like exercises, for "did you mean".
std::vector<std::string> folders_with_exercise(const fs::path& pack) {
  std::vector<std::string> names;
  std::error_code code;
  for (fs::directory_iterator at(pack, code), end; !code && at != end; at.increment(code))
    if (is_file(at->path() / "exercise.toml")) names.push_back(at->path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

// False, and reported at the id's place in pack.toml, when there is no such folder.
bool folder_is_there(Document& document, const Reader::Text& id, const fs::path& pack) {
  if (is_folder(pack / id.value)) return true;
  auto help = nearest(id.value, folders_with_exercise(pack));
  document.report(id.place, fmt::format("there is no folder `{}` in the pack", id.value), {},
                  help.empty() ? fmt::format("make {}/exercise.toml, or take the id out", id.value) : help);
  return false;
}

// pack.toml, opened and read; nothing when it is not worth going on.
std::optional<PackHead> open_pack(const fs::path& folder, std::unique_ptr<Document>& document,
                                  Errors& errors) {
  if (!is_file(folder / "pack.toml")) {
    errors.push_back(missing_file(folder / "pack.toml", "a pack is a folder with a pack.toml"));
    return std::nullopt;
  }
  auto opened = open_document(folder / "pack.toml");
  if (!opened) {
    errors.push_back(std::move(opened.error()));
    return std::nullopt;
  }
  document = std::move(*opened);
  auto table = root_of(*document);
  if (!document->errors().empty() || !known_format(table)) {
    take_errors(*document, errors);
    return std::nullopt;
  }
  auto head = read_pack_head(table);
  table.finish();
  return head;
}

std::unique_ptr<Document> open_exercise(const fs::path& folder, Errors& errors) {
  if (!is_file(folder / "exercise.toml")) {
    errors.push_back(missing_file(folder / "exercise.toml",
                                  "an exercise is a folder with an exercise.toml and a README.md"));
    return nullptr;
  }
  auto opened = open_document(folder / "exercise.toml");
  if (!opened) {
    errors.push_back(std::move(opened.error()));
    return nullptr;
  }
  if (!(*opened)->errors().empty()) {
    take_errors(**opened, errors);
    return nullptr;
  }
  return std::move(*opened);
}

// Names each exercise that requires itself by way of others, once.
void find_cycles(const Pack& pack, Errors& errors) {
  enum class Mark { open, done };
  std::map<std::string, Mark> marks;
  std::vector<std::string> path;
  const auto visit = [&](const auto& self, const Exercise& exercise) -> void {
    const auto [at, fresh] = marks.emplace(exercise.id, Mark::open);
    if (!fresh) {
      if (at->second == Mark::done) return;
      std::vector<std::string> round(std::find(path.begin(), path.end(), exercise.id), path.end());
      round.push_back(exercise.id);
      errors.push_back({ErrorKind::pack,
                        fmt::format("`{}` requires itself: {}", exercise.id, join(round, " -> ")),
                        {},
                        "take one of these out of its `requires`",
                        {}});
      return;
    }
    path.push_back(exercise.id);
    for (const auto& id : exercise.requires_ids)
      for (const auto& other : pack.exercises)
        if (other.id == id && id != exercise.id) self(self, other);
    path.pop_back();
    marks[exercise.id] = Mark::done;
  };
  for (const auto& exercise : pack.exercises) visit(visit, exercise);
}

// An alias must lead to one exercise.
void check_aliases(const Exercise& exercise, std::map<std::string, std::string>& owners, Reader& table) {
  for (const auto& alias : table.placed_texts("aliases")) {
    const auto [at, fresh] = owners.emplace(alias.value, exercise.id);
    if (!fresh && is_slug(alias.value))
      table.document().report(alias.place, fmt::format("`{}` already leads to `{}`", alias.value, at->second),
                              {}, "ids and aliases are unique in a pack");
  }
}

// A profile is for the stages before its own, which the last of `pack` is.
void check_profile(const Pack& pack, Reader& exercise) {
  const auto* settings = std::get_if<http::Settings>(&pack.exercises.back().settings);
  if (!settings || settings->profile.none() || (pack.staged && pack.exercises.size() > 1)) return;
  exercise.table_or_empty("http").error_at_value(
      "profile", "a profile is for earlier stages",
      pack.staged ? "this is the first stage" : "this pack has no stages", "remove it");
}

} // namespace

tl::expected<Pack, Errors> load_pack(const fs::path& folder) {
  Errors errors;
  std::unique_ptr<Document> document;
  auto head = open_pack(folder, document, errors);
  if (!head) return tl::unexpected<Errors>(std::move(errors));
  std::erase_if(head->exercises, [&](const auto& id) { return !folder_is_there(*document, id, folder); });
  take_errors(*document, errors);

  Pack pack{head->id, head->version, head->title, head->license, head->staged, {}, folder};
  const auto ids = values_of(head->exercises);
  std::map<std::string, std::string> owners;
  for (const auto& id : ids) owners.emplace(id, id);
  for (const auto& id : ids) {
    const auto place = folder / id;
    const auto file = open_exercise(place, errors);
    if (!is_file(place / "README.md"))
      errors.push_back(missing_file(place / "README.md", "write the statement there"));
    if (!file) continue;
    auto table = root_of(*file);
    pack.exercises.push_back(read_exercise(table, place, ids));
    check_aliases(pack.exercises.back(), owners, table);
    if (pack.staged && pack.exercises.back().kind == "function")
      table.error_at_value("kind", "a staged pack is one program, and has no functions", {},
                           "make it a stage of kind `stdio` or `http`, or take it to another pack");
    check_profile(pack, table);
    take_errors(*file, errors);
  }
  find_cycles(pack, errors);
  if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
  return pack;
}

tl::expected<Exercise, Errors> load_checks(const fs::path& file) {
  auto document = open_document(file);
  if (!document) return tl::unexpected<Errors>(Errors{std::move(document.error())});
  Exercise exercise;
  if ((*document)->errors().empty()) {
    auto table = root_of(**document);
    exercise = read_http_checks(table);
  }
  Errors errors;
  take_errors(**document, errors);
  if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
  return exercise;
}

tl::expected<LookFile, Errors> load_looks(const fs::path& file) {
  auto document = open_document(file);
  if (!document) return tl::unexpected<Errors>(Errors{std::move(document.error())});
  auto text = read_file(file, toml_limit);
  LookFile looks;
  if ((*document)->errors().empty()) {
    auto table = root_of(**document);
    looks = read_looks(table);
  }
  Errors errors;
  take_errors(**document, errors);
  if (!text) errors.push_back(text.error());
  if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
  looks.text = std::move(*text);
  return looks;
}

const Exercise* find_exercise(const Pack& pack, std::string_view id) {
  for (const auto& exercise : pack.exercises)
    if (exercise.id == id) return &exercise;
  for (const auto& exercise : pack.exercises)
    if (std::find(exercise.aliases.begin(), exercise.aliases.end(), id) != exercise.aliases.end())
      return &exercise;
  return nullptr;
}

namespace {

// The keys before the first table: all that an outline needs. A line that starts with a bracket may also
// belong to a value of several lines; then the cut is no TOML, and the caller reads the whole file.
std::string_view before_tables(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto first = text.find_first_not_of(" \t", at);
    if (first != std::string_view::npos && text[first] == '[') return text.substr(0, at);
    const auto end = text.find('\n', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  return text;
}

std::unique_ptr<Document> open_outline(const fs::path& file, Errors& errors) {
  auto text = read_file(file, toml_limit);
  if (!text) {
    text.error().kind = ErrorKind::pack;
    errors.push_back(std::move(text.error()));
    return nullptr;
  }
  const auto name = file.lexically_normal().string();
  auto document = Document::parse(name, std::string(before_tables(*text)));
  if (!document->errors().empty()) document = Document::parse(name, std::move(*text));
  return document;
}

} // namespace

tl::expected<Outline, Errors> load_outline(const fs::path& folder) {
  Errors errors;
  std::unique_ptr<Document> document;
  auto head = open_pack(folder, document, errors);
  if (!head) return tl::unexpected<Errors>(std::move(errors));
  take_errors(*document, errors);
  Outline outline{head->id, head->version, head->title, head->license, head->staged, {}, folder};
  const auto ids = values_of(head->exercises);
  for (const auto& id : ids) {
    const auto file = open_outline(folder / id / "exercise.toml", errors);
    if (!file) continue;
    if (file->errors().empty()) {
      auto table = root_of(*file);
      outline.exercises.push_back(read_entry(table, id, ids));
    }
    take_errors(*file, errors);
  }
  if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
  return outline;
}

} // namespace bex::model
