#include "runner/pipeline/candidates.hpp"

#include "runner/model/driver.hpp"
#include "runner/store/workspace.hpp"
#include "sandboxes/base/digest.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace bex::pipeline {
namespace {

Candidate of_files(std::string name, const model::Language& language, std::string main) {
  Candidate candidate;
  candidate.name = std::move(name);
  candidate.must = Candidate::Must::fail;
  candidate.files = {{language.main, std::move(main)}};
  candidate.language = language.id;
  return candidate;
}

Candidate of_solution(const model::Solution& solution) {
  Candidate candidate;
  candidate.name = solution.name;
  candidate.must = solution.check.empty() ? Candidate::Must::pass : Candidate::Must::get_verdict;
  candidate.expected = solution.expected;
  candidate.also = solution.also;
  candidate.check = solution.check;
  candidate.folder = solution.folder;
  candidate.language = solution.language;
  return candidate;
}

// The expected output of the first case that states one.
std::optional<std::string> first_output(const model::Exercise& exercise) {
  for (const auto& check : exercise.checks) {
    const auto* spec = std::get_if<stdio::Spec>(&check.spec);
    if (!spec) return std::nullopt;
    for (const auto& one : spec->cases) {
      if (!one.output) continue;
      if (const auto* text = std::get_if<std::string>(&*one.output)) return *text;
      if (auto text = read_file(exercise.folder / std::get<fs::path>(*one.output))) return *text;
    }
  }
  return std::nullopt;
}

std::string hex_of(const std::string& bytes) {
  std::string hex;
  for (const char c : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return hex;
}

std::string printer_of(const std::string& output) {
  std::string literal;
  for (const char c : output) literal += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  return "import sys\nsys.stdout.buffer.write(b'" + literal + "')\n";
}

// A function that returns the first result that is given, whatever it is asked.
std::optional<std::string> constant_function(const model::Exercise& exercise) {
  for (const auto& check : exercise.checks) {
    const auto* spec = std::get_if<function::Spec>(&check.spec);
    if (!spec) return std::nullopt;
    for (const auto& one : spec->cases)
      if (one.result)
        return fmt::format("import json\n\n\ndef {}(*args):\n    return json.loads(bytes.fromhex(\"{}\"))\n",
                           spec->signature.name, hex_of(function::write_json(*one.result)));
  }
  return std::nullopt;
}

void add_starters(std::vector<Candidate>& candidates, const model::Exercise& exercise, const Tools& tools) {
  for (const auto& language : tools.languages) {
    const auto& ids = exercise.languages;
    if (!ids.empty() && std::find(ids.begin(), ids.end(), language.id) == ids.end()) continue;
    if (const auto folder = store::starter_of(exercise, language)) {
      Candidate candidate;
      candidate.name = "starters/" + language.id;
      candidate.must = Candidate::Must::fail;
      candidate.folder = *folder;
      candidate.language = language.id;
      candidates.push_back(std::move(candidate));
    } else if (auto text = model::template_for(exercise, language)) {
      candidates.push_back(of_files(fmt::format("template ({})", language.id), language, std::move(*text)));
    }
  }
}

// The first language of each pace, in the order of the languages, shows that all cases can be passed.
void mark_further(std::vector<Candidate>& candidates, const Tools& tools) {
  std::set<model::Pace> shown;
  for (const auto& language : tools.languages) {
    const auto accepted = [&](const Candidate& one) {
      return one.must == Candidate::Must::pass && one.language == language.id;
    };
    if (std::none_of(candidates.begin(), candidates.end(), accepted)) continue;
    if (shown.insert(language.pace).second && language.pace != model::Pace::shell) continue;
    for (auto& candidate : candidates)
      if (accepted(candidate)) candidate.further = true;
  }
}

// What passed the stage before must not pass this one.
tl::expected<void, Errors> add_previous_stage(std::vector<Candidate>& candidates, const model::Pack& pack,
                                              const model::Exercise& exercise) {
  const auto at = std::find_if(pack.exercises.begin(), pack.exercises.end(),
                               [&](const auto& e) { return e.id == exercise.id; });
  if (!pack.staged || at == pack.exercises.begin()) return {};
  auto solutions = model::load_solutions(*std::prev(at));
  if (!solutions) return tl::unexpected<Errors>(std::move(solutions.error()));
  for (const auto& solution : *solutions) {
    if (!solution.check.empty()) continue;
    auto candidate = of_solution(solution);
    candidate.name = std::prev(at)->id + "/" + solution.name;
    candidate.must = Candidate::Must::fail;
    candidates.push_back(std::move(candidate));
  }
  return {};
}

Error unknown_language(const std::string& who, const std::string& id,
                       const std::vector<model::Language>& known) {
  std::vector<std::string> ids;
  for (const auto& language : known) ids.push_back(language.id);
  const auto near = closest(id, ids);
  return {ErrorKind::pack,
          fmt::format("{} names the language `{}`, which is not known", who, id),
          {},
          near.empty() ? "known: " + join(ids, ", ") : fmt::format("did you mean `{}`?", near),
          {}};
}

// What the table could not show: no row speaks of a language or a solution that is not there.
Errors missing_for(const model::Exercise& exercise, const std::vector<model::Solution>& solutions,
                   const Tools& tools) {
  Errors errors;
  for (const auto& id : exercise.languages)
    if (!model::language_named(tools.languages, id))
      errors.push_back(unknown_language(fmt::format("the exercise `{}`", exercise.id), id, tools.languages));
  if (std::none_of(solutions.begin(), solutions.end(), [](const auto& one) { return one.check.empty(); }))
    errors.push_back({ErrorKind::pack,
                      fmt::format("the exercise `{}` has no accepted solution", exercise.id),
                      {},
                      fmt::format("put one into {}/solutions/accepted/<language>/", exercise.id),
                      {}});
  return errors;
}

} // namespace

tl::expected<std::vector<Candidate>, Errors>
candidates_for(const model::Pack& pack, const model::Exercise& exercise, const Tools& tools) {
  auto solutions = model::load_solutions(exercise);
  if (!solutions) return tl::unexpected<Errors>(std::move(solutions.error()));
  if (auto missing = missing_for(exercise, *solutions, tools); !missing.empty())
    return tl::unexpected<Errors>(std::move(missing));
  std::vector<Candidate> candidates;
  for (const auto& solution : *solutions) candidates.push_back(of_solution(solution));
  mark_further(candidates, tools);
  add_starters(candidates, exercise, tools);
  if (const auto* sql = model::language_named(tools.languages, "sql"); sql && exercise.kind == "sql") {
    candidates.push_back(of_files("empty", *sql, ""));
  } else if (const auto* python = model::language_named(tools.languages, "python")) {
    candidates.push_back(of_files("empty", *python, ""));
    if (const auto output = first_output(exercise))
      candidates.push_back(of_files("only the sample", *python, printer_of(*output)));
    if (const auto constant = constant_function(exercise))
      candidates.push_back(of_files("only the sample", *python, *constant));
  }
  if (auto added = add_previous_stage(candidates, pack, exercise); !added)
    return tl::unexpected<Errors>(std::move(added.error()));
  return candidates;
}

Result<CandidateSource> source_of(const Candidate& candidate, const Tools& tools) {
  const auto* language = model::language_named(tools.languages, candidate.language);
  if (!language && !candidate.language.empty())
    return tl::unexpected<Error>(unknown_language("it", candidate.language, tools.languages));
  if (!language && !candidate.folder.empty())
    language = model::language_of(tools.languages, candidate.folder);
  if (!language)
    return fail(ErrorKind::pack, "its language cannot be told from its files", "name it in a bexercise.toml");
  if (candidate.folder.empty()) {
    auto folder = TempDir::make(tools.cache / "snapshots");
    if (!folder) return tl::unexpected<Error>(folder.error());
    Digest digest;
    for (const auto& [name, text] : candidate.files) {
      if (auto written = write_file(folder->path() / name, text); !written)
        return tl::unexpected<Error>(written.error());
      digest.add(name).add(text);
    }
    Source source{folder->path(), digest.hex(), language, {}, {}};
    return CandidateSource{std::move(*folder), std::move(source)};
  }
  auto own = model::load_override(candidate.folder);
  if (!own) return tl::unexpected<Error>(own.error().front());
  auto leave_out = model::dependency_names(*language);
  leave_out.push_back("solution.toml");
  auto taken = store::snapshot(candidate.folder, leave_out, tools.cache / "snapshots");
  if (!taken) return tl::unexpected<Error>(taken.error());
  Source source{taken->folder.path(), taken->digest, language, *own, candidate.folder};
  return CandidateSource{std::move(taken->folder), std::move(source)};
}

} // namespace bex::pipeline
