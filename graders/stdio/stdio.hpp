// Programs that read stdin and write stdout. What they print is bytes: an empty output is a text without
// lines, a NUL is a letter like any other, malformed UTF-8 is no fault of its own, and CRLF for LF counts
// under the rule `exact` only.
#pragma once

#include "graders/check.hpp"
#include "graders/compare.hpp"
#include "graders/reader.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bex::stdio {

// [stdio] of exercise.toml
struct Settings {
  std::string
      reference; // folder name below solutions/accepted; expected outputs that are not given come from it
  bool shrink = false; // the first line of an input counts the others, each of which may be left out
};

struct Generated {
  std::uint64_t seed = 0;
  std::vector<std::string> args;
  int count = 1; // that many cases, with seed, seed + 1, ...
};

using CaseInput =
    std::variant<std::string, std::filesystem::path, Generated>; // literal, file of the exercise, generator

struct Case {
  CaseInput input;
  std::optional<std::variant<std::string, std::filesystem::path>> output; // absent: from the reference
};

// At most so much processor time, above that of a start-up (the case at size 1). The sizes stand in the
// arguments of the generator as `${n}`.
struct Bar {
  double ratio = 0;  // times the reference's in the same class of languages; 0: no such bar
  double growth = 0; // times what a quarter of the size takes; 0: no such bar
  std::uint64_t n = 0;
};

inline constexpr std::string_view size_word = "${n}";

struct Spec {
  std::vector<Case> cases;
  compare::Rule rule;
  bool alone = false;     // has a time or memory bar: runs with nothing beside it
  std::optional<Bar> bar; // then all cases are generated
};

struct Observation; // graders/stdio/observation.hpp: the first case that fails, else the one that took most
                    // time

// Exactly one of `input`, `input_file`, `generate` of a case.
[[nodiscard]] CaseInput read_input(Reader& table, const std::filesystem::path& exercise);
// True when `path` is a regular file below `folder`, links resolved.
[[nodiscard]] bool is_file_within(const std::filesystem::path& folder, const std::filesystem::path& path);

Settings parse_settings(Reader& table);
// The table `generate` of a case.
Generated read_generated(Reader table, const std::filesystem::path& exercise);
// The table `bar` of a check, also of one of functions.
std::optional<Bar> read_bar(Reader& check);
// What a bar asks of the cases of its check (null: one that is not generated), and `${n}` of a check without
// a bar. `outcome` is what comes from the reference, unless a case gives it, and `kind` where that is named.
void check_bar(Reader& check, const std::optional<Bar>& bar, const std::vector<const Generated*>& cases,
               bool from_reference, std::string_view outcome, std::string_view kind);
Spec parse(Reader& check, const Settings& settings, const std::filesystem::path& exercise);
// Cases run side by side, `context.workers` at a time; checks that want to be alone run after all others, one
// case at a time.
std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context);
Outcome judge(const Spec& check, const Observation& observation);

} // namespace bex::stdio
