#include "graders/registry.hpp"

#include "graders/command/observation.hpp"
#include "graders/function/observation.hpp"
#include "graders/http/observation.hpp"
#include "graders/interactive/observation.hpp"
#include "graders/sql/observation.hpp"
#include "graders/stdio/observation.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace bex {
namespace {

// What every kind brings. The constructor has no defaults: a kind that lacks a function does not compile.
template <class SpecType, class SettingsType, class ObservationType> struct Functions {
  using Spec = SpecType;
  using Settings = SettingsType;
  using Observation = ObservationType;
  using ParseSettings = Settings (*)(Reader&);
  using Parse = Spec (*)(Reader&, const Settings&, const std::filesystem::path&);
  using Observe = std::vector<Observation> (*)(std::span<const Spec* const>, const Settings&, Context&);
  using Judge = Outcome (*)(const Spec&, const Observation&);
  constexpr Functions(bool are_independent, Idle is_idle, ParseSettings for_settings, Parse for_check,
                      Observe for_group, Judge for_observation)
      : independent(are_independent), idle(is_idle), parse_settings(for_settings), parse(for_check),
        observe(for_group), judge(for_observation) {}
  bool independent;
  Idle idle;
  ParseSettings parse_settings;
  Parse parse;
  Observe observe;
  Judge judge;
};

constexpr Functions<stdio::Spec, stdio::Settings, stdio::Observation> stdio_functions{
    true, Idle::hardly, stdio::parse_settings, stdio::parse, stdio::observe, stdio::judge};
constexpr Functions<interactive::Spec, interactive::Settings, interactive::Observation> interactive_functions{
    true,
    Idle::hardly,
    interactive::parse_settings,
    interactive::parse,
    interactive::observe,
    interactive::judge};
constexpr Functions<http::Spec, http::Settings, http::Observation> http_functions{
    false, Idle::mostly, http::parse_settings, http::parse, http::observe, http::judge};
constexpr Functions<sql::Spec, sql::Settings, sql::Observation> sql_functions{
    true, Idle::partly, sql::parse_settings, sql::parse, sql::observe, sql::judge};
constexpr Functions<function::Spec, function::Settings, function::Observation> function_functions{
    true, Idle::hardly, function::parse_settings, function::parse, function::observe, function::judge};
constexpr Functions<command::Spec, command::Settings, command::Observation> command_functions{
    true, Idle::partly, command::parse_settings, command::parse, command::observe, command::judge};

template <const auto& functions>
using SettingsOf = typename std::remove_cvref_t<decltype(functions)>::Settings;
template <const auto& functions> using SpecOf = typename std::remove_cvref_t<decltype(functions)>::Spec;

template <const auto& functions> KindSettings parse_settings(Reader& table) {
  return functions.parse_settings(table);
}

template <const auto& functions> KindSettings under(KindSettings earlier, const KindSettings& later) {
  using Settings = SettingsOf<functions>;
  if constexpr (requires(const Settings& settings) { under_profile(settings, settings); })
    if (const auto* wants = std::get_if<Settings>(&later))
      return under_profile(std::get<Settings>(std::move(earlier)), *wants);
  return earlier;
}

template <const auto& functions>
CheckSpec parse(Reader& check, const KindSettings& settings, const std::filesystem::path& exercise) {
  return functions.parse(check, std::get<SettingsOf<functions>>(settings), exercise);
}

template <const auto& functions>
std::vector<Outcome> grade(std::span<const CheckSpec* const> checks, const KindSettings& settings,
                           Context& context) {
  std::vector<const SpecOf<functions>*> specs;
  for (const auto* check : checks) specs.push_back(&std::get<SpecOf<functions>>(*check));
  const auto observations = functions.observe(specs, std::get<SettingsOf<functions>>(settings), context);
  std::vector<Outcome> outcomes;
  for (std::size_t i = 0; i < specs.size(); ++i)
    outcomes.push_back(functions.judge(*specs[i], observations[i]));
  return outcomes;
}

template <const auto& functions> bool is_apart(const CheckSpec& check) {
  using Spec = SpecOf<functions>;
  if constexpr (requires(const Spec& spec) { is_apart(spec); }) return is_apart(std::get<Spec>(check));
  return functions.independent;
}

template <const auto& functions> constexpr Grader grader(std::string_view kind) {
  return {kind,
          functions.idle,
          is_apart<functions>,
          parse_settings<functions>,
          under<functions>,
          parse<functions>,
          grade<functions>};
}

// In the order of the variants.
constexpr std::array all{grader<stdio_functions>("stdio"),       grader<interactive_functions>("interactive"),
                         grader<function_functions>("function"), grader<http_functions>("http"),
                         grader<sql_functions>("sql"),           grader<command_functions>("command")};
static_assert(all.size() == std::variant_size_v<CheckSpec> && all.size() == std::variant_size_v<KindSettings>,
              "every kind of check has its line above");

} // namespace

std::span<const Grader> graders() {
  return all;
}

const Grader* grader_named(std::string_view kind) {
  const auto* at =
      std::find_if(all.begin(), all.end(), [&](const Grader& grader) { return grader.kind == kind; });
  return at == all.end() ? nullptr : at;
}

} // namespace bex
