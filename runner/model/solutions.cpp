#include "runner/model/exercise.hpp"
#include "runner/model/language.hpp"

#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace bex::model {
namespace {

// What a submission can get: the last two verdicts speak of the machine and the pack.
std::vector<std::string> verdicts_of_submissions() {
  std::vector<std::string> names;
  for (int i = 0; i < static_cast<int>(Verdict::skipped); ++i)
    names.emplace_back(name_of(static_cast<Verdict>(i)));
  return names;
}

Error error_of(const fs::path& path, std::string what, std::string help) {
  return {ErrorKind::pack,
          fmt::format("`{}` {}", path.lexically_normal().string(), what),
          {},
          std::move(help),
          {}};
}

// The names of the real folders in `folder`, sorted; links and files are none.
std::vector<std::string> folders_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code code;
  for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
    std::error_code ignored;
    if (at->symlink_status(ignored).type() == fs::file_type::directory)
      names.push_back(at->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// "redo" of "redo.kept-after-edit"; reported when it is no check of the exercise.
std::string check_of(const Exercise& exercise, const fs::path& folder, Errors& errors) {
  const auto name = folder.filename().string();
  const auto dot = name.find('.');
  std::vector<std::string> ids;
  for (const auto& check : exercise.checks) ids.push_back(check.id);
  if (dot == std::string::npos || dot + 1 == name.size()) {
    errors.push_back(error_of(folder, "names no check", "name the folder <check>.<what-is-wrong>"));
    return {};
  }
  auto id = name.substr(0, dot);
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
    auto help = nearest(id, ids);
    errors.push_back(error_of(folder, fmt::format("names the check `{}`, which is not there", id),
                              help.empty() ? "the checks are: " + join(ids, ", ") : help));
  }
  return id;
}

void read_solution_toml(Solution& solution, Errors& errors) {
  std::error_code ignored;
  const auto path = solution.folder / "solution.toml";
  if (!fs::exists(path, ignored)) return;
  auto opened = open_document(path);
  if (!opened) {
    errors.push_back(std::move(opened.error()));
    return;
  }
  auto& document = **opened;
  if (document.errors().empty()) {
    auto table = root_of(document);
    const auto known = verdicts_of_submissions();
    for (const auto& [name, place] : table.placed_texts("also")) {
      const auto verdict = verdict_named(name);
      if (verdict && *verdict < Verdict::skipped)
        solution.also.push_back(*verdict);
      else
        document.report(place, fmt::format("`{}` is no verdict of a submission", name), {},
                        nearest(name, known));
    }
    (void)table.text("needs");
    table.finish();
  }
  take_errors(document, errors);
}

// What bexercise.toml says; else, for an accepted one, the folder's name up to the first hyphen.
std::string language_of_solution(const Solution& solution, Errors& errors) {
  auto override_ = load_override(solution.folder);
  if (!override_) {
    for (auto& error : override_.error()) {
      error.kind = ErrorKind::pack;
      errors.push_back(std::move(error));
    }
    return {};
  }
  if (!override_->language.empty() || solution.expected != Verdict::accepted) return override_->language;
  const auto name = solution.folder.filename().string();
  return name.substr(0, name.find('-'));
}

} // namespace

tl::expected<std::vector<Solution>, Errors> load_solutions(const Exercise& exercise) {
  Errors errors;
  std::vector<Solution> solutions;
  const auto root = exercise.folder / "solutions";
  const auto known = verdicts_of_submissions();
  auto verdicts = folders_in(root);
  std::stable_partition(verdicts.begin(), verdicts.end(),
                        [](const auto& name) { return name == "accepted"; });
  for (const auto& verdict : verdicts) {
    const auto expected = verdict_named(verdict);
    if (!expected || *expected >= Verdict::skipped) {
      auto help = nearest(verdict, known);
      errors.push_back(error_of(root / verdict, "is named after no verdict",
                                help.empty() ? "the verdicts are: " + join(known, ", ") : help));
      continue;
    }
    for (const auto& name : folders_in(root / verdict)) {
      Solution solution{verdict + "/" + name, root / verdict / name, *expected, {}, {}, {}};
      if (*expected != Verdict::accepted) solution.check = check_of(exercise, solution.folder, errors);
      read_solution_toml(solution, errors);
      solution.language = language_of_solution(solution, errors);
      solutions.push_back(std::move(solution));
    }
  }
  if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
  return solutions;
}

} // namespace bex::model
