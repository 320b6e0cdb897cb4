#include "graders/sql/sql.hpp"

#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bex::sql {
namespace {

constexpr std::size_t most_setup = 4u << 20;

const std::array<std::string, 2> engines{"sqlite", "postgres"};
const std::array<std::string, 3> permissions{"read", "change", "schema"};
const std::array<std::string, 4> results{"rows", "state", "both", "then"};
const std::array<std::string, 3> levels{"read committed", "repeatable read", "serializable"};

constexpr std::size_t most_sessions = 10;

// The text of a file of the exercise.
std::string read_inner_file(Reader& table, std::string_view key, const std::filesystem::path& exercise) {
  const auto name = table.text(key);
  if (!name) return {};
  const auto path = std::filesystem::path(*name).lexically_normal();
  if (path.is_absolute() || *path.begin() == "..") {
    table.error_at_value(key, fmt::format("`{}` leads out of the exercise", *name));
    return {};
  }
  auto text = read_file(exercise / path, most_setup);
  if (text) return std::move(*text);
  table.error_at_value(key, fmt::format("`{}` cannot be read", *name), {},
                       "paths are relative to the folder of the exercise");
  return {};
}

void read_order(Reader& check, Spec& spec) {
  const std::string by = "by:";
  const auto text = check.text("order").value_or("");
  if (spec.rows && text.empty() && !check.has("order"))
    check.error_here("nothing says in which order the rows come", {},
                     "give `order = \"any\"`, `\"exact\"` or `\"by:column,column\"`");
  else if (!spec.rows && check.has("order"))
    check.error_at_value("order", "only rows have an order", {}, "remove it, or give `result = \"rows\"`");
  else if (text == "exact")
    spec.order = Order::exact;
  else if (text.starts_with(by) && text.size() > by.size()) {
    spec.order = Order::by;
    for (const auto word : split(std::string_view(text).substr(by.size()), ','))
      spec.keys.emplace_back(trim(word));
    if (std::find(spec.keys.begin(), spec.keys.end(), "") != spec.keys.end())
      check.error_at_value("order", fmt::format("`{}` leaves out a column", text));
  } else if (spec.rows && text != "any" && check.has("order"))
    check.error_at_value("order", fmt::format("`{}` is no order", text), {},
                         "give `\"any\"`, `\"exact\"` or `\"by:column,column\"`");
}

void read_allowed(Reader& table, Rules& rules) {
  const auto allowed = table.one_of("allow", permissions);
  if (allowed)
    rules.allowed = *allowed == "read"     ? Allowed::read
                    : *allowed == "change" ? Allowed::change
                                           : Allowed::schema;
}

// Both engines count sorts and rows that no index was used for, and each has its own measure of all work.
void read_work(Reader& check, Task& task) {
  if (!check.has("work")) return;
  auto table = check.table_or_empty("work");
  const bool sqlite = task.rules.engine == Product::sqlite;
  const auto most = [&](const char* key) { return table.integer(key, 0, 1'000'000'000'000).value_or(-1); };
  const auto only = [&](const char* key, bool here) {
    if (table.has(key) && !here)
      table.error_at_value(
          key, fmt::format("`{}` is not counted by {}", key, sqlite ? "SQLite" : "PostgreSQL"), {},
          sqlite ? "it counts `vm_steps`, `full_scan_steps`, `sorts` and `auto_indexes`"
                 : "it counts `rows_handled`, `pages_read`, `full_scan_steps` and `sorts`");
    return here ? most(key) : -1;
  };
  auto& work = task.work;
  work.vm_steps = only("vm_steps", sqlite);
  work.auto_indexes = only("auto_indexes", sqlite);
  work.rows_handled = only("rows_handled", !sqlite);
  work.pages_read = only("pages_read", !sqlite);
  work.full_scan_steps = most("full_scan_steps");
  work.sorts = most("sorts");
  work.ratio = table.number("ratio", 1, 1'000'000).value_or(0);
  work.seeks = table.texts("seeks");
  if (sqlite && !work.seeks.empty())
    table.error_at_value("seeks", "SQLite does not tell which rows an index could find", {},
                         "give `full_scan_steps`, or `engine = \"postgres\"` in `[sql]`");
  table.finish();
}

void read_ladder(Reader& table, Case& one) {
  if (!table.has("generate")) return;
  auto ladder = table.table_or_empty("generate");
  one.seed = static_cast<std::uint64_t>(ladder.required_integer("seed", 0, 1'000'000'000));
  one.count = static_cast<int>(ladder.integer("count", 1, 100).value_or(1));
  one.sizes = {4, 12, 40};
  if (ladder.has("size")) one.sizes = {static_cast<int>(ladder.required_integer("size", 0, 1'000))};
  ladder.finish();
}

void read_session(Reader& table, Case& one, const Rules& rules) {
  if (!table.has("settings")) return;
  if (rules.engine != Product::postgres)
    table.error_at_value("settings", "SQLite has no settings of a session", {},
                         "remove it, or give `engine = \"postgres\"` in `[sql]`");
  auto settings = table.table_or_empty("settings");
  for (const auto& name : settings.keys()) one.settings[name] = settings.required_text(name);
  settings.finish();
}

std::vector<std::string> read_run(Reader& table) {
  auto run = table.texts("run");
  for (const auto& name : run)
    if (name.find('/') != std::string::npos || !name.ends_with(".sql"))
      table.error_at_value("run", fmt::format("`{}` is no name of an .sql file", name));
  return run;
}

// `${n}` stands for the session's number, from 1.
std::string numbered(std::string text, std::size_t number) {
  const std::string word = "${n}";
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at))
    text.replace(at, word.size(), std::to_string(number));
  return text;
}

void read_sessions(Reader& table, Case& one) {
  for (auto& reader : table.tables("session")) {
    SessionOf session{read_run(reader), one.settings};
    if (session.run.empty()) session.run = one.run;
    auto settings = reader.table_or_empty("settings");
    for (const auto& name : settings.keys()) session.settings[name] = settings.required_text(name);
    settings.finish();
    const auto count = reader.integer("count", 1, static_cast<std::int64_t>(most_sessions)).value_or(1);
    for (std::int64_t i = 0; i < count; ++i) {
      auto& all = one.together.sessions;
      all.push_back(session);
      for (auto& [name, value] : all.back().settings) value = numbered(value, all.size());
    }
    reader.finish();
  }
  if (one.together.sessions.size() > most_sessions)
    table.error_at_value("session",
                         fmt::format("{} sessions at a time are too many", one.together.sessions.size()), {},
                         fmt::format("at most {} take part", most_sessions));
}

// Several connections at a time.
void read_together(Reader& table, Case& one, const Rules& rules) {
  auto& together = one.together;
  if (!table.has("session")) {
    for (const auto* key : {"isolation", "interleavings", "retries", "waits"})
      if (table.has(key))
        table.error_at_value(key, fmt::format("`{}` is about several sessions, and this case has none", key),
                             {}, "add `[[check.case.session]]`, or remove it");
    return;
  }
  if (rules.engine != Product::postgres)
    table.error_at_value("session", "a database of SQLite in memory has one connection", {},
                         "remove it, or give `engine = \"postgres\"` in `[sql]`");
  read_sessions(table, one);
  std::vector<std::string> given;
  for (const auto& level : table.placed_texts("isolation")) {
    given.push_back(level.value);
    if (std::find(levels.begin(), levels.end(), level.value) == levels.end())
      table.document().report(level.place, fmt::format("`{}` is no isolation level", level.value), {},
                              "give `\"read committed\"`, `\"repeatable read\"` or `\"serializable\"`");
  }
  if (!given.empty()) together.isolation = std::move(given);
  together.interleavings =
      static_cast<int>(table.integer("interleavings", 1, 1'000).value_or(together.interleavings));
  together.retries = static_cast<int>(table.integer("retries", 0, 100).value_or(together.retries));
  together.waits = static_cast<int>(table.integer("waits", 0, 1'000).value_or(together.waits));
}

Case read_case(Reader& table, const Rules& rules, const std::filesystem::path& exercise) {
  Case one;
  one.setup = table.text("setup").value_or("");
  if (table.has("setup_file")) one.setup += read_inner_file(table, "setup_file", exercise);
  read_ladder(table, one);
  one.run = read_run(table);
  if (one.run.empty()) one.run = {"query.sql"};
  one.then = table.texts("then");
  one.may_fail = table.boolean("may_fail").value_or(false);
  read_session(table, one, rules);
  read_together(table, one, rules);
  table.finish();
  return one;
}

} // namespace

Settings parse_settings(Reader& table) {
  Settings settings;
  settings.reference = table.text("reference").value_or("sql");
  auto& rules = settings.rules;
  rules.schema = table.text("schema").value_or("");
  read_allowed(table, rules);
  rules.pragmas = table.texts("pragmas");
  if (table.one_of("engine", engines).value_or("sqlite") == "postgres") {
    rules.engine = Product::postgres;
    for (const auto* key : {"pragmas", "foreign_keys"})
      if (table.has(key))
        table.error_at_value(key, fmt::format("PostgreSQL has no `{}`", key), {}, "remove it");
  }
  rules.statements = static_cast<int>(table.integer("statements", 1, 1'000).value_or(0));
  rules.foreign_keys = table.boolean("foreign_keys").value_or(true);
  auto values = table.table_or_empty("values");
  for (const auto& name : values.keys()) {
    auto columns = values.table_or_empty(name);
    for (const auto& column : columns.keys()) rules.values[name][column] = columns.texts(column);
    columns.finish();
  }
  auto most = table.table_or_empty("most_rows");
  for (const auto& name : most.keys())
    rules.most_rows[name] = static_cast<int>(most.required_integer(name, 0, 1'000));
  most.finish();
  return settings;
}

Spec parse(Reader& check, const Settings& settings, const std::filesystem::path& exercise) {
  Spec spec;
  spec.rules = settings.rules;
  read_allowed(check, spec.rules); // a check may allow what the others do not
  const auto result = check.one_of("result", results).value_or("rows");
  spec.rows = result == "rows" || result == "both";
  spec.state = result == "state" || result == "both";
  read_order(check, spec);
  if (const auto tolerance = check.number("tolerance", 0, 1)) spec.tolerance = {*tolerance, *tolerance};
  read_work(check, spec);
  for (auto& table : check.tables("case")) spec.cases.push_back(read_case(table, spec.rules, exercise));
  if (spec.cases.empty() && !check.has("case"))
    check.error_here("a check needs at least one case", {},
                     "add a `[[check.case]]` with `setup` or `generate`");
  for (const auto& one : spec.cases)
    if (!one.together.sessions.empty() && check.has("work")) {
      check.error_at_value("work", "work is not counted where several sessions take part", {},
                           "give the case `waits`, or count in a check of its own");
      break;
    }
  const bool looks =
      std::any_of(spec.cases.begin(), spec.cases.end(), [](const auto& c) { return !c.then.empty(); });
  if (result == "then" && !looks)
    check.error_at_value("result", "no case has a `then`, so nothing is looked at", {},
                         "give `then` to a case, or compare `\"rows\"` or `\"state\"`");
  return spec;
}

} // namespace bex::sql
