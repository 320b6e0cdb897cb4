#include "runner/cli/opening.hpp"

#include <fmt/format.h>

namespace bex::cli {
namespace {

// In a staged pack a stage opens when the one before it has passed.
Result<void> check_open(store::Progress& progress, const model::Pack& pack, const std::string& exercise) {
  if (!pack.staged) return {};
  auto standings = progress.standings(pack.id);
  if (!standings) return tl::unexpected<Error>(standings.error());
  for (const auto& stage : pack.exercises) {
    if (stage.id == exercise) return {};
    const auto found = standings->find(stage.id);
    if (found == standings->end() || !(found->second.passed || found->second.partial))
      return fail(ErrorKind::usage,
                  fmt::format("the stage `{}` is not open yet: `{}` comes before it", exercise, stage.id),
                  fmt::format("bexercise start {}/{}", pack.id, stage.id));
  }
  return {};
}

} // namespace

Answered run_start(Session& session) {
  auto progress = open_progress(session);
  if (!progress) return refuse(progress.error());
  auto current = progress->current();
  if (!current) return refuse(current.error());
  auto place = find_place(session, session.args.exercise, *current ? (*current)->pack : "");
  if (!place) return refuse(place.error());
  if (auto open = check_open(*progress, place->pack, place->exercise); !open) return refuse(open.error());
  return open_exercise(session, *progress, place->place, place->pack,
                       *model::find_exercise(place->pack, place->exercise));
}

} // namespace bex::cli
