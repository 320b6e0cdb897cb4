#include "runner/cli/session.hpp"

#include <fmt/format.h>

#include <ctime>
#include <set>

namespace bex::cli {
namespace {

using render::Paint;

std::string day_of(std::int64_t seconds) {
  if (seconds == 0) return "";
  const auto time = static_cast<std::time_t>(seconds);
  std::tm local{};
  ::localtime_r(&time, &local);
  char text[16];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &local)};
}

struct Sum {
  int passed = 0, tried = 0, attempts = 0;
  std::int64_t last = 0;
};

Sum sum_of(const std::map<std::string, store::Standing>& standings) {
  Sum sum;
  for (const auto& [id, standing] : standings) {
    sum.passed += standing.passed;
    sum.tried += !standing.passed;
    sum.attempts += standing.attempts;
    sum.last = std::max(sum.last, standing.last_at);
  }
  return sum;
}

} // namespace

Answered run_progress(Session& session) {
  auto progress = open_progress(session);
  if (!progress) return refuse(progress.error());
  // What is at hand first, then packs that only the record knows: nothing that was passed is ever hidden.
  std::vector<std::pair<std::string, std::optional<std::size_t>>> packs;
  std::set<std::string> seen;
  for (const auto& place : store::list_packs(session.places).packs) {
    const auto outline = model::load_outline(place.folder);
    packs.emplace_back(place.id, outline ? std::optional(outline->exercises.size()) : std::nullopt);
    seen.insert(place.id);
  }
  auto recorded = progress->packs();
  if (!recorded) return refuse(recorded.error());
  for (const auto& id : *recorded)
    if (!seen.contains(id)) packs.emplace_back(id, std::nullopt);

  std::vector<std::vector<render::Cell>> rows = {{{"pack", Paint::bold},
                                                  {"passed", Paint::bold, true},
                                                  {"tried", Paint::bold, true},
                                                  {"submits", Paint::bold, true},
                                                  {"last", Paint::bold}}};
  auto json = nlohmann::ordered_json::array();
  for (const auto& [id, exercises] : packs) {
    auto standings = progress->standings(id);
    if (!standings) return refuse(standings.error());
    const auto sum = sum_of(*standings);
    const auto of = exercises ? fmt::format("{}/{}", sum.passed, *exercises) : fmt::format("{}", sum.passed);
    rows.push_back(
        {{id},
         {of, exercises && sum.passed == static_cast<int>(*exercises) ? Paint::green : Paint::plain, true},
         {fmt::format("{}", sum.tried), Paint::plain, true},
         {fmt::format("{}", sum.attempts), Paint::plain, true},
         {day_of(sum.last)}});
    auto done = nlohmann::ordered_json::array();
    for (const auto& [exercise, standing] : *standings)
      done.push_back({{"id", exercise},
                      {"passed", standing.passed},
                      {"partial", standing.partial},
                      {"attempts", standing.attempts},
                      {"best", standing.best},
                      {"first_passed_at", standing.first_passed_at},
                      {"last_at", standing.last_at}});
    json.push_back({{"id", id}, {"passed", sum.passed}, {"exercises", std::move(done)}});
  }
  nlohmann::ordered_json members;
  members["packs"] = std::move(json);
  return answer(session, render::table(rows, session.style), std::move(members));
}

} // namespace bex::cli
