// Programs that ask questions: a program of the pack answers them, line by line, and says in the end whether
// what came of it is right.
#pragma once

#include "graders/check.hpp"
#include "graders/reader.hpp"
#include "graders/stdio/stdio.hpp"

#include <filesystem>
#include <vector>

namespace bex::interactive {

// [interactive] of exercise.toml
struct Settings {
  std::filesystem::path program; // the one that answers, relative to the exercise's folder
  Millis idle{3'000};            // without a line in either direction
};

struct Spec {
  std::vector<stdio::CaseInput> cases; // what the answering program reads; the submission never sees it
  int questions = 0;                   // the most lines that begin with `?`; 0: any number
};

struct Observation; // graders/interactive/observation.hpp: the first case that fails, else the last

Settings parse_settings(Reader& table);
Spec parse(Reader& check, const Settings& settings, const std::filesystem::path& exercise);
// One case after the other; a check ends with its first that fails.
std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context);
Outcome judge(const Spec& check, const Observation& observation);

} // namespace bex::interactive
