#include "runner/cli/opening.hpp"

#include <fmt/format.h>

namespace bex::cli {
namespace {

using Standings = std::map<std::string, store::Standing>;

bool done(const Standings& standings, const std::string& id) {
  const auto found = standings.find(id);
  return found != standings.end() && (found->second.passed || found->second.partial);
}

// The first exercise that is open and not done; empty when all are.
std::string first_open(const model::Outline& outline, const Standings& standings) {
  for (const auto& entry : outline.exercises)
    if (!done(standings, entry.id)) return entry.id;
  return {};
}

// The packs to look in: the one that was named; else the one in use first, then the others in order.
tl::expected<std::vector<store::PackPlace>, Errors> candidates(const Session& session,
                                                               const std::string& in_use) {
  if (!session.args.pack.empty()) {
    auto place = store::find_pack(session.places, session.args.pack);
    if (!place) return refuse(place.error());
    return std::vector{*place};
  }
  auto packs = store::list_packs(session.places).packs;
  if (packs.empty())
    return refuse(ErrorKind::usage, "there is no pack on this machine", "get one with `bexercise fetch URL`");
  std::stable_partition(packs.begin(), packs.end(), [&](const auto& place) { return place.id == in_use; });
  return packs;
}

} // namespace

Answered run_next(Session& session) {
  auto progress = open_progress(session);
  if (!progress) return refuse(progress.error());
  auto current = progress->current();
  if (!current) return refuse(current.error());
  auto places = candidates(session, *current ? (*current)->pack : "");
  if (!places) return refuse(places.error());
  for (const auto& place : *places) {
    const auto outline = model::load_outline(place.folder);
    if (!outline) return refuse(outline.error());
    auto standings = progress->standings(outline->id);
    if (!standings) return refuse(standings.error());
    if (const auto id = first_open(*outline, *standings); !id.empty()) {
      auto pack = model::load_pack(place.folder);
      if (!pack) return refuse(pack.error());
      return open_exercise(session, *progress, place, *pack, *model::find_exercise(*pack, id));
    }
  }
  const auto what = session.args.pack.empty() ? std::string("every exercise of every pack at hand")
                                              : "`" + places->front().id + "`";
  nlohmann::ordered_json members;
  members["exercise"] = nullptr;
  return answer(
      session,
      fmt::format(
          "You have passed {}.\n`bexercise fetch URL` brings more; `bexercise list` shows what there is.\n",
          what),
      members);
}

} // namespace bex::cli
