// Inside the sandbox: the data sets of a check, one after the other, and the smallest one that shows a fault.
#include "graders/sql/compare.hpp"
#include "graders/sql/generate.hpp"
#include "graders/sql/sessions.hpp"
#include "graders/sql/side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace bex::sql {
namespace {

constexpr std::size_t most_shrunk = 400;
constexpr int most_trials = 500;
constexpr int least_trials = 16; // so that a small set of data comes out the same on a busy machine
constexpr std::int64_t most_shrinking_ms = 200;

struct Found {
  std::string image;
  Report report;
};

using Compare = std::function<Report(const std::string& image)>;

std::vector<RowId> rows_of(Engine& engine, const std::string& image) {
  const auto database = engine.open(image);
  std::vector<RowId> rows;
  for (const auto& table : database->tables())
    for (const auto id : database->row_ids(table)) rows.emplace_back(table, id);
  return rows;
}

bool same_fault(const Report& a, const Report& b) {
  if (a.verdict != b.verdict || !b.fault.empty() || b.findings.empty()) return false;
  return a.findings.front().label == b.findings.front().label;
}

// Delta debugging over rows: leaves out halves, quarters, ... single rows as long as the fault stays the
// same, and there is time.
void shrink(const Round& round, Found& found, const Compare& compare) {
  auto& engine = round.engine;
  auto rows = rows_of(engine, found.image);
  if (rows.size() > most_shrunk) return;
  const auto begun = engine.now_ms();
  const auto limit = round.until > 0 ? (round.until - begun) / 2 : most_shrinking_ms;
  const auto has_time = [&](int trials) {
    const auto took = engine.now_ms() - begun;
    return trials <= most_trials && took <= limit && (trials <= least_trials || took <= most_shrinking_ms);
  };
  int trials = 0;
  for (std::size_t chunk = std::max<std::size_t>(1, rows.size() / 2); chunk > 0; chunk /= 2)
    for (std::size_t at = 0; at < rows.size();) {
      if (!has_time(++trials)) return;
      const auto first = rows.begin() + static_cast<std::ptrdiff_t>(at);
      const auto last = first + static_cast<std::ptrdiff_t>(std::min(chunk, rows.size() - at));
      auto image = engine.without(found.image, {first, last});
      auto report = image.empty() ? Report() : compare(image);
      if (same_fault(found.report, report)) {
        found = {std::move(image), std::move(report)};
        rows.erase(first, last);
      } else {
        at += chunk;
      }
    }
}

void show_data(Engine& engine, Found& found) {
  const auto database = engine.open(found.image);
  std::vector<Exhibit> data;
  std::size_t rows = 0;
  for (const auto& table : database->tables()) {
    const auto content = database->content(table).rows;
    rows += content.rows.size();
    data.push_back({"the data: " + table, text_table(content, most_shown), false});
  }
  if (rows > 3 * most_shown) return;
  auto& exhibits = found.report.exhibits;
  exhibits.insert(exhibits.begin(), data.begin(), data.end());
}

// The generated rows that no constraint refuses, as one script.
std::optional<Failure> fill(Database& database, const std::vector<std::string>& inserts,
                            std::string& script) {
  for (const auto& insert : inserts) {
    auto ran = database.run(insert, "generated data", {});
    if (!ran.failure)
      script += insert + ";\n";
    else if (!ran.failure->constraint)
      return std::move(ran.failure);
  }
  return std::nullopt;
}

// The database that a case begins with, or the pack's fault.
std::string image_of(const Round& round, int size, std::uint64_t seed, std::string& fault) {
  const auto& rules = round.task.rules;
  const auto database = round.engine.open({});
  auto failure = database->run(rules.schema, "schema", {}).failure;
  if (!failure) failure = database->run(round.one.setup, "setup", {}).failure;
  auto script = rules.schema + "\n;" + round.one.setup + "\n;";
  if (!failure && size >= 0) failure = fill(*database, generate(*database, rules, size, seed), script);
  if (failure)
    fault = fmt::format("{}: {}", failure->script, failure->what);
  else if (database->in_transaction())
    fault = "setup: it leaves a transaction open";
  else if (rules.foreign_keys && !database->foreign_keys_hold())
    fault = "the data of a case break a foreign key";
  return database->save(script);
}

Report run_on(const Round& round, int size, std::uint64_t seed) {
  Found found;
  found.image = image_of(round, size, seed, found.report.fault);
  if (!found.report.fault.empty()) return found.report;
  const bool together = !round.one.together.sessions.empty();
  Meeting meeting;
  found.report = together ? compare_sessions(round, found.image, meeting) : compare_on(round, found.image);
  if (found.report.verdict != Verdict::wrong_answer || found.report.findings.empty()) return found.report;
  shrink(round, found, [&](const std::string& image) {
    return together ? compare_meeting(round, image, meeting) : compare_on(round, image);
  });
  show_data(round.engine, found);
  return found.report;
}

} // namespace

tl::expected<std::string, std::string> database_of(const Task& task) {
  Engines engines;
  const auto engine = engines.make(task);
  if (!engine) return tl::unexpected(engine.error());
  const auto& one = task.cases.front();
  const int size = one.sizes.empty() ? -1 : one.sizes[one.sizes.size() / 2];
  std::string fault;
  auto image = image_of({task, one, **engine}, size, one.seed, fault);
  if (!fault.empty()) return tl::unexpected(std::move(fault));
  return image;
}

namespace {

Report run_on(const Task& task, Engine& engine) {
  const auto until = task.cpu_ms > 0 ? engine.now_ms() + task.cpu_ms : 0;
  for (const auto& one : task.cases)
    for (const int size : one.sizes.empty() ? std::vector<int>{-1} : one.sizes)
      for (int i = 0; i < (size < 0 ? 1 : one.count); ++i) {
        auto report = run_on({task, one, engine, until}, size, one.seed + static_cast<std::uint64_t>(i));
        if (report.verdict != Verdict::accepted || !report.fault.empty()) return report;
      }
  return {};
}

} // namespace

Report run(const Task& task) {
  Engines engines;
  return run(task, engines);
}

Report run(const Task& task, Engines& engines) {
  Report report;
  const auto engine = engines.make(task);
  if (!engine) {
    report.broken = engine.error();
    return report;
  }
  try {
    report = run_on(task, **engine);
  } catch (const EngineBroke& broke) {
    report.broken = broke.what();
  }
  return report;
}

} // namespace bex::sql
