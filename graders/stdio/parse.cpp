#include "graders/stdio/stdio.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace bex::stdio {
namespace {

namespace fs = std::filesystem;

const std::array<std::string, 7> rules{"exact",     "lines",    "tokens", "floats",
                                       "unordered", "multiset", "checker"};

const char* const generator = "data/generate.py";

// The file of the exercise that `key` names; what is wrong with it is reported.
std::optional<fs::path> read_path(Reader& table, std::string_view key, const fs::path& exercise) {
  auto name = table.text(key);
  if (!name) return std::nullopt;
  const fs::path path(*name);
  const bool leaves = path.is_absolute() || std::find(path.begin(), path.end(), "..") != path.end();
  std::error_code ignored;
  if (name->empty() || name->find('\0') != std::string::npos)
    table.error_at_value(key, fmt::format("`{}` names no file", key));
  else if (leaves)
    table.error_at_value(key, fmt::format("`{}` leaves the exercise's folder", *name), {},
                         "give a path below the folder of exercise.toml: data/1.in");
  else if (!fs::exists(exercise / path, ignored))
    table.error_at_value(key, fmt::format("there is no file `{}`", *name), "not found",
                         "the path starts at the folder of exercise.toml");
  else if (!is_file_within(exercise, exercise / path))
    table.error_at_value(key, fmt::format("`{}` is no regular file of the exercise", *name), {},
                         "put a plain file there: no folder, and no link to another place");
  else
    return path;
  return std::nullopt;
}

} // namespace

Generated read_generated(Reader table, const fs::path& exercise) {
  Generated generated;
  generated.seed = static_cast<std::uint64_t>(
      table.required_integer("seed", 0, std::numeric_limits<std::int64_t>::max() - 1'000));
  generated.args = table.texts("args");
  for (const auto& arg : generated.args)
    if (arg.find('\0') != std::string::npos) table.error_at_value("args", "an argument holds a zero byte");
  generated.count = static_cast<int>(table.integer("count", 1, 1'000).value_or(1));
  if (!is_file_within(exercise, exercise / generator))
    table.error_here(fmt::format("there is no file `{}`", generator), {},
                     "it makes the inputs of `generate`");
  table.finish();
  return generated;
}

namespace {

Case read_case(Reader& table, const Settings& settings, const fs::path& exercise) {
  Case one;
  one.input = read_input(table, exercise);
  const bool has_text = table.has("output"), has_file = table.has("output_file");
  if (has_text && has_file)
    table.error_at_value("output_file", "a case has one expected output only", {},
                         "remove `output` or `output_file`");
  if (!has_text && !has_file && settings.reference.empty())
    table.error_here("nothing says what the expected output is", {},
                     "give `output` or `output_file`, or name a `reference` in `[stdio]`");
  if (auto text = table.text("output")) one.output = std::move(*text);
  if (auto file = read_path(table, "output_file", exercise)) one.output = std::move(*file);
  table.finish();
  return one;
}

compare::Rule read_rule_table(Reader table, const fs::path& exercise) {
  compare::Rule rule;
  if (!table.has("kind")) table.error_here("`kind` is missing", {}, "add `kind = \"" + rules[3] + "\"`");
  const auto kind = table.one_of("kind", rules).value_or("lines");
  rule.kind = static_cast<compare::Kind>(std::find(rules.begin(), rules.end(), kind) - rules.begin());
  if (rule.kind == compare::Kind::floats) {
    rule.absolute = table.number("absolute", 0, std::numeric_limits<double>::max()).value_or(0);
    rule.relative = table.number("relative", 0, 1).value_or(0);
    if (!table.has("absolute") && !table.has("relative"))
      table.error_here("`floats` needs a tolerance", {},
                       "give `absolute`, `relative`, or both: absolute = 1e-6");
  }
  if (rule.kind == compare::Kind::checker) {
    if (!table.has("program"))
      table.error_here("`program` is missing", {}, "add `program = \"data/check.py\"`");
    if (const auto file = read_path(table, "program", exercise)) rule.program = file->string();
  }
  table.finish();
  return rule;
}

compare::Rule read_rule(Reader& check, const fs::path& exercise) {
  if (check.holds_table("compare")) return read_rule_table(check.table_or_empty("compare"), exercise);
  compare::Rule rule;
  const auto kind = check.one_of("compare", rules).value_or("lines");
  rule.kind = static_cast<compare::Kind>(std::find(rules.begin(), rules.end(), kind) - rules.begin());
  if (rule.kind == compare::Kind::floats)
    check.error_at_value("compare", "`floats` needs a tolerance", {},
                         "write `compare = { kind = \"floats\", absolute = 1e-6 }`");
  if (rule.kind == compare::Kind::checker)
    check.error_at_value("compare", "`checker` needs a program", {},
                         "write `compare = { kind = \"checker\", program = \"data/check.py\" }`");
  return rule;
}

bool speaks_of_size(const Generated* generated) {
  return generated && std::any_of(generated->args.begin(), generated->args.end(),
                                  [](const auto& arg) { return arg.find(size_word) != std::string::npos; });
}

} // namespace

std::optional<Bar> read_bar(Reader& check) {
  auto table = check.table("bar");
  if (!table) return std::nullopt;
  Bar bar;
  bar.ratio = table->number("ratio", 1, 1'000).value_or(0);
  bar.growth = table->number("growth", 1, 1'000).value_or(0);
  if (!table->has("ratio") && !table->has("growth"))
    table->error_here("a bar needs a `ratio`, a `growth`, or both", {}, "add `ratio = 5`");
  bar.n = static_cast<std::uint64_t>(table->required_integer("n", 4, 1'000'000'000));
  table->finish();
  return bar;
}

void check_bar(Reader& check, const std::optional<Bar>& bar, const std::vector<const Generated*>& cases,
               bool from_reference, std::string_view outcome, std::string_view kind) {
  if (!bar) {
    if (std::any_of(cases.begin(), cases.end(), speaks_of_size))
      check.error_here("`${n}` stands for the size of a bar, and this check has none", {},
                       "add `[check.bar]` with `ratio` or `growth`, and `n`");
    return;
  }
  const auto has_size = [](const auto* one) { return speaks_of_size(one) && one->count == 1; };
  if (!std::all_of(cases.begin(), cases.end(), has_size))
    check.error_at_value("bar",
                         "the cases of a check with a bar are made by `generate` with `${n}` in `args`", {},
                         "generate = { seed = 1, args = [\"large\", \"${n}\"] }");
  if (!from_reference)
    check.error_at_value("bar", fmt::format("the {}s of a check with a bar come from the reference", outcome),
                         {}, fmt::format("name a `reference` in `[{}]`, and give no `{}`", kind, outcome));
}

bool is_file_within(const fs::path& folder, const fs::path& path) {
  std::error_code code;
  const auto root = fs::canonical(folder, code);
  if (code) return false;
  const auto file = fs::canonical(path, code);
  if (code || !fs::is_regular_file(file, code) || code) return false;
  return std::mismatch(root.begin(), root.end(), file.begin(), file.end()).first == root.end();
}

CaseInput read_input(Reader& table, const fs::path& exercise) {
  const std::array<std::string, 3> ways{"input", "input_file", "generate"};
  const auto given = std::count_if(ways.begin(), ways.end(), [&](const auto& key) { return table.has(key); });
  if (given != 1)
    table.error_here(given == 0 ? "a case needs an input" : "a case has one input only", {},
                     "give exactly one of `input`, `input_file`, `generate`");
  if (auto file = read_path(table, "input_file", exercise)) return *file;
  if (auto generated = table.table("generate")) return read_generated(*generated, exercise);
  return table.text("input").value_or("");
}

Settings parse_settings(Reader& table) {
  return {table.text("reference").value_or(""), table.boolean("shrink").value_or(false)};
}

Spec parse(Reader& check, const Settings& settings, const fs::path& exercise) {
  Spec spec;
  const auto before = check.document().errors().size();
  spec.rule = read_rule(check, exercise);
  spec.alone = check.boolean("alone").value_or(false);
  spec.bar = read_bar(check);
  const auto before_cases = check.document().errors().size();
  for (auto& table : check.tables("case")) spec.cases.push_back(read_case(table, settings, exercise));
  if (spec.cases.empty() && check.document().errors().size() == before_cases)
    check.error_here("a check needs at least one case", {},
                     "add a `[[check.case]]` with `input` and `output`");
  if (check.document().errors().size() == before) {
    std::vector<const Generated*> generated;
    bool from_reference = !settings.reference.empty();
    for (const auto& one : spec.cases) {
      generated.push_back(std::get_if<Generated>(&one.input));
      from_reference = from_reference && !one.output;
    }
    check_bar(check, spec.bar, generated, from_reference, "output", "stdio");
  }
  spec.alone = spec.alone || spec.bar;
  return spec;
}

} // namespace bex::stdio
