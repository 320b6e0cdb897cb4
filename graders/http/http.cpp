#include "graders/http/http.hpp"

#include "graders/http/life.hpp"
#include "graders/http/tree_reader.hpp"
#include "graders/upstream/reader.hpp"
#include "sandboxes/base/text.hpp"

#include <algorithm>

namespace bex::http {
namespace {

using Row = std::map<std::string, std::string>;

const std::vector<std::string>& own_names() {
  static const std::vector<std::string> names{"host", "port", "seed", "client", "round", "trial"};
  return names;
}

std::string keys_of(const Row& row) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : row) keys.push_back("`" + key + "`");
  return join(keys, ", ");
}

Row read_row(Reader& table) {
  Row row;
  for (const std::string& key : table.keys()) {
    auto value = table.text(key);
    bool taken = std::ranges::find(own_names(), key) != own_names().end();
    if (taken || !is_variable_name(key)) {
      table.document().report(table.key_place(key), "`" + key + "` cannot name a variable",
                              taken ? "this name is taken" : "", "names are letters, digits, `_` and `-`");
    }
    row.emplace(key, value.value_or(""));
  }
  return row;
}

std::vector<Row> read_rows(Reader& check) {
  if (!check.has("for_each")) return {Row{}};
  std::vector<Row> rows;
  for (Reader& table : check.tables("for_each")) {
    rows.push_back(read_row(table));
    if (keys_of(rows.back()) == keys_of(rows.front())) continue;
    table.error_here("every row of `for_each` has the same keys", "",
                     "the first has: " + keys_of(rows.front()));
    rows.pop_back();
  }
  if (!rows.empty()) return rows;
  check.error_at_value("for_each", "`for_each` has no rows", "", "write it as [{ name = \"value\" }, ...]");
  return {Row{}};
}

Scope scope_of(const std::vector<Row>& rows) {
  Scope scope;
  scope.fixed = own_names();
  for (const Row& row : rows) {
    Variables& variables = scope.rows.emplace_back();
    for (const auto& [name, value] : row) variables.emplace(name, json_text(value));
  }
  for (const auto& [name, value] : rows.front()) scope.fixed.push_back(name);
  for (const std::string& name : own_names()) scope.add(name);
  return scope;
}

// What is known when the check begins.
Scope before_steps(Scope scope) {
  for (Variables& row : scope.rows)
    for (const char* name : {"client", "round"}) row.erase(name);
  return scope;
}

bool is_environment_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_fine = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, is_fine);
}

const std::vector<std::string>& taken_variables() {
  static const std::vector<std::string> taken{"PORT",     "DATA_DIR", "PATH",   "HOME",
                                              "TLS_CERT", "TLS_KEY",  "TLS_CA", "TMPDIR"};
  return taken;
}

void check_variable(Reader& table, const std::string& name, Span place) {
  const bool is_taken = std::ranges::find(taken_variables(), name) != taken_variables().end();
  if (is_taken || !is_environment_name(name))
    table.document().report(place, "`" + name + "` cannot name a variable",
                            is_taken ? "this name is taken" : "",
                            "names are capital letters, digits and `_`");
}

std::vector<std::pair<std::string, std::string>> read_env(Reader& table) {
  std::vector<std::pair<std::string, std::string>> env;
  for (const std::string& name : table.keys()) {
    auto value = table.text(name);
    check_variable(table, name, table.key_place(name));
    if (value && value->find('\0') != std::string::npos)
      table.error_at_value(name, "a variable of the environment holds no zero byte", "", "");
    env.emplace_back(name, value.value_or(""));
  }
  return env;
}

Profile read_profile(Reader& http) {
  Profile profile;
  auto table = http.table("profile");
  if (!table) return profile;
  if (auto env = table->table("env")) profile.env = read_env(*env);
  constexpr int most_silent = 100;
  profile.silent_connections =
      static_cast<int>(table->integer("silent_connections", 1, most_silent).value_or(0));
  profile.connection_per_request = table->boolean("connection_per_request").value_or(false);
  const auto keys = table->keys();
  table->finish();
  if (keys.empty())
    http.error_at_value("profile", "a profile says what is different for earlier stages", "",
                        "{ silent_connections = 1 }, or remove it");
  return profile;
}

} // namespace

Settings under_profile(Settings earlier, const Settings& later) {
  Profile& around = earlier.around;
  for (const auto& variable : later.profile.env) {
    std::erase_if(around.env, [&](const auto& one) { return one.first == variable.first; });
    around.env.push_back(variable);
  }
  around.silent_connections = std::max(around.silent_connections, later.profile.silent_connections);
  around.connection_per_request = around.connection_per_request || later.profile.connection_per_request;
  return earlier;
}

Variables known_in(const Spec& spec, std::size_t turn, std::uint64_t seed) {
  Variables variables;
  for (const auto& [name, value] : spec.rows[turn % spec.rows.size()])
    variables.emplace(name, json_text(value));
  for (const Draw& draw : spec.draws) variables.emplace(draw.name, drawn(draw, seed, turn));
  variables.emplace("seed", json_unsigned(seed));
  variables.emplace("trial", json_unsigned(turn / spec.rows.size() + 1));
  return variables;
}

bool is_apart(const Spec& spec) {
  return !has_bar(spec.steps) && (has_life(spec.steps) || !spec.env.empty());
}

Settings parse_settings(Reader& table) {
  Settings settings;
  constexpr int longest_ms = 600'000;
  if (auto ready = table.text("ready")) {
    Request probe{"GET", *ready, {}, std::nullopt};
    if (!ready->starts_with('/') || flaw_of(probe)) {
      table.error_at_value("ready", "`ready` must be a path", "", "write it like \"/health\"");
    }
    settings.ready = std::move(*ready);
  }
  if (auto env = table.table("env")) settings.env = read_env(*env);
  if (auto tree = table.table("tree")) {
    settings.tree = read_tree(*tree);
    if (tree->has("variable")) check_variable(*tree, settings.tree->variable, tree->value_place("variable"));
  }
  settings.tls = table.boolean("tls").value_or(false);
  settings.profile = read_profile(table);
  settings.upstream = upstream::parse_place(table);
  settings.library = parse_library(table, settings.tree ? &*settings.tree : nullptr);
  if (auto start = table.integer("start_ms", 1, longest_ms)) settings.start = Millis(*start);
  if (auto step = table.integer("step_ms", 1, longest_ms)) settings.step = Millis(*step);
  return settings;
}

Spec parse(Reader& check, const Settings& settings, const std::filesystem::path&) {
  Spec spec;
  spec.rows = read_rows(check);
  if (auto env = check.table("env")) spec.env = read_env(*env);
  constexpr int most_trials = 100;
  spec.trials = static_cast<int>(check.integer("trials", 1, most_trials).value_or(1));
  Scope scope = scope_of(spec.rows);
  spec.draws = parse_draws(check, scope.fixed);
  for (const Draw& draw : spec.draws) scope.fix(draw.name, drawn(draw, 0, 0));
  scope.tree = settings.tree ? &*settings.tree : nullptr;
  scope.library = &settings.library;
  scope.upstream = settings.upstream.has_value();
  if (scope.upstream)
    scope.fix("upstream",
              json_text(settings.upstream->tls ? "https://127.0.0.1:10000" : "http://127.0.0.1:10000"));
  spec.upstream =
      upstream::parse_script(check, before_steps(scope), settings.upstream ? &*settings.upstream : nullptr);
  for (Reader& step : check.tables("step")) spec.steps.push_back(parse_step(step, scope));
  const std::size_t turns = spec.rows.size() * static_cast<std::size_t>(spec.trials);
  if (auto wrong = misplaced(spec.steps, turns))
    check.tables("step")[wrong->step].error_here(wrong->what, "", wrong->help);
  if (spec.steps.empty()) {
    check.error_here("a check of a server has at least one step", "",
                     "add a `[[check.step]]` with `request = \"GET /...\"`");
  }
  return spec;
}

} // namespace bex::http
