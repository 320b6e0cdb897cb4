#include "runner/cli/session.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace bex::cli {
namespace {

// The exercise `slug` in each of the packs that has it.
std::vector<Place> places_with(const std::vector<store::PackPlace>& packs, const std::string& slug,
                               std::vector<std::string>& known, Errors& broken) {
  std::vector<Place> found;
  for (const auto& place : packs) {
    const auto outline = model::load_outline(place.folder);
    if (!outline) {
      broken.insert(broken.end(), outline.error().begin(), outline.error().end());
      continue;
    }
    for (const auto& entry : outline->exercises) {
      known.push_back(entry.id);
      const bool named = entry.id == slug ||
                         std::find(entry.aliases.begin(), entry.aliases.end(), slug) != entry.aliases.end();
      if (named) found.push_back({place, {}, entry.id});
    }
  }
  return found;
}

tl::unexpected<Errors> unknown_exercise(const std::string& name, const std::vector<std::string>& known,
                                        const std::string& list) {
  const auto near = closest(name, known);
  return refuse(ErrorKind::usage, fmt::format("there is no exercise `{}`", name),
                near.empty() ? list : fmt::format("did you mean `{}`?", near));
}

tl::expected<Place, Errors> in_pack(store::PackPlace place, const std::string& slug) {
  auto pack = model::load_pack(place.folder);
  if (!pack) return refuse(std::move(pack.error()));
  if (const auto* exercise = model::find_exercise(*pack, slug)) {
    const auto id = exercise->id;
    return Place{std::move(place), std::move(*pack), id};
  }
  std::vector<std::string> known;
  for (const auto& exercise : pack->exercises) known.push_back(exercise.id);
  return unknown_exercise(slug, known, fmt::format("bexercise list {}", place.id));
}

} // namespace

Answer answer(const Session& session, std::string text, nlohmann::ordered_json members, ExitCode code) {
  if (session.args.json)
    text = render::envelope(session.args.verb, static_cast<int>(code), std::move(members));
  return {std::move(text), code};
}

Answer told(const Session& session, const Error& error, int code) {
  if (session.args.json) return {render::errors_json({error}, session.args.verb, code), ExitCode{code}};
  return {"", ExitCode{code}, render::error(error, style_for(2, session.args.color))};
}

Result<store::Progress> open_progress(const Session& session) {
  return store::Progress::open(session.places.state / "progress.db");
}

tl::expected<std::vector<model::Language>, Errors> languages(const Session& session) {
  return model::load_languages(store::languages_file(session.places));
}

tl::expected<Place, Errors> find_place(const Session& session, const std::string& name,
                                       const std::string& prefer) {
  if (const auto slash = name.rfind('/'); slash != std::string::npos) {
    auto place = store::find_pack(session.places, name.substr(0, slash));
    if (!place) return refuse(place.error());
    return in_pack(std::move(*place), name.substr(slash + 1));
  }
  auto packs = store::list_packs(session.places);
  std::vector<std::string> known;
  auto found = places_with(packs.packs, name, known, packs.broken);
  for (auto& place : found)
    if (found.size() == 1 || place.place.id == prefer) return in_pack(std::move(place.place), place.exercise);
  if (found.empty()) {
    auto unknown = unknown_exercise(name, known, "bexercise list");
    // It may well be in a pack that cannot be read.
    unknown.value().insert(unknown.value().end(), packs.broken.begin(), packs.broken.end());
    return unknown;
  }
  std::vector<std::string> choices;
  for (const auto& place : found) choices.push_back(place.place.id + "/" + place.exercise);
  return refuse(ErrorKind::usage, fmt::format("`{}` is in more than one pack", name),
                fmt::format("say which: {}", join(choices, ", ")));
}

std::string shown(const std::filesystem::path& path) {
  const char* home = std::getenv("HOME");
  const auto text = path.string();
  if (home && *home && text.starts_with(std::string(home) + "/"))
    return "~" + text.substr(std::string(home).size());
  return text;
}

} // namespace bex::cli
