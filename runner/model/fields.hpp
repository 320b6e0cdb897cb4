// What pack.toml, exercise.toml and their like have in common. For runner/model only.
#pragma once

#include "graders/reader.hpp"
#include "runner/model/pack.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bex::model {

// The largest TOML file that is read.
inline constexpr std::uint64_t toml_limit = 4u << 20;

// The file parsed, or why it cannot be read. Syntax errors are in the document.
[[nodiscard]] Result<std::unique_ptr<Document>> open_document(const std::filesystem::path& file);

// A reader of the whole file.
[[nodiscard]] Reader root_of(Document& document);

// The errors found so far, in the order of the file, moved to the end of `all`.
void take_errors(Document& document, Errors& all);

// A text that is a slug, "" when it is not or is missing.
[[nodiscard]] std::string required_slug(Reader& table, std::string_view key);
// A text of one line that is not blank.
[[nodiscard]] std::string required_line(Reader& table, std::string_view key);
// Those of an array that are slugs and come for the first time; the others are reported.
[[nodiscard]] std::vector<Reader::Text> slugs(Reader& table, std::string_view key);
[[nodiscard]] std::vector<std::string> values_of(std::vector<Reader::Text> texts);

// "did you mean `x`?", or "" when nothing is near.
[[nodiscard]] std::string nearest(std::string_view word, std::span<const std::string> known);

// pack.toml without its exercises' files.
struct PackHead {
  std::string id, version, title, license;
  bool staged = false;
  std::vector<Reader::Text> exercises;
};
[[nodiscard]] PackHead read_pack_head(Reader& table);
// False when the file is of a format that this program does not know: then nothing else of it means anything.
[[nodiscard]] bool known_format(Reader& table);

// The first keys of exercise.toml. `folder` is the id that is expected; `siblings` are all ids of the pack.
[[nodiscard]] Outline::Entry read_entry(Reader& table, const std::string& folder,
                                        std::span<const std::string> siblings);

} // namespace bex::model
