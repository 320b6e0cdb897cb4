#include "runner/cli/session.hpp"

#include <fmt/format.h>

namespace bex::cli {
namespace {

using render::Cell;
using render::Paint;

struct Mark {
  const char* glyph;
  const char* ascii;
  const char* word;
  Paint paint;
};

// A glyph and a word: never colour alone.
Mark mark_of(const store::Standing* standing, bool locked) {
  if (standing && standing->passed) return {"✓", "+", "passed", Paint::green};
  if (standing && standing->partial) return {"◐", "~", "partial", Paint::yellow};
  if (standing && standing->attempts > 0) return {"✗", "x", "tried", Paint::yellow};
  if (locked) return {"·", "-", "locked", Paint::dim};
  return {"○", "o", "open", Paint::plain};
}

struct Listed {
  std::vector<std::vector<Cell>> rows = {
      {{"exercise", Paint::bold}, {"state", Paint::bold}, {"title", Paint::bold}}};
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  int passed = 0;
};

Listed list_pack(const Session& session, const model::Outline& outline,
                 const std::map<std::string, store::Standing>& standings) {
  Listed listed;
  bool locked = false;
  for (const auto& entry : outline.exercises) {
    const auto found = standings.find(entry.id);
    const auto* standing = found == standings.end() ? nullptr : &found->second;
    const auto mark = mark_of(standing, locked);
    auto state = fmt::format("{} {}", session.style.unicode ? mark.glyph : mark.ascii, mark.word);
    if (standing && !standing->passed)
      state += fmt::format(" {}/{}", standing->last_passed, standing->last_total);
    listed.rows.push_back({{entry.id}, {state, mark.paint}, {entry.title}});
    listed.json.push_back({{"id", entry.id},
                           {"title", entry.title},
                           {"kind", entry.kind},
                           {"difficulty", entry.difficulty},
                           {"minutes", entry.minutes},
                           {"state", mark.word},
                           {"attempts", standing ? standing->attempts : 0}});
    listed.passed += standing && standing->passed;
    if (outline.staged && !(standing && (standing->passed || standing->partial))) locked = true;
  }
  return listed;
}

} // namespace

Answered run_list(Session& session) {
  auto progress = open_progress(session);
  if (!progress) return refuse(progress.error());
  auto packs = store::list_packs(session.places);
  if (!session.args.pack.empty()) {
    auto place = store::find_pack(session.places, session.args.pack);
    if (!place) return refuse(place.error());
    packs = {{*place}, {}};
  }
  std::string text;
  auto json = nlohmann::ordered_json::array();
  for (const auto& place : packs.packs) {
    const auto outline = model::load_outline(place.folder);
    if (!outline && packs.packs.size() == 1) return refuse(outline.error());
    if (!outline) {
      packs.broken.insert(packs.broken.end(), outline.error().begin(), outline.error().end());
      continue;
    }
    auto standings = progress->standings(outline->id);
    if (!standings) return refuse(standings.error());
    auto listed = list_pack(session, *outline, *standings);
    if (!text.empty()) text += "\n";
    text += fmt::format("{}  {}  {}/{}\n", render::paint(session.style, Paint::heading, outline->id),
                        outline->title, listed.passed, outline->exercises.size());
    text += render::table(listed.rows, session.style);
    json.push_back({{"id", outline->id},
                    {"title", outline->title},
                    {"version", outline->version},
                    {"staged", outline->staged},
                    {"passed", listed.passed},
                    {"exercises", std::move(listed.json)}});
  }
  if (!packs.broken.empty()) (void)print(2, render::errors(packs.broken, style_for(2, session.args.color)));
  nlohmann::ordered_json members;
  members["packs"] = std::move(json);
  return answer(session, text, std::move(members), packs.broken.empty() ? ExitCode::ok : ExitCode::pack);
}

} // namespace bex::cli
