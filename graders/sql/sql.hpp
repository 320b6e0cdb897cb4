// SQL that the learner hands in as files, run in SQLite inside the sandbox on data that only the exercise
// knows, beside the reference. What they give is compared as values: rows of a query, or the whole database.
#pragma once

#include "graders/check.hpp"
#include "graders/reader.hpp"
#include "graders/sql/job.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace bex::sql {

// [sql] of exercise.toml
struct Settings {
  std::string reference = "sql"; // folder name below solutions/accepted
  Rules rules;
};

using Spec = Task; // of one check; its scripts are still empty

struct Observation; // graders/sql/observation.hpp

Settings parse_settings(Reader& table);
Spec parse(Reader& check, const Settings& settings, const std::filesystem::path& exercise);
// A run for each check on SQLite; on PostgreSQL they share one, as long as they stay within its limits.
std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context);
Outcome judge(const Spec& check, const Observation& observation);

// The database that the first case of a check begins with; made in the sandbox. For SQLite the bytes of its
// file, for PostgreSQL a script for the owner of an empty schema.
[[nodiscard]] Result<std::string> make_database(const Spec& check, const Limits& limits, Sandbox& sandbox,
                                                const std::filesystem::path& cache);

} // namespace bex::sql
