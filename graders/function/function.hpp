// Functions in place of programs. A driver in the submission's language reads calls and writes answers, one
// JSON object a line; nothing here knows the language. All calls of a check go to one process.
//   {"call": "pair", "args": [[1, 2], 3]}
//   {"ok": [0, 1]}             the result
//   {"type": "set"}            a result that is no JSON: the language's name of its type
//   {"error": "TypeError: x"}  an exception; the last line
//   {"missing": "main.py has no function `pair`"}  the last line
#pragma once

#include "graders/function/value.hpp"
#include "graders/stdio/stdio.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace bex::function {

// [function] of exercise.toml
struct Settings {
  Signature signature;
  std::string reference; // folder name below solutions/accepted; results that are not given come from it
};

// A generator prints one JSON array a line, the arguments of one call.
using Arguments = std::variant<Value::List, stdio::Generated>;

struct Case {
  Arguments args;
  std::optional<Value> result; // absent: from the reference
};

struct Spec {
  Signature signature;
  std::vector<Case> cases;
  Rule rule;
  bool alone = false;            // runs with nothing beside it
  std::optional<stdio::Bar> bar; // then all cases are generated
};

struct Observation; // graders/function/observation.hpp: the first call that fails

Settings parse_settings(Reader& table);
Spec parse(Reader& check, const Settings& settings, const std::filesystem::path& exercise);
// Checks run side by side, `context.workers` at a time; those that want to be alone run after all others.
std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context);
Outcome judge(const Spec& check, const Observation& observation);

// True when the check needs the pack's generator or reference.
[[nodiscard]] bool needs_programs(const Spec& check);

} // namespace bex::function
