// Laying out an exercise in the learner's folder.
#include "runner/model/driver.hpp"
#include "runner/store/entry.hpp"
#include "runner/store/folder.hpp"
#include "runner/store/marker.hpp"
#include "runner/store/tree.hpp"
#include "runner/store/workspace.hpp"
#include "sandboxes/base/digest.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace bex::store {
namespace {

constexpr std::size_t largest_file = std::size_t{32} << 20;

class Layout {
 public:
  Layout(const Folder& folder, LaidOut& out) : folder_(folder), out_(out) {}

  Result<void> file(const std::string& path, std::string_view bytes, bool executable) {
    return put(path, [&](const Folder& in, const std::string& name) -> Result<bool> {
      auto made = in.create(name, bytes, executable);
      if (made && !*made && in.read(name, largest_file) != bytes) out_.kept.push_back(path);
      return made;
    });
  }

  Result<void> link(const std::string& path, const std::string& target) {
    return put(path, [&](const Folder& in, const std::string& name) -> Result<bool> {
      auto made = in.create_link(name, target);
      if (made && !*made && in.read_link(name) != target) out_.kept.push_back(path);
      return made;
    });
  }

  // All of a pack's starter, which is as untrusted as the pack.
  Result<void> starter(const fs::path& from) {
    WalkRules rules;
    rules.passes_over = is_not_the_learners;
    return walk(from, rules, [&](const Entry& entry) -> Result<void> {
      if (entry.kind == Entry::Kind::folder) return {};
      if (entry.kind == Entry::Kind::link) return link(entry.path, entry.target);
      const auto bytes = read_to_end(entry.file);
      if (!bytes)
        return fail_errno(ErrorKind::pack, "could not read `" + (from / entry.path).string() + "`",
                          bytes.error());
      return file(entry.path, *bytes, entry.executable);
    });
  }

  // Written, or written anew while it is what `digests` says we wrote.
  Result<void> statement(const std::string& name, const std::string& text,
                         std::map<std::string, std::string>& digests) {
    const auto digest = Digest().add(text).hex();
    const auto made = folder_.create(name, text, false);
    if (!made) return tl::unexpected<Error>(made.error());
    if (*made) {
      out_.written.push_back(name);
      digests[name] = digest;
      return {};
    }
    const auto there = folder_.read(name, largest_file);
    if (there == text) {
      digests[name] = digest;
      return {};
    }
    const auto ours = digests.find(name);
    if (!there || ours == digests.end() || Digest().add(*there).hex() != ours->second) {
      out_.kept.push_back(name);
      return {};
    }
    ours->second = digest;
    out_.written.push_back(name);
    return folder_.replace(name, text);
  }

 private:
  template <class Make> Result<void> put(const fs::path& path, Make make) {
    const Folder* in = &folder_;
    std::optional<Folder> deeper;
    for (const auto& part : path.parent_path()) {
      auto next = in->below(part.string());
      if (!next && next.error().kind != ErrorKind::usage)
        return tl::unexpected<Error>(std::move(next.error()));
      if (!next) { // the learner has something else where the starter has a folder
        out_.kept.push_back(path.string());
        return {};
      }
      deeper = std::move(*next);
      in = &*deeper;
    }
    const auto made = make(*in, path.filename().string());
    if (!made) return tl::unexpected<Error>(made.error());
    if (*made) out_.written.push_back(path.string());
    return {};
  }

  const Folder& folder_;
  LaidOut& out_;
};

std::string statement_name(const model::Pack& pack, const model::Exercise& exercise) {
  if (!pack.staged) return "STATEMENT.md";
  const auto at = std::find_if(pack.exercises.begin(), pack.exercises.end(),
                               [&](const auto& one) { return one.id == exercise.id; });
  return fmt::format("STATEMENT-{:02}-{}.md", at - pack.exercises.begin() + 1, exercise.id);
}

Result<Folder> open_folder(const Places& places, const model::Pack& pack, const model::Exercise& exercise) {
  auto folder = Folder::open(places.workspace);
  if (folder) folder = folder->below(pack.id);
  if (folder && !pack.staged) folder = folder->below(exercise.id);
  return folder;
}

Result<void> write_starter(Layout& layout, const model::Exercise& exercise, const model::Language& language) {
  if (const auto from = starter_of(exercise, language)) return layout.starter(*from);
  const auto text = model::template_for(exercise, language);
  return text ? layout.file(language.main, *text, false) : Result<void>();
}

} // namespace

std::optional<fs::path> starter_of(const model::Exercise& exercise, const model::Language& language) {
  auto folder = exercise.folder / "starters" / language.id;
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) return std::nullopt;
  return folder;
}

Result<LaidOut> lay_out(const Places& places, const model::Pack& pack, const model::Exercise& exercise,
                        const model::Language& language, const std::string& source) {
  auto statement = read_file(exercise.folder / "README.md", largest_file);
  if (!statement) {
    statement.error().kind = ErrorKind::pack;
    return tl::unexpected<Error>(std::move(statement.error()));
  }
  const auto folder = open_folder(places, pack, exercise);
  if (!folder) return tl::unexpected<Error>(folder.error());
  LaidOut out;
  out.folder = folder->path();
  const auto old_text = folder->read(marker_name, std::size_t{64} << 10);
  const auto old_marker = old_text ? parse_marker(*old_text) : std::nullopt;
  MarkerFile marker{{pack.id, exercise.id, language.id, source},
                    old_marker ? old_marker->statements : std::map<std::string, std::string>()};
  Layout layout(*folder, out);
  Result<void> done;
  // A later stage goes on with the learner's own program, unless it is to be in another language now.
  const bool begins = !pack.staged || !old_marker || old_marker->marker.language != language.id;
  if (begins) done = write_starter(layout, exercise, language);
  if (done) done = layout.statement(statement_name(pack, exercise), *statement, marker.statements);
  // Last: a folder without it was not laid out to the end, and is laid out again.
  const auto text = marker_text(marker);
  if (done && old_text != text) done = folder->replace(marker_name, text);
  if (!done) return tl::unexpected<Error>(std::move(done.error()));
  return out;
}

} // namespace bex::store
