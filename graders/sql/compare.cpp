#include "graders/sql/compare.hpp"

#include "graders/sql/lexer.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace bex::sql {
namespace {

constexpr std::size_t caret_room = 66, most_tried = 300;

// What came of one `then`.
struct Tried {
  std::string outcome; // "refused", "done", or rows
  std::string detail;  // the engine's words
};

// What one side did on a data set.
struct Side {
  std::optional<Failure> failure;
  Rows rows; // of the last statement that gave any
  bool has_rows = false;
  std::string rows_sql; // that statement
  Counters counters;
  bool open = false; // a transaction was left open
  std::map<std::string, Rows> tables;
  std::map<std::string, std::string> objects;
  std::vector<Tried> tried;
};

Failure our_own(std::string what) {
  Failure failure;
  failure.verdict = Verdict::wrong_answer;
  failure.what = std::move(what);
  return failure;
}

Tried try_out(Database& database, const std::string& sql) {
  const auto ran = database.run(sql, {}, {});
  if (ran.failure) return {ran.failure->refusal, ran.failure->what};
  if (!ran.has_rows) return {"done", {}};
  std::vector<std::string> rows;
  for (const auto& row : ran.rows.rows) rows.push_back(literal(row));
  std::sort(rows.begin(), rows.end());
  return {rows.empty() ? "no rows" : join(rows, " "), {}};
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

std::optional<Failure> check_statements(const std::string& name, int statements, int most) {
  if (statements > 0 && (most == 0 || statements <= most)) return std::nullopt;
  const auto due = most == 1 ? "one" : most > 1 ? fmt::format("at most {}", most) : "at least one";
  const auto came = statements == 0 ? "no statement" : statements == 1 ? "one" : std::to_string(statements);
  return our_own(fmt::format("`{}` has {}, and {} is asked for", name,
                             statements > 1 ? came + " statements" : came, due));
}

void add(Counters& sum, const Counters& more) {
  sum.vm_steps += more.vm_steps;
  sum.full_scan_steps += more.full_scan_steps;
  sum.sorts += more.sorts;
  sum.auto_indexes += more.auto_indexes;
}

void run_scripts(Side& side, Database& database, const Round& round, const Guard& guard) {
  const auto& scripts = guard.rules ? round.task.submission : round.task.reference;
  for (const auto& name : round.one.run) {
    const auto at = scripts.find(name);
    if (at == scripts.end())
      side.failure = our_own(fmt::format("there is no file `{}`", name));
    else {
      auto ran = database.run(at->second, name, guard);
      add(side.counters, ran.counters);
      side.failure = ran.failure ? std::move(ran.failure)
                                 : check_statements(name, ran.statements, round.task.rules.statements);
      if (ran.has_rows)
        side.rows = std::move(ran.rows), side.has_rows = true, side.rows_sql = std::move(ran.rows_sql);
    }
    if (side.failure) return;
  }
}

// One side from its beginning to what is left behind.
Side play(const Round& round, const std::string& image, Way way, const Guard& guard) {
  Side side;
  const auto database = round.engine.open_for_scripts(image, way, round.one);
  run_scripts(side, *database, round, guard);
  side.open = !side.failure && database->in_transaction();
  database->roll_back();
  database->settle();
  if (side.failure && !(round.one.may_fail && side.failure->constraint)) return side;
  for (const auto& sql : round.one.then) side.tried.push_back(try_out(*database, sql));
  if (round.task.state) look_at(side, *database);
  return side;
}

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

Report wrong(Finding finding, std::string remark = {}) {
  Report report;
  report.verdict = Verdict::wrong_answer;
  report.findings.push_back(std::move(finding));
  report.remark = std::move(remark);
  return report;
}

// `table` is empty for the rows of a query.
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

// The whole database, table by table, then what belongs to tables that was there before and should still be.
Report compare_state(const Task& task, const Side& before, const Side& want, const Side& got) {
  Task any = task;
  any.order = Order::any;
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

Report compare_work(const Task& task, const Counters& want, const Counters& got) {
  const auto times_reference =
      static_cast<std::int64_t>(task.work.ratio * static_cast<double>(want.vm_steps));
  const std::tuple<const char*, std::int64_t, std::int64_t> bars[] = {
      {"steps of the virtual machine", task.work.vm_steps, got.vm_steps},
      {"steps of the virtual machine", task.work.ratio > 0 ? times_reference : -1, got.vm_steps},
      {"rows read without an index", task.work.full_scan_steps, got.full_scan_steps},
      {"sorts", task.work.sorts, got.sorts},
      {"indexes made for this statement alone", task.work.auto_indexes, got.auto_indexes}};
  for (const auto& [label, most, count] : bars) {
    if (most < 0 || count <= most) continue;
    auto report = wrong({label, fmt::format("at most {}", most), std::to_string(count), {}});
    report.verdict = Verdict::too_slow;
    return report;
  }
  return {};
}

Report compare_tried(const Case& one, const Side& want, const Side& got) {
  for (std::size_t i = 0; i < one.then.size(); ++i) {
    const auto &due = want.tried[i], &came = got.tried[i];
    if (due.outcome == came.outcome) continue;
    const auto shown = came.detail.empty() ? came.outcome : came.outcome + ": " + came.detail;
    auto report = wrong({"what came of it", cut(due.outcome, most_tried), cut(shown, most_tried), {}});
    report.exhibits.push_back({"tried afterwards", one.then[i] + "\n", false});
    return report;
  }
  return {};
}

Report compare_sides(const Round& round, const Side& before, const Side& want, const Side& got) {
  const auto& [task, one, engine, until] = round;
  const bool let_off = one.may_fail && got.failure && got.failure->constraint;
  if (got.failure && (!let_off || (task.rows && !want.failure))) return report_failure(task, *got.failure);
  if (got.open)
    return wrong({"transaction", "ended by COMMIT or ROLLBACK", "left open", {}},
                 "what it changed is lost when the connection closes");
  if (task.rows && !want.failure) {
    if (!got.has_rows) return wrong({"result", "rows", "no statement that gives rows", {}});
    if (const auto found = difference(want.rows, got.rows, task))
      return report_rows("", want.rows, got.rows, *found);
  }
  if (auto report = compare_tried(one, want, got); report.verdict != Verdict::accepted) return report;
  if (task.state)
    if (auto report = compare_state(task, before, want, got); report.verdict != Verdict::accepted)
      return report;
  return compare_work(task, want.counters, got.counters);
}

// Whether two results are the same rows in another order.
std::optional<Difference> other_order(const Task& task, const Side& want, const Side& got) {
  // A view has no row ids: they are NULL.
  if (want.failure || got.failure || !got.has_rows || names_row_ids(got.rows_sql)) return std::nullopt;
  auto found = difference(want.rows, got.rows, task);
  return found && found->rule == "order" ? found : std::nullopt;
}

bool order_counts(const Task& task) {
  return task.rows && task.order != Order::any && task.rules.allowed == Allowed::read;
}

// What the reference did, each time.
struct References {
  Side plain, reversed, stored;
};

std::string fault_of(const Round& round, const Side& before, const References& all) {
  const auto& [task, one, engine, until] = round;
  const auto& want = all.plain;
  for (const auto* side : {&want, &all.reversed})
    if (side->failure && !(one.may_fail && side->failure->constraint))
      return "the reference: " + side->failure->what;
  if (task.rows && !want.failure) {
    if (!want.has_rows) return "the reference gives no rows";
    if (task.order != Order::any && !has_order_by(want.rows_sql))
      return "the reference has no ORDER BY, and `order` asks for one";
    for (const auto& key : task.keys)
      if (!has_column(want.rows, key))
        return fmt::format("the reference gives no column `{}`, by which `order` goes", key);
  }
  const auto report = compare_sides(round, before, want, all.reversed);
  if (report.verdict == Verdict::too_slow) {
    const auto& bar = report.findings.front();
    return fmt::format("the reference itself is over the bar: {} {}, {}", bar.got, bar.label, bar.want);
  }
  if (report.verdict != Verdict::accepted || (order_counts(task) && other_order(task, want, all.stored)))
    return "what the reference gives depends on the order in which rows are read";
  return {};
}

Guard guard_of(const Round& round, const Side& want) {
  Guard guard{&round.task.rules, 0, round.until};
  if (const auto ratio = round.task.work.ratio; ratio > 0)
    guard.vm_steps =
        static_cast<std::int64_t>(4 * ratio * static_cast<double>(want.counters.vm_steps)) + 100'000;
  return guard;
}

// Whether rows that are right come in the order that is asked for because a statement says so.
Report compare_order(const Round& round, const std::string& image, const References& all,
                     const Guard& guard) {
  const auto& task = round.task;
  const auto got = play(round, image, Way::stored, guard);
  if (const auto found = other_order(task, all.plain, got))
    return report_rows("", all.plain.rows, got.rows, *found);
  if (!got.has_rows || has_order_by(got.rows_sql)) return {};
  Report report;
  report.verdict = Verdict::wrong_answer;
  report.remark = "the rows come in the right order only by chance: the statement has no ORDER BY of its own";
  return report;
}

} // namespace

Report compare_on(const Round& round, const std::string& image) {
  const auto& task = round.task;
  Side before;
  if (task.state) {
    look_at(before, *round.engine.open(image));
  }
  References all{play(round, image, Way::plain, {}), play(round, image, Way::reversed, {}), {}};
  if (order_counts(task)) all.stored = play(round, image, Way::stored, {});
  Report report;
  report.fault = fault_of(round, before, all);
  if (!report.fault.empty()) return report;
  const auto guard = guard_of(round, all.plain);
  report = compare_sides(round, before, all.plain, play(round, image, Way::plain, guard));
  if (report.verdict != Verdict::accepted) return report;
  report = compare_sides(round, before, all.reversed, play(round, image, Way::reversed, guard));
  if (report.verdict == Verdict::accepted && order_counts(task))
    report = compare_order(round, image, all, guard);
  if (report.verdict == Verdict::wrong_answer && report.remark.empty())
    report.remark =
        "it is right as long as rows are read in one order, and nothing in the statement says which";
  return report;
}

} // namespace bex::sql
