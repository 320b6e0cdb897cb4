#include "graders/command/command.hpp"

#include "graders/upstream/reader.hpp"

#include <fmt/format.h>

#include <array>

namespace bex::command {
namespace {

const std::array<std::string, 2> some_or_none{"some", "none"};
constexpr std::string_view counter = "${n}";

// `text` so many times, with its number in place of ${n}.
std::string lines_of(const std::string& text, std::int64_t count) {
  std::string all;
  for (std::int64_t n = 1; n <= count; ++n) {
    auto one = text;
    for (auto at = one.find(counter); at != std::string::npos; at = one.find(counter))
      one.replace(at, counter.size(), std::to_string(n));
    all += one;
  }
  return all;
}

std::string read_input(Reader& step) {
  auto input = step.text("input").value_or("");
  if (!step.has("lines")) return input;
  if (step.has("input"))
    step.error_at_value("lines", "the input is given twice", {}, "leave out `input` or `lines`");
  auto table = step.table_or_empty("lines");
  const auto text = table.required_text("text");
  const auto count = table.required_integer("count", 1, 100'000);
  table.finish();
  return lines_of(text, count);
}

void read_call(Reader& table, Step& step) {
  step.words = table.texts("run");
  step.input = read_input(table);
  step.exit = static_cast<int>(table.integer("exit", 0, 255).value_or(0));
  if (const auto word = table.one_of("err", some_or_none)) step.err = *word == "some";
  if (const auto most = table.integer("statements", 0, 1'000'000)) step.statements = static_cast<int>(*most);
  if (const auto most = table.integer("connections", 0, 1'000'000))
    step.connections = static_cast<int>(*most);
  if (const auto within = table.integer("within_ms", 1, 600'000)) step.within = Millis(*within);
}

// What the expectations of requests may name.
http::Scope scope_of_requests() {
  http::Scope scope;
  scope.rows.emplace_back();
  scope.fix("seed", http::json_unsigned(0));
  return scope;
}

Step read_step(Reader& table, const Settings& settings) {
  Step step;
  if (table.has("arrived")) {
    if (!settings.upstream)
      table.error_at_value("arrived", "this exercise has no upstream", {},
                           "`upstream = {}` of `[command]` gives it one");
    auto scope = scope_of_requests();
    step.arrived = upstream::parse_wanted(table, scope, false);
    return step;
  }
  if (const auto out = table.text("out")) step.out = *out;
  if (table.has("query") == table.has("run"))
    table.error_here("a step calls the program or asks a service", {},
                     "give `run = [...]` or `query = \"...\"`");
  if (table.has("query")) {
    step.query = table.required_text("query");
    step.service = table.text("service").value_or("");
    if (!step.out) table.error_here("nothing says what the answer is", {}, "give `out = \"...\"`");
  } else {
    read_call(table, step);
  }
  table.finish();
  return step;
}

} // namespace

Settings parse_settings(Reader& table) {
  return {upstream::parse_place(table)};
}

Spec parse(Reader& check, const Settings& settings, const std::filesystem::path&) {
  Spec spec;
  for (auto& table : check.tables("step")) spec.steps.push_back(read_step(table, settings));
  spec.upstream =
      upstream::parse_script(check, scope_of_requests(), settings.upstream ? &*settings.upstream : nullptr);
  if (spec.steps.empty() && !check.has("step"))
    check.error_here("a check needs at least one step", {}, "add a `[[check.step]]` with `run`");
  return spec;
}

} // namespace bex::command
