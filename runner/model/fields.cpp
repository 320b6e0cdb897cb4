#include "runner/model/fields.hpp"

#include "graders/registry.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace bex::model {
namespace {

constexpr int format = 1;

const char* const slug_rule =
    "a slug has lower-case letters, digits and single hyphens, at most 64 bytes: `two-stacks`";

bool is_version(std::string_view text) {
  const auto parts = split(text, '.');
  return parts.size() == 3 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           return !part.empty() && part.size() <= 9 &&
                  std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
         });
}

std::vector<std::string> kinds() {
  std::vector<std::string> names;
  for (const auto& grader : graders()) names.emplace_back(grader.kind);
  return names;
}

void check_requires(Reader& table, const Outline::Entry& entry, std::span<const Reader::Text> required,
                    std::span<const std::string> siblings) {
  for (const auto& [id, place] : required) {
    if (id == entry.id)
      table.document().report(place, fmt::format("`{}` requires itself", id), {}, "remove it");
    else if (std::find(siblings.begin(), siblings.end(), id) == siblings.end())
      table.document().report(place, fmt::format("`{}` is no exercise of this pack", id), {},
                              nearest(id, siblings));
  }
}

} // namespace

Result<std::unique_ptr<Document>> open_document(const fs::path& file) {
  auto text = read_file(file, toml_limit);
  if (!text) {
    Error error = text.error();
    error.kind = ErrorKind::pack;
    return tl::unexpected<Error>(std::move(error));
  }
  return Document::parse(file.lexically_normal().string(), std::move(*text));
}

Reader root_of(Document& document) {
  return {document, document.table(), Span{}};
}

void take_errors(Document& document, Errors& all) {
  auto& found = document.errors();
  std::stable_sort(found.begin(), found.end(), [](const Error& a, const Error& b) {
    const Span left = a.label ? a.label->span : Span{}, right = b.label ? b.label->span : Span{};
    return std::pair(left.line, left.column) < std::pair(right.line, right.column);
  });
  std::move(found.begin(), found.end(), std::back_inserter(all));
  found.clear();
}

std::string required_slug(Reader& table, std::string_view key) {
  if (!table.has(key)) table.error_here(fmt::format("`{}` is missing", key), {}, slug_rule);
  auto value = table.text(key);
  if (!value || is_slug(*value)) return value.value_or("");
  table.error_at_value(key, fmt::format("`{}` is no slug", *value), {}, slug_rule);
  return {};
}

std::string required_line(Reader& table, std::string_view key) {
  if (!table.has(key)) return table.required_text(key);
  auto value = table.text(key);
  if (!value) return {};
  if (trim(*value).empty())
    table.error_at_value(key, fmt::format("`{}` is empty", key));
  else if (value->find_first_of("\r\n") != std::string::npos)
    table.error_at_value(key, fmt::format("`{}` must be one line", key));
  return *value;
}

std::vector<Reader::Text> slugs(Reader& table, std::string_view key) {
  std::vector<Reader::Text> kept;
  std::set<std::string> seen;
  for (auto& text : table.placed_texts(key)) {
    if (!is_slug(text.value))
      table.document().report(text.place, fmt::format("`{}` is no slug", text.value), {}, slug_rule);
    else if (!seen.insert(text.value).second)
      table.document().report(text.place, fmt::format("`{}` comes twice in `{}`", text.value, key), {},
                              "remove one of them");
    else
      kept.push_back(std::move(text));
  }
  return kept;
}

std::vector<std::string> values_of(std::vector<Reader::Text> texts) {
  std::vector<std::string> values;
  for (auto& text : texts) values.push_back(std::move(text.value));
  return values;
}

std::string nearest(std::string_view word, std::span<const std::string> known) {
  const auto near = closest(word, known);
  return near.empty() ? std::string() : fmt::format("did you mean `{}`?", near);
}

bool known_format(Reader& table) {
  const auto value = table.integer("format", 0, 1'000'000);
  if (!table.has("format")) {
    table.error_here("`format` is missing", {}, fmt::format("add `format = {}` as the first line", format));
    return true;
  }
  if (!value || *value == format) return true;
  table.error_at_value("format", fmt::format("this pack is of format {}", *value),
                       fmt::format("format {} is what this bexercise reads", format),
                       *value > format ? "update bexercise" : fmt::format("write `format = {}`", format));
  return false;
}

PackHead read_pack_head(Reader& table) {
  PackHead head;
  head.id = required_slug(table, "id");
  head.version = table.required_text("version");
  if (!head.version.empty() && !is_version(head.version))
    table.error_at_value("version", fmt::format("`{}` is no version", head.version), "three numbers",
                         "write it like \"1.4.0\"");
  head.title = required_line(table, "title");
  head.license = required_line(table, "license");
  head.staged = table.boolean("staged").value_or(false);
  const auto before = table.document().errors().size();
  head.exercises = slugs(table, "exercises");
  if (!table.has("exercises"))
    table.error_here("`exercises` is missing", {},
                     "add `exercises = [\"...\"]`, the folders in teaching order");
  else if (head.exercises.empty() && table.document().errors().size() == before)
    table.error_at_value("exercises", "a pack needs at least one exercise");
  return head;
}

Outline::Entry read_entry(Reader& table, const std::string& folder, std::span<const std::string> siblings) {
  Outline::Entry entry;
  entry.id = required_slug(table, "id");
  if (!entry.id.empty() && entry.id != folder)
    table.error_at_value("id", fmt::format("the id `{}` is not the folder's name", entry.id), {},
                         fmt::format("write `id = \"{}\"`, or rename the folder", folder));
  entry.title = required_line(table, "title");
  if (table.has("kind"))
    entry.kind = table.one_of("kind", kinds()).value_or("");
  else
    table.error_here("`kind` is missing", {}, "add `kind = \"stdio\"`; known: " + join(kinds(), ", "));
  entry.languages = values_of(slugs(table, "languages"));
  if (entry.kind == "sql" && !table.has("languages")) entry.languages = {"sql"};
  entry.aliases = values_of(slugs(table, "aliases"));
  entry.difficulty = static_cast<int>(table.integer("difficulty", 1, 5).value_or(1));
  entry.minutes = static_cast<int>(table.integer("minutes", 1, 600).value_or(30));
  auto required = slugs(table, "requires");
  check_requires(table, entry, required, siblings);
  entry.requires_ids = values_of(std::move(required));
  return entry;
}

} // namespace bex::model
