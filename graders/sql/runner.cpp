// Inside the sandbox: the data sets of a check, one after the other, and the smallest one that shows a fault.
#include "graders/sql/compare.hpp"
#include "graders/sql/generate.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::sql {
namespace {

constexpr std::size_t most_shrunk = 400;
constexpr int most_trials = 500;
constexpr std::int64_t most_shrinking_ms = 2'000;

using RowId = std::pair<std::string, std::int64_t>;

struct Found {
  std::string image;
  Report report;
};

std::vector<RowId> rows_of(const std::string& image) {
  Database database;
  database.load(image);
  std::vector<RowId> rows;
  for (const auto& table : database.tables())
    for (const auto id : database.row_ids(table)) rows.emplace_back(table, id);
  return rows;
}

// Nothing where a foreign key would not hold.
std::string without(const std::string& image, const std::vector<RowId>& rows) {
  Database database;
  database.load(image);
  database.remove(rows);
  return database.foreign_keys_hold() ? database.save() : std::string();
}

bool same_fault(const Report& a, const Report& b) {
  if (a.verdict != b.verdict || !b.fault.empty() || b.findings.empty()) return false;
  return a.findings.front().label == b.findings.front().label;
}

// Delta debugging over rows: leaves out halves, quarters, ... single rows as long as the fault stays the
// same, and there is time.
void shrink(const Round& round, Found& found) {
  auto rows = rows_of(found.image);
  if (rows.size() > most_shrunk) return;
  const auto begun = cpu_ms();
  const auto until = std::min(begun + most_shrinking_ms, begun + (round.cpu_until - begun) / 2);
  int trials = 0;
  for (std::size_t chunk = std::max<std::size_t>(1, rows.size() / 2); chunk > 0; chunk /= 2)
    for (std::size_t at = 0; at < rows.size();) {
      if (++trials > most_trials || (round.cpu_until > 0 && cpu_ms() > until)) return;
      const auto first = rows.begin() + static_cast<std::ptrdiff_t>(at);
      const auto last = first + static_cast<std::ptrdiff_t>(std::min(chunk, rows.size() - at));
      auto image = without(found.image, {first, last});
      auto report = image.empty() ? Report() : compare_on(round, image);
      if (same_fault(found.report, report)) {
        found = {std::move(image), std::move(report)};
        rows.erase(first, last);
      } else {
        at += chunk;
      }
    }
}

void show_data(Found& found) {
  Database database;
  database.load(found.image);
  std::vector<Exhibit> data;
  std::size_t rows = 0;
  for (const auto& table : database.tables()) {
    const auto content = database.content(table).rows;
    rows += content.rows.size();
    data.push_back({"the data: " + table, text_table(content, most_shown), false});
  }
  if (rows > 3 * most_shown) return;
  auto& exhibits = found.report.exhibits;
  exhibits.insert(exhibits.begin(), data.begin(), data.end());
}

// The database that a case begins with, or the pack's fault.
std::string image_of(const Task& task, const Case& one, int size, std::uint64_t seed, std::string& fault) {
  Database database;
  auto ran = database.run(task.rules.schema, "schema", {});
  if (!ran.failure) ran = database.run(one.setup, "setup", {});
  if (!ran.failure && size >= 0)
    ran = database.run(generate(database, task.rules, size, seed), "generated data", {});
  if (ran.failure)
    fault = fmt::format("{}: {}", ran.failure->script, ran.failure->what);
  else if (database.in_transaction())
    fault = "setup: it leaves a transaction open";
  else if (task.rules.foreign_keys && !database.foreign_keys_hold())
    fault = "the data of a case break a foreign key";
  return database.save();
}

Report run_on(const Round& round, int size, std::uint64_t seed) {
  Found found;
  found.image = image_of(round.task, round.one, size, seed, found.report.fault);
  if (!found.report.fault.empty()) return found.report;
  found.report = compare_on(round, found.image);
  if (found.report.verdict != Verdict::wrong_answer || found.report.findings.empty()) return found.report;
  shrink(round, found);
  show_data(found);
  return found.report;
}

} // namespace

tl::expected<std::string, std::string> database_of(const Task& task) {
  const auto& one = task.cases.front();
  const int size = one.sizes.empty() ? -1 : one.sizes[one.sizes.size() / 2];
  std::string fault;
  auto image = image_of(task, one, size, one.seed, fault);
  if (!fault.empty()) return tl::unexpected(std::move(fault));
  return image;
}

Report run(const Task& task) {
  const auto until = task.cpu_ms > 0 ? cpu_ms() + task.cpu_ms : 0;
  for (const auto& one : task.cases)
    for (const int size : one.sizes.empty() ? std::vector<int>{-1} : one.sizes)
      for (int i = 0; i < (size < 0 ? 1 : one.count); ++i) {
        auto report = run_on({task, one, until}, size, one.seed + static_cast<std::uint64_t>(i));
        if (report.verdict != Verdict::accepted || !report.fault.empty()) return report;
      }
  return {};
}

} // namespace bex::sql
