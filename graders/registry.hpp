// All kinds of graders: one variant, one array. A kind that lacks a function does not compile.
#pragma once

#include "graders/command/command.hpp"
#include "graders/function/function.hpp"
#include "graders/http/http.hpp"
#include "graders/interactive/interactive.hpp"
#include "graders/services/service.hpp"
#include "graders/sql/sql.hpp"
#include "graders/stdio/stdio.hpp"

#include <array>
#include <filesystem>
#include <span>
#include <string_view>
#include <variant>

namespace bex {

using CheckSpec =
    std::variant<stdio::Spec, interactive::Spec, function::Spec, http::Spec, sql::Spec, command::Spec>;
using KindSettings = std::variant<stdio::Settings, interactive::Settings, function::Settings, http::Settings,
                                  sql::Settings, command::Settings>;

// How much of its time a run leaves the processor to others: programs that compute; those that begin when a
// server of ours has come up; servers, which wait for us.
enum class Idle { hardly, partly, mostly };

struct Grader {
  std::string_view kind; // as in `kind = "..."`
  Idle idle;
  // The check says the same without those before it in its group.
  bool (*is_apart)(const CheckSpec& check);
  KindSettings (*parse_settings)(Reader& table);
  // An earlier stage's settings, as those of a later one want them to be.
  KindSettings (*under)(KindSettings earlier, const KindSettings& later);
  CheckSpec (*parse)(Reader& check, const KindSettings& settings, const std::filesystem::path& exercise);
  // The checks of one group in the author's order; the same number of outcomes comes back.
  std::vector<Outcome> (*grade)(std::span<const CheckSpec* const> checks, const KindSettings& settings,
                                Context& context);
};

[[nodiscard]] std::span<const Grader> graders();
[[nodiscard]] const Grader* grader_named(std::string_view kind); // null when there is none

} // namespace bex
