#include "runner/store/marker.hpp"

#include "graders/reader.hpp"
#include "runner/store/folder.hpp"
#include "sandboxes/base/text.hpp"

namespace bex::store {

std::string marker_text(const MarkerFile& file) {
  std::string text = "# of bexercise: which exercise this folder is for\n"
                     "pack = \"" +
                     file.marker.pack +
                     "\"\n"
                     "exercise = \"" +
                     file.marker.exercise +
                     "\"\n"
                     "language = \"" +
                     file.marker.language + "\"\n";
  if (!file.marker.source.empty()) text += "source = '" + file.marker.source + "'\n";
  if (!file.statements.empty()) text += "\n[statements] # as they were written\n";
  for (const auto& [name, digest] : file.statements) text += "\"" + name + "\" = \"" + digest + "\"\n";
  return text;
}

std::optional<MarkerFile> parse_marker(const std::string& text) {
  const auto document = Document::parse(marker_name, text);
  Reader reader(*document, document->table(), Span{});
  MarkerFile file;
  file.marker = {reader.text("pack").value_or(""), reader.text("exercise").value_or(""),
                 reader.text("language").value_or(""), reader.text("source").value_or("")};
  if (auto statements = reader.table("statements"))
    for (const auto& name : statements->keys())
      if (auto digest = statements->text(name)) file.statements[name] = *digest;
  if (!document->errors().empty()) return std::nullopt;
  if (!is_slug(file.marker.pack) || !is_slug(file.marker.exercise) || file.marker.language.empty())
    return std::nullopt;
  return file;
}

bool is_not_the_learners(const std::string& name, int depth) {
  if (name == ".git" || name.starts_with(own_prefix)) return true;
  return depth == 0 && (name == "STATEMENT.md" || (name.starts_with("STATEMENT-") && name.ends_with(".md")));
}

} // namespace bex::store
