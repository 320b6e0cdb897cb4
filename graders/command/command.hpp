// A program that is called with arguments, several times in a row, on the services of the exercise: what it
// prints, how it exits, what it leaves in a database, and how much it asks of it.
#pragma once

#include "graders/check.hpp"
#include "graders/reader.hpp"
#include "graders/upstream/wanted.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bex::command {

// [command] of exercise.toml
struct Settings {
  std::optional<upstream::Place> upstream; // a server of ours for the program to ask
};

// One call of the program, or a look at a service or at what has arrived at the upstream.
struct Step {
  std::vector<std::string> words;          // arguments of the program
  std::string input;                       // its stdin
  std::string query, service;              // instead: what a service's own client is asked, and which service
  int exit = 0;                            // the exit code that is right
  std::optional<std::string> out;          // compared line by line; none: any
  std::optional<bool> err;                 // whether anything is on stderr; none: either
  std::optional<int> statements;           // of SQL that PostgreSQL sees, at most
  std::optional<int> connections;          // that it accepts, at most
  std::optional<Millis> within;            // the program has ended by then
  std::optional<upstream::Wanted> arrived; // instead of all others, but for those before it

  [[nodiscard]] bool is_query() const { return !query.empty(); }
};

struct Spec {
  std::vector<Step> steps;   // in one box, with one start of the services
  upstream::Script upstream; // what it says
};

struct Observation; // graders/command/observation.hpp

Settings parse_settings(Reader& table);
Spec parse(Reader& check, const Settings& settings, const std::filesystem::path& exercise);
// One run in the sandbox for each check.
std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context);
Outcome judge(const Spec& check, const Observation& observation);

} // namespace bex::command
