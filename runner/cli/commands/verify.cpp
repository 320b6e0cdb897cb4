#include "runner/pipeline/cache.hpp"
#include "runner/pipeline/verify.hpp"
#include "runner/cli/session.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <thread>

namespace bex::cli {
namespace {

using render::Paint;
using State = pipeline::Proof::State;

const char* name_of(State state) {
  switch (state) {
  case State::proven:
    return "ok";
  case State::refuted:
    return "OFF";
  case State::skipped:
    return "skipped";
  }
  return "";
}

Paint paint_of(State state) {
  return state == State::proven ? Paint::green : state == State::refuted ? Paint::red : Paint::yellow;
}

std::string text_of(const pipeline::Verification& verification, const render::Style& style) {
  std::vector<std::vector<render::Cell>> rows = {{{"exercise", Paint::bold},
                                                  {"solution", Paint::bold},
                                                  {"must get", Paint::bold},
                                                  {"", Paint::bold},
                                                  {"s", Paint::bold, true},
                                                  {"what came instead", Paint::bold}}};
  int counts[3] = {};
  for (const auto& proof : verification.proofs) {
    ++counts[static_cast<int>(proof.state)];
    rows.push_back(
        {{proof.exercise},
         {proof.solution},
         {proof.expected},
         {name_of(proof.state), paint_of(proof.state)},
         {fmt::format("{:.1f}", std::chrono::duration<double>(proof.took).count()), Paint::plain, true},
         {proof.why}});
  }
  auto wide = style;
  wide.width = std::max(style.width, 120); // a table for authors: names whole before all
  std::string text = render::table(rows, wide);
  if (!verification.untested.empty())
    text += fmt::format("\nuntested (no labelled solution is caught by it): {}\n",
                        join(verification.untested, ", "));
  if (!verification.shared.empty())
    text += fmt::format("\nnever alone (what it catches, another check catches as well): {}\n",
                        join(verification.shared, ", "));
  text += fmt::format("\n{} proven, {} off, {} skipped, {} checks untested\n", counts[0], counts[1],
                      counts[2], verification.untested.size());
  return text;
}

nlohmann::ordered_json json_of(const pipeline::Verification& verification) {
  auto proofs = nlohmann::ordered_json::array();
  for (const auto& proof : verification.proofs)
    proofs.push_back({{"exercise", proof.exercise},
                      {"solution", proof.solution},
                      {"expected", proof.expected},
                      {"check", proof.check},
                      {"got", proof.got},
                      {"caught_by", proof.caught_by},
                      {"state", name_of(proof.state)},
                      {"why", proof.why},
                      {"took_ms", std::chrono::duration_cast<Millis>(proof.took).count()}});
  nlohmann::ordered_json members;
  members["proofs"] = std::move(proofs);
  members["untested"] = verification.untested;
  members["shared"] = verification.shared;
  return members;
}

} // namespace

Answered run_pack_verify(Session& session) {
  auto place = store::find_pack(session.places, session.args.pack);
  if (!place) return refuse(place.error());
  auto pack = model::load_pack(place->folder);
  if (!pack) return refuse(std::move(pack.error()));
  auto all = languages(session);
  if (!all) return refuse(std::move(all.error()));
  const auto* only = model::find_exercise(*pack, session.args.exercise);
  if (!session.args.exercise.empty() && !only)
    return refuse(ErrorKind::usage, fmt::format("the pack has no exercise `{}`", session.args.exercise),
                  fmt::format("bexercise list {}", session.args.pack));
  auto sandbox = make_sandbox(session.args.unsafe ? Safety::unsafe : Safety::sandboxed);
  if (!sandbox) return refuse(sandbox.error());
  pipeline::tidy(session.places.cache);
  const pipeline::Tools tools{
      **sandbox, system_clock(),       session.progress_line,
      *all,      session.places.cache, std::max(1u, std::thread::hardware_concurrency())};
  auto verification = pipeline::verify(*pack, only ? only->id : "", tools);
  if (!verification) return refuse(std::move(verification.error()));
  const auto code = verification->refuted()   ? ExitCode::pack
                    : verification->skipped() ? ExitCode::machine
                                              : ExitCode::ok;
  return answer(session, text_of(*verification, session.style), json_of(*verification), code);
}

} // namespace bex::cli
