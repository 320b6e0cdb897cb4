#include "runner/cli/session.hpp"
#include "runner/pipeline/cache.hpp"
#include "runner/pipeline/proofs.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <thread>

namespace bex::cli {
namespace {

using render::Paint;
using State = pipeline::Proof::State;

std::string or_none(const std::vector<std::string>& ids) {
  return ids.empty() ? "none" : join(ids, ", ");
}

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

// The exercises to prove, and a line that says which they are where a sample was asked for.
struct Chosen {
  std::vector<std::string> exercises;
  std::string words;
};

Result<Chosen> choose(const Args& args, const model::Pack& pack, const pipeline::Record& record) {
  Chosen chosen;
  if (!args.exercise.empty()) {
    chosen.exercises = {model::find_exercise(pack, args.exercise)->id};
  } else if (args.sample) {
    const auto seed = args.seed.value_or(std::random_device()());
    auto selection = pipeline::select(pack, record, *args.sample, seed);
    if (!selection) return tl::unexpected<Error>(std::move(selection.error()));
    chosen.words = fmt::format("changed: {}\nsample with --seed {}: {}\n", or_none(selection->changed), seed,
                               or_none(selection->sampled));
    chosen.exercises = std::move(selection->changed);
    chosen.exercises.insert(chosen.exercises.end(), selection->sampled.begin(), selection->sampled.end());
  } else {
    for (const auto& exercise : pack.exercises) chosen.exercises.push_back(exercise.id);
  }
  return chosen;
}

// What is proven now goes into the pack's record; what is off leaves it.
Result<void> write_record(const model::Pack& pack, const Chosen& chosen, pipeline::Record record,
                          const pipeline::Verification& verification) {
  for (const auto& id : chosen.exercises) {
    auto digest = pipeline::digest_of(pack, *model::find_exercise(pack, id));
    if (!digest) return tl::unexpected<Error>(std::move(digest.error()));
    if (verification.holds(id))
      record[id] = *digest;
    else
      record.erase(id);
  }
  return pipeline::save_record(pack, record);
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
  const auto kept = std::count_if(verification.proofs.begin(), verification.proofs.end(),
                                  [](const auto& proof) { return proof.kept; });
  text += fmt::format("\n{} proven{}, {} off, {} skipped, {} checks untested\n", counts[0],
                      kept > 0 ? fmt::format(" ({} of them earlier)", kept) : "", counts[1], counts[2],
                      verification.untested.size());
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
                      {"kept", proof.kept},
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
  auto record = pipeline::load_record(*pack);
  if (!record) return refuse(std::move(record.error()));
  const auto chosen = choose(session.args, *pack, *record);
  if (!chosen) return refuse(chosen.error());
  auto verification =
      pipeline::verify(*pack, chosen->exercises,
                       session.args.every_stage ? pipeline::Earlier::every : pipeline::Earlier::one, tools);
  if (!verification) return refuse(std::move(verification.error()));
  if (session.args.record)
    if (auto written = write_record(*pack, *chosen, *record, *verification); !written)
      return refuse(written.error());
  const auto code = verification->refuted()   ? ExitCode::pack
                    : verification->skipped() ? ExitCode::machine
                                              : ExitCode::ok;
  return answer(session, chosen->words + text_of(*verification, session.style), json_of(*verification), code);
}

} // namespace bex::cli
