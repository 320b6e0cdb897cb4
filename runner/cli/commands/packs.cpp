#include "runner/cli/session.hpp"

#include <fmt/format.h>

namespace bex::cli {
namespace {

const char* name_of(store::PackPlace::Origin origin) {
  switch (origin) {
  case store::PackPlace::Origin::bundled:
    return "bundled";
  case store::PackPlace::Origin::fetched:
    return "fetched";
  case store::PackPlace::Origin::folder:
    return "folder";
  }
  return "";
}

nlohmann::ordered_json json_of(const store::PackPlace& place) {
  return {{"id", place.id},
          {"origin", name_of(place.origin)},
          {"folder", place.folder.string()},
          {"url", place.url},
          {"ref", place.ref},
          {"commit", place.commit}};
}

std::string size_text(std::uint64_t bytes) {
  return bytes < 1u << 20 ? fmt::format("{} KiB", bytes >> 10)
                          : fmt::format("{:.1f} MiB", static_cast<double>(bytes) / (1u << 20));
}

std::string changes_text(const store::Update& update) {
  if (update.old_commit == update.place.commit)
    return fmt::format("`{}` is up to date at {}\n", update.place.id, update.place.commit.substr(0, 12));
  std::string text = fmt::format("`{}` moved from {} to {}\n", update.place.id,
                                 update.old_commit.substr(0, 12), update.place.commit.substr(0, 12));
  for (const auto& [word, ids] : {std::pair{"new", &update.added}, std::pair{"changed", &update.changed},
                                  std::pair{"gone", &update.removed}})
    for (const auto& id : *ids) text += fmt::format("  {:8}{}\n", word, id);
  return text + "Your files and your progress are as they were.\n";
}

} // namespace

Answered run_fetch(Session& session) {
  const auto show = [&](const store::Transfer& transfer) {
    session.progress_line.show(fmt::format("fetching {}: {}/{} objects, {}", session.args.source,
                                           transfer.objects, transfer.total_objects,
                                           size_text(transfer.bytes)));
  };
  nlohmann::ordered_json members;
  if (session.args.update) {
    auto updated = store::update(session.places, session.args.source, show);
    if (!updated) return refuse(std::move(updated.error()));
    members["pack"] = json_of(updated->place);
    members["old_commit"] = updated->old_commit;
    members["changed"] = updated->changed;
    members["added"] = updated->added;
    members["removed"] = updated->removed;
    return answer(session, changes_text(*updated), members);
  }
  auto place = store::fetch(session.places, session.args.source, show);
  if (!place) return refuse(std::move(place.error()));
  auto outline = model::load_outline(place->folder);
  if (!outline) return refuse(std::move(outline.error()));
  members["pack"] = json_of(*place);
  members["exercises"] = outline->exercises.size();
  return answer(session,
                fmt::format("`{}`: {} ({} exercises), pinned to {}\n\n  bexercise next {}\n", place->id,
                            outline->title, outline->exercises.size(), place->commit.substr(0, 12),
                            place->id),
                members);
}

Answered run_packs(Session& session) {
  const auto packs = store::list_packs(session.places);
  using render::Paint;
  std::vector<std::vector<render::Cell>> rows = {
      {{"pack", Paint::bold}, {"from", Paint::bold}, {"commit", Paint::bold}, {"source", Paint::bold}}};
  auto json = nlohmann::ordered_json::array();
  for (const auto& place : packs.packs) {
    rows.push_back({{place.id},
                    {name_of(place.origin)},
                    {place.commit.substr(0, 12)},
                    {place.url.empty() ? shown(place.folder) : place.url}});
    json.push_back(json_of(place));
  }
  if (!packs.broken.empty()) (void)print(2, render::errors(packs.broken, style_for(2, session.args.color)));
  nlohmann::ordered_json members;
  members["packs"] = std::move(json);
  return answer(session, render::table(rows, session.style), std::move(members),
                packs.broken.empty() ? ExitCode::ok : ExitCode::pack);
}

Answered run_packs_remove(Session& session) {
  if (auto removed = store::remove_pack(session.places, session.args.pack); !removed)
    return refuse(removed.error());
  nlohmann::ordered_json members;
  members["removed"] = session.args.pack;
  return answer(
      session,
      fmt::format("`{}` is removed; your files and your progress are as they were\n", session.args.pack),
      members);
}

} // namespace bex::cli
