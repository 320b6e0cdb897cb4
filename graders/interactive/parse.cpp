#include "graders/interactive/interactive.hpp"

namespace bex::interactive {

Settings parse_settings(Reader& table) {
  Settings settings;
  settings.program = table.text("program").value_or("data/interact.py");
  settings.idle = Millis(table.integer("idle_ms", 100, 60'000).value_or(3'000));
  return settings;
}

Spec parse(Reader& check, const Settings& settings, const std::filesystem::path& exercise) {
  Spec spec;
  spec.questions = static_cast<int>(check.integer("questions", 1, 10'000'000).value_or(0));
  if (!stdio::is_file_within(exercise, exercise / settings.program))
    check.error_here("there is no file `" + settings.program.string() + "`", {},
                     "it answers the submission's questions; `[interactive] program` may name another one");
  const auto before = check.document().errors().size();
  for (auto& table : check.tables("case")) {
    spec.cases.push_back(stdio::read_input(table, exercise));
    table.finish();
  }
  if (spec.cases.empty() && check.document().errors().size() == before)
    check.error_here("a check needs at least one case", {}, "add a `[[check.case]]` with `input`");
  return spec;
}

} // namespace bex::interactive
