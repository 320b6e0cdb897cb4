#include "graders/sql/side.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::sql {
namespace {

constexpr std::size_t caret_room = 66, most_tried = 300;

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// Where the letter `count` begins.
std::size_t at_letter(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (at < text.size() && ((text[at] & 0xC0) == 0x80 || count-- > 0)) ++at;
  return at;
}

// The line of the script with a caret under the place, cut to what a terminal shows.
Exhibit line_with_caret(const std::string& script, const Failure& failure) {
  const auto offset = std::min(static_cast<std::size_t>(failure.offset), script.size());
  const auto begin = offset == 0 ? std::string::npos : script.rfind('\n', offset - 1);
  const auto from = begin == std::string::npos ? 0 : begin + 1;
  auto line = script.substr(from, script.find_first_of("\r\n", from) - from);
  const auto number =
      std::count(script.begin(), script.begin() + static_cast<std::ptrdiff_t>(from), '\n') + 1;
  auto column = letters(std::string_view(line).substr(0, offset - from));
  if (letters(line) > caret_room) {
    const auto skip = column > caret_room / 2 ? column - caret_room / 2 : 0;
    line = line.substr(at_letter(line, skip)), column -= skip;
    line = line.substr(0, at_letter(line, caret_room));
  }
  std::replace(line.begin(), line.end(), '\t', ' ');
  return {fmt::format("{}, line {}", failure.script, number), line + "\n" + std::string(column, ' ') + "^\n",
          false};
}

Task any_order(const Task& task) {
  Task any = task;
  any.order = Order::any;
  return any;
}

} // namespace

Tried try_out(Database& database, const std::string& sql) {
  auto ran = database.run(sql, {}, {});
  if (ran.failure) return {ran.failure->refusal, ran.failure->what, std::nullopt};
  if (!ran.has_rows) return {"done", {}, std::nullopt};
  std::vector<std::string> rows;
  for (const auto& row : ran.rows.rows) rows.push_back(literal(row));
  std::sort(rows.begin(), rows.end());
  return {rows.empty() ? "no rows" : join(rows, " "), {}, std::move(ran.rows)};
}

void look_at(Side& side, Database& database) {
  for (const auto& table : database.tables()) {
    auto content = database.content(table);
    if (content.failure) {
      side.failure = std::move(content.failure);
      side.failure->what = fmt::format("the table `{}` has grown too large to be looked at", table);
      side.failure->offset = -1;
      return;
    }
    side.tables[table] = std::move(content.rows);
  }
  side.objects = database.objects();
}

Report report_failure(const Task& task, const Failure& failure) {
  Report report;
  report.verdict = failure.verdict;
  report.remark = failure.what;
  if (!failure.forbidden.empty()) report.remark = fmt::format("not allowed here: {}", failure.forbidden);
  if (failure.verdict == Verdict::too_slow)
    report.remark = "the statement takes many times the steps that it may take, and was stopped";
  if (failure.verdict == Verdict::time_limit_exceeded)
    report.remark = "the statement did not come to its end";
  if (failure.offset >= 0)
    report.exhibits.push_back(line_with_caret(task.submission.at(failure.script), failure));
  return report;
}

Report wrong(Finding finding, std::string remark) {
  Report report;
  report.verdict = Verdict::wrong_answer;
  report.findings.push_back(std::move(finding));
  report.remark = std::move(remark);
  return report;
}

Report report_rows(const std::string& table, const Rows& want, const Rows& got, const Difference& found) {
  const auto label = table.empty() ? found.rule : fmt::format("table {}: {}", table, found.rule);
  auto report = wrong({label, found.want, found.got, found.where});
  const auto show = [&](const char* title, const Rows& rows, bool expected) {
    report.exhibits.push_back({table.empty() ? title : fmt::format("{} of {}", title, table),
                               text_table(rows, most_shown), expected});
  };
  const bool whole = std::max(want.rows.size(), got.rows.size()) <= most_shown;
  if (whole || (found.missing.empty() && found.extra.empty())) {
    show("expected rows", want, true);
    show("your rows", got, false);
    return report;
  }
  if (!found.missing.empty()) show("missing rows", {want.columns, found.missing}, true);
  if (!found.extra.empty()) show("rows too many", {got.columns, found.extra}, false);
  return report;
}

Report compare_state(const Task& task, const Side& before, const Side& want, const Side& got) {
  const auto any = any_order(task);
  for (const auto& [name, rows] : want.tables) {
    const auto at = got.tables.find(name);
    if (at == got.tables.end()) return wrong({"table " + name, "to be there", "no such table", {}});
    const auto found = difference(rows, at->second, any);
    if (!found) continue;
    auto report = report_rows(name, rows, at->second, *found);
    const auto old = before.tables.find(name);
    if (old != before.tables.end() && !difference(old->second, rows, any))
      report.remark = fmt::format("the table `{}` is to stay as it was", name);
    return report;
  }
  for (const auto& [name, rows] : got.tables)
    if (!want.tables.count(name)) return wrong({"table " + name, "not to be there", "it is left over", {}});
  for (const auto& [name, sql] : before.objects) {
    if (!want.objects.count(name) || want.objects.at(name) != sql) continue;
    const auto at = got.objects.find(name);
    if (at == got.objects.end() || at->second != sql)
      return wrong({name, sql, at == got.objects.end() ? "it is gone" : at->second, {}});
  }
  return {};
}

Report compare_tried(const Task& task, const Case& one, const Side& want, const Side& got) {
  const auto any = any_order(task);
  for (std::size_t i = 0; i < one.then.size(); ++i) {
    const auto &due = want.tried[i], &came = got.tried[i];
    const bool same =
        due.rows && came.rows ? !difference(*due.rows, *came.rows, any) : due.outcome == came.outcome;
    if (same) continue;
    const auto shown = came.detail.empty() ? came.outcome : came.outcome + ": " + came.detail;
    auto report = wrong({"what came of it", cut(due.outcome, most_tried), cut(shown, most_tried), {}});
    report.exhibits.push_back({"tried afterwards", one.then[i] + "\n", false});
    return report;
  }
  return {};
}

} // namespace bex::sql
