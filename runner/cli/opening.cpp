#include "runner/cli/opening.hpp"

#include "runner/model/driver.hpp"
#include "runner/pipeline/toolchain.hpp"
#include "runner/render/text.hpp"
#include "runner/store/workspace.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

namespace bex::cli {
namespace {

bool allowed(const model::Exercise& exercise, const model::Language& language) {
  const auto& ids = exercise.languages;
  const bool has_start =
      store::starter_of(exercise, language) || model::template_for(exercise, language).has_value();
  return has_start && (ids.empty() || std::find(ids.begin(), ids.end(), language.id) != ids.end());
}

tl::unexpected<Error> in_no_language(const model::Exercise& exercise) {
  return fail(ErrorKind::pack,
              fmt::format("`{}` can be solved in no language that this version knows", exercise.id),
              "its author adds a folder `starters/LANGUAGE`: nothing stands in for one in this kind");
}

tl::expected<const model::Language*, Error>
asked_for(const std::vector<model::Language>& all, const model::Exercise& exercise, const std::string& id) {
  std::vector<std::string> known;
  for (const auto& language : all)
    if (allowed(exercise, language)) known.push_back(language.id);
  const auto* language = model::language_named(all, id);
  if (language && allowed(exercise, *language)) return language;
  if (known.empty()) return in_no_language(exercise);
  const auto near = closest(id, known);
  return fail(ErrorKind::usage,
              language ? fmt::format("`{}` is not offered in {}", exercise.id, language->name)
                       : fmt::format("there is no language `{}`", id),
              near.empty() || language ? "choose one of " + join(known, ", ")
                                       : "did you mean `" + near + "`?");
}

// What was asked for; else the language of this folder, else the one used last, else the first that this
// machine can run.
tl::expected<const model::Language*, Error>
choose(const Session& session, const std::vector<model::Language>& all, const model::Exercise& exercise,
       const std::string& in_folder, const std::string& used_last) {
  if (!session.args.language.empty()) return asked_for(all, exercise, session.args.language);
  for (const auto& id : {in_folder, used_last})
    if (const auto* language = model::language_named(all, id); language && allowed(exercise, *language))
      return language;
  const model::Language* first = nullptr;
  for (const auto& language : all) {
    if (!allowed(exercise, language)) continue;
    if (!first) first = &language;
    if (pipeline::has_tools(language)) return &language;
  }
  if (first) return first;
  return in_no_language(exercise);
}

std::string files_text(const store::LaidOut& laid_out) {
  std::string text;
  if (!laid_out.written.empty()) text += fmt::format("  new   {}\n", join(laid_out.written, ", "));
  if (!laid_out.kept.empty())
    text += fmt::format("  yours {} (left as they are)\n", join(laid_out.kept, ", "));
  return text;
}

std::string opening_text(const Session& session, const model::Pack& pack, const model::Exercise& exercise,
                         const model::Language& language, const store::LaidOut& laid_out,
                         const std::string& statement) {
  using render::Paint;
  const auto& style = session.style;
  const auto at = std::find_if(pack.exercises.begin(), pack.exercises.end(),
                               [&](const auto& e) { return e.id == exercise.id; });
  std::string text = render::paint(style, Paint::dim,
                                   fmt::format("{0} {1}/{2} {5} {3} {5} about {4} min", pack.id,
                                               at - pack.exercises.begin() + 1, pack.exercises.size(),
                                               language.name, exercise.minutes, render::glyphs(style).dot));
  text += "\n\n" + render::markdown(statement, style) + "\n";
  text += render::paint(style, Paint::bold, shown(laid_out.folder)) + "\n" + files_text(laid_out);
  const auto folder = shown(laid_out.folder);
  text += fmt::format("\nEdit the files there, then\n  cd {}\n  bexercise test      # as often as you like, "
                      "nothing is recorded\n"
                      "  bexercise submit    # records, and opens the next one\n",
                      folder.starts_with("~/") ? "~/" + shell_quote(folder.substr(2)) : shell_quote(folder));
  if (!pipeline::has_tools(language))
    text += fmt::format("\n{} {} is not installed on this machine. {}\n",
                        render::paint(style, Paint::yellow, "note:"), language.name, language.install);
  return text;
}

} // namespace

Answered open_exercise(Session& session, store::Progress& progress, const store::PackPlace& place,
                       const model::Pack& pack, const model::Exercise& exercise) {
  auto all = languages(session);
  if (!all) return refuse(all.error());
  auto current = progress.current();
  if (!current) return refuse(current.error());
  const auto folder = store::folder_of(session.places, pack, exercise);
  const auto there = store::find_workspace(folder);
  const bool ours = there && there->folder == folder;
  auto language = choose(session, *all, exercise, ours ? there->marker.language : "",
                         *current ? (*current)->language : "");
  if (!language) return refuse(language.error());
  const auto statement = read_file(exercise.folder / "README.md");
  if (!statement) return refuse(statement.error());
  // An author's folder is found again by its path, any other pack by its id.
  const auto source = place.origin == store::PackPlace::Origin::folder ? place.folder.string() : "";
  auto laid_out = store::lay_out(session.places, pack, exercise, **language, source);
  if (!laid_out) return refuse(laid_out.error());
  const auto name = source.empty() ? pack.id : source;
  if (auto set = progress.set_current(name, exercise.id, (*language)->id); !set) return refuse(set.error());

  nlohmann::ordered_json members;
  members["pack"] = pack.id;
  members["exercise"] = exercise.id;
  members["title"] = exercise.title;
  members["language"] = (*language)->id;
  members["folder"] = laid_out->folder.string();
  members["written"] = laid_out->written;
  members["kept"] = laid_out->kept;
  members["statement"] = *statement;
  return answer(session, opening_text(session, pack, exercise, **language, *laid_out, *statement), members);
}

} // namespace bex::cli
