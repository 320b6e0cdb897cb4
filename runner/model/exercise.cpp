#include "runner/model/exercise.hpp"

#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>

namespace bex::model {
namespace {

const std::array<std::string, 4> disclosures{"full", "actual-only", "kind-only", "hidden"};
const std::array<std::string, 2> costs{"light", "heavy"};

Limits read_limits(Reader table) {
  Limits limits;
  if (const auto n = table.integer("cpu_ms", 10, 600'000)) limits.cpu = Millis(*n);
  if (const auto n = table.integer("wall_ms", 10, 3'600'000)) limits.wall = Millis(*n);
  if (const auto n = table.integer("memory_mib", 8, 16'384))
    limits.memory = mib(static_cast<std::uint64_t>(*n));
  if (const auto n = table.integer("output_kib", 1, 65'536))
    limits.output = kib(static_cast<std::uint64_t>(*n));
  if (const auto n = table.integer("processes", 1, 4'096)) limits.processes = static_cast<unsigned>(*n);
  table.finish();
  return limits;
}

std::vector<Group> read_groups(Reader& exercise) {
  std::vector<Group> groups;
  for (auto& table : exercise.tables("group")) {
    Group group;
    group.id = required_slug(table, "id");
    group.heavy = table.one_of("cost", costs).value_or("light") == "heavy";
    group.story = table.boolean("story").value_or(false);
    table.finish();
    if (std::any_of(groups.begin(), groups.end(), [&](const Group& other) { return other.id == group.id; }))
      table.error_at_value("id", fmt::format("the group `{}` is there already", group.id), {},
                           "give it another id");
    else
      groups.push_back(std::move(group));
  }
  if (groups.empty()) groups.push_back({"main"});
  return groups;
}

std::string read_group_of(Reader& table, const std::vector<Group>& groups) {
  auto name = table.text("group");
  if (!name) return groups.front().id;
  std::vector<std::string> known;
  for (const auto& group : groups) known.push_back(group.id);
  if (std::find(known.begin(), known.end(), *name) == known.end()) {
    auto help = nearest(*name, known);
    table.error_at_value("group", fmt::format("there is no group `{}`", *name), {},
                         help.empty() ? fmt::format("add a `[[group]]` with `id = \"{}\"`", *name) : help);
  }
  return *name;
}

Disclosure read_disclosure(Reader& table) {
  const auto value = table.one_of("disclosure", disclosures).value_or("full");
  const auto at = std::find(disclosures.begin(), disclosures.end(), value) - disclosures.begin();
  return static_cast<Disclosure>(at);
}

// What checks of all kinds say.
Check read_head(Reader& table, const Exercise& exercise) {
  Check check;
  check.id = required_slug(table, "id");
  check.group = read_group_of(table, exercise.groups);
  check.title = required_line(table, "title");
  check.hints = table.texts("hints");
  check.disclosure = read_disclosure(table);
  check.points = static_cast<int>(table.integer("points", 0, 1'000).value_or(1));
  return check;
}

Check read_check(Reader& table, const Exercise& exercise, const Grader* grader) {
  auto check = read_head(table, exercise);
  if (!grader) return check; // the kind is unknown, so nothing can be said about the other keys
  check.spec = grader->parse(table, exercise.settings, exercise.folder);
  table.finish();
  return check;
}

// `read_one` reads a table to its end.
void read_checks(Reader& table, Exercise& exercise, const std::function<Check(Reader&)>& read_one) {
  if (!table.has("check"))
    table.error_here("an exercise needs at least one check", {}, "add a `[[check]]` with `id` and `title`");
  std::set<std::string> seen;
  for (auto& one : table.tables("check")) {
    auto check = read_one(one);
    if (!check.id.empty() && !seen.insert(check.id).second)
      one.error_at_value("id", fmt::format("the check `{}` is there already", check.id), {},
                         "give it another id");
    exercise.checks.push_back(std::move(check));
  }
}

void read_checks(Reader& table, Exercise& exercise, const Grader* grader) {
  read_checks(table, exercise, [&](Reader& one) { return read_check(one, exercise, grader); });
}

// The reference of a check runs with Python wherever a submission runs.
void check_reference(Reader& settings, const Exercise& exercise) {
  const auto reference = reference_of(exercise);
  if (reference.empty()) return;
  std::error_code ignored;
  if (is_slug(reference) &&
      fs::is_regular_file(exercise.folder / "solutions/accepted" / reference / "main.py", ignored))
    return;
  settings.error_at_value("reference", fmt::format("`{}` is no accepted Python solution", reference), {},
                          fmt::format("there must be a file solutions/accepted/{}/main.py", reference));
}

void read_services(Reader& table, Exercise& exercise) {
  if (!table.has("service")) return;
  auto services = table.table_or_empty("service");
  exercise.services = services::parse(services, exercise.folder);
  if (exercise.kind == "sql" || exercise.kind == "function")
    table.error_at_value(
        "service", fmt::format("the kind `{}` has no program that could reach a service", exercise.kind), {},
        exercise.kind == "sql" ? "say `engine` in `[sql]`" : "remove it");
}

} // namespace

std::string reference_of(const Exercise& exercise) {
  if (const auto* stdio = std::get_if<stdio::Settings>(&exercise.settings)) return stdio->reference;
  if (const auto* function = std::get_if<function::Settings>(&exercise.settings)) return function->reference;
  return {};
}

Exercise read_exercise(Reader& table, const fs::path& folder, std::span<const std::string> siblings) {
  auto entry = read_entry(table, folder.filename().string(), siblings);
  Exercise exercise;
  exercise.id = entry.id;
  exercise.title = entry.title;
  exercise.kind = entry.kind;
  exercise.languages = entry.languages;
  exercise.aliases = entry.aliases;
  exercise.difficulty = entry.difficulty;
  exercise.minutes = entry.minutes;
  exercise.requires_ids = entry.requires_ids;
  exercise.concepts = table.texts("concepts");
  exercise.folder = folder;
  exercise.limits = read_limits(table.table_or_empty("limits"));
  const auto* grader = grader_named(exercise.kind);
  read_services(table, exercise);
  if (grader) {
    auto settings = table.table_or_empty(grader->kind);
    exercise.settings = grader->parse_settings(settings);
    settings.finish();
    check_reference(settings, exercise);
  }
  exercise.groups = read_groups(table);
  read_checks(table, exercise, grader);
  if (grader) table.finish();
  return exercise;
}

Exercise read_http_checks(Reader& table) {
  Exercise exercise;
  exercise.kind = table.text("kind").value_or("http");
  if (exercise.kind != "http") {
    table.error_at_value("kind", "a server is asked by checks of kind `http`", {}, "name another file");
    return exercise;
  }
  exercise.id = table.text("id").value_or("");
  exercise.title = table.text("title").value_or(exercise.id);
  for (const char* key :
       {"languages", "aliases", "difficulty", "minutes", "requires", "concepts", "limits", "service"})
    (void)table.has(key);
  const auto* grader = grader_named(exercise.kind);
  auto settings = table.table_or_empty(grader->kind);
  exercise.settings = grader->parse_settings(settings);
  settings.finish();
  exercise.groups = read_groups(table);
  read_checks(table, exercise, grader);
  table.finish();
  return exercise;
}

LookFile read_looks(Reader& table) {
  LookFile looks;
  auto& exercise = looks.exercise;
  exercise.kind = table.text("kind").value_or("sql");
  if (exercise.kind != "sql")
    table.error_at_value("kind", "a database is looked at by checks of kind `sql`", {},
                         "name another file, or ask a server with `--url`");
  else if (table.has("sql"))
    table.error_here("this is an exercise, whose checks make databases of their own", {},
                     "a file for `--db` has `[[check]]` with `[[check.look]]`");
  exercise.id = table.text("id").value_or("");
  exercise.title = table.text("title").value_or(exercise.id);
  if (!table.document().errors().empty()) return looks;
  exercise.groups = read_groups(table);
  read_checks(table, exercise, [&](Reader& one) {
    auto check = read_head(one, exercise);
    looks.visits.push_back(sql::parse_visit(one));
    one.finish();
    return check;
  });
  table.finish();
  return looks;
}

} // namespace bex::model
