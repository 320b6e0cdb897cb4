#include "runner/pipeline/support.hpp"

#include "runner/model/driver.hpp"
#include "runner/store/workspace.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::pipeline {
namespace {

struct Needs {
  bool python = false;
  std::string reference; // below solutions/accepted; empty: none
  bool yardstick = false;
};

// Expected outputs that are given need neither generator nor reference; then no Python is looked for either.
void add(Needs& needs, const stdio::Spec& spec) {
  needs.yardstick = needs.yardstick || (spec.bar && spec.bar->ratio > 0);
  needs.python = needs.python || spec.rule.kind == compare::Kind::checker;
  for (const auto& one : spec.cases)
    needs.python = needs.python || !one.output || std::holds_alternative<stdio::Generated>(one.input);
}
void add(Needs& needs, const interactive::Spec&) {
  needs.python = true;
}
void add(Needs& needs, const function::Spec& spec) {
  needs.yardstick = needs.yardstick || (spec.bar && spec.bar->ratio > 0);
  needs.python = needs.python || function::needs_programs(spec);
}
void add(Needs& needs, const http::Spec& spec) {
  needs.yardstick = needs.yardstick || http::has_bar(spec.steps);
}
void add(Needs&, const sql::Spec&) {}
void add(Needs&, const command::Spec&) {}

Needs needs_of(const model::Exercise& exercise) {
  Needs needs;
  for (const auto& check : exercise.checks)
    std::visit([&](const auto& spec) { add(needs, spec); }, check.spec);
  if (needs.python) needs.reference = model::reference_of(exercise);
  return needs;
}

tl::expected<BuiltSolution, Outcome> build_solution(const fs::path& folder, const model::Language& language,
                                                    const model::Exercise& exercise, const Tools& tools) {
  auto leave_out = model::dependency_names(language);
  leave_out.push_back("solution.toml");
  auto taken = store::snapshot(folder, leave_out, tools.cache / "snapshots");
  if (!taken) return tl::unexpected<Outcome>(not_judged(taken.error()));
  Source source;
  source.folder = taken->folder.path();
  source.digest = taken->digest;
  source.language = &language;
  auto built = build_in_turn(std::move(source), exercise, tools);
  if (!built) return tl::unexpected<Outcome>(built.error());
  return BuiltSolution{std::move(*built), std::move(taken->folder)};
}

tl::expected<void, Outcome> equip(BuiltSolution& solution, const model::Exercise& exercise,
                                  const Tools& tools) {
  auto equipped = services::equip(solution.program, exercise.services, tools.sandbox, tools.cache);
  if (!equipped) return tl::unexpected<Outcome>(not_judged(equipped.error()));
  return {};
}

// The Python that generators, checkers and the reference run with, and the reference.
tl::expected<void, Outcome> find_programs(Support& support, const model::Exercise& exercise,
                                          const std::string& reference, const Tools& tools) {
  auto python = script_runner(tools.languages);
  if (!python) return tl::unexpected<Outcome>(not_judged(python.error()));
  support.python = std::move(*python);
  if (reference.empty()) return {};
  auto built = build_solution(exercise.folder / "solutions" / "accepted" / reference,
                              *model::language_named(tools.languages, "python"), exercise, tools);
  if (!built) return tl::unexpected<Outcome>(built.error());
  support.reference = std::move(*built);
  // The reference may take what generators take: a slow machine must not make a fault of the pack out of it.
  support.reference->program.limits = support.python->limits;
  return equip(*support.reference, exercise, tools);
}

// The accepted solution in the submission's class of languages: one that the author calls by the name of its
// language alone, the first by name whose tool chain is here.
tl::expected<void, Outcome> find_yardstick(Support& support, const model::Exercise& exercise,
                                           const std::string& reference, const model::Language& language,
                                           const Tools& tools) {
  const auto pace = language.pace == model::Pace::compiled ? model::Pace::compiled : model::Pace::interpreted;
  const auto accepted = exercise.folder / "solutions" / "accepted";
  for (const auto& other : tools.languages) {
    std::error_code ignored;
    if (other.pace != pace || !fs::is_directory(accepted / other.id, ignored)) continue;
    if (support.reference_is_yardstick = other.id == reference; support.reference_is_yardstick) return {};
    auto built = build_solution(accepted / other.id, other, exercise, tools);
    if (built) {
      support.yardstick = std::move(*built);
      return equip(*support.yardstick, exercise, tools);
    }
    if (built.error().verdict != Verdict::skipped) return tl::unexpected<Outcome>(std::move(built.error()));
    support.lacking = built.error().error ? built.error().error->what : other.name + " is not here";
  }
  if (support.lacking.empty())
    support.lacking =
        fmt::format("the exercise has no accepted solution in a language like {}", language.name);
  return {};
}

} // namespace

Outcome not_judged(Error error) {
  Outcome outcome;
  outcome.verdict = error.kind == ErrorKind::machine ? Verdict::skipped : Verdict::judge_error;
  outcome.error = std::move(error);
  return outcome;
}

Turns turns_for(const Tools& tools) {
  return Turns::of_machine(tools.clock, [&tools] { tools.events.on(Waiting{}); });
}

tl::expected<Program, Outcome> build_in_turn(Source source, const model::Exercise& exercise,
                                             const Tools& tools) {
  source.signature = model::signature_of(exercise);
  source.kind = exercise.kind;
  const auto turn = turns_for(tools).beside();
  if (!turn) return tl::unexpected<Outcome>(not_judged(turn.error()));
  return build(source, exercise.limits, tools.sandbox, tools.cache);
}

tl::expected<Support, Outcome> support_for(const model::Exercise& exercise, const model::Language& language,
                                           const Tools& tools) {
  Support support;
  const auto needs = needs_of(exercise);
  if (needs.python)
    if (auto found = find_programs(support, exercise, needs.reference, tools); !found)
      return tl::unexpected<Outcome>(found.error());
  if (needs.yardstick)
    if (auto found = find_yardstick(support, exercise, needs.reference, language, tools); !found)
      return tl::unexpected<Outcome>(found.error());
  return support;
}

Yardstick yardstick_of(const Support& support, const model::Language& language) {
  const auto& solution = support.reference_is_yardstick ? support.reference : support.yardstick;
  return {solution ? &solution->program : nullptr, support.lacking, model::least_bar_of(language.pace)};
}

} // namespace bex::pipeline
