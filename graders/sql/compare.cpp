#include "graders/sql/compare.hpp"

#include "graders/sql/lexer.hpp"
#include "graders/sql/side.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::sql {
namespace {

Failure our_own(std::string what) {
  Failure failure;
  failure.verdict = Verdict::wrong_answer;
  failure.what = std::move(what);
  return failure;
}

std::optional<Failure> check_statements(const std::string& name, int statements, int most) {
  if (statements > 0 && (most == 0 || statements <= most)) return std::nullopt;
  const auto due = most == 1 ? "one" : most > 1 ? fmt::format("at most {}", most) : "at least one";
  const auto came = statements == 0 ? "no statement" : statements == 1 ? "one" : std::to_string(statements);
  return our_own(fmt::format("`{}` has {}, and {} is asked for", name,
                             statements > 1 ? came + " statements" : came, due));
}

void run_scripts(Side& side, Database& database, const Round& round, const Guard& guard) {
  const auto& scripts = guard.rules ? round.task.submission : round.task.reference;
  for (const auto& name : round.one.run) {
    const auto at = scripts.find(name);
    if (at == scripts.end())
      side.failure = our_own(fmt::format("there is no file `{}`", name));
    else {
      auto ran = database.run(at->second, name, guard);
      side.counters += ran.counters;
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
  if (way == Way::counted || (side.failure && !(round.one.may_fail && side.failure->constraint))) return side;
  for (const auto& sql : round.one.then) side.tried.push_back(try_out(*database, sql));
  if (round.task.state) look_at(side, *database);
  return side;
}

struct Bar {
  const char* label;
  std::int64_t most, count;
};

Report compare_work(const Task& task, const Counters& want, const Counters& got) {
  const auto& work = task.work;
  const auto times = [&](std::int64_t count) {
    return work.ratio > 0 ? static_cast<std::int64_t>(work.ratio * static_cast<double>(count)) : -1;
  };
  const bool steps = task.rules.engine == Product::sqlite;
  const Bar bars[] = {{"steps of the virtual machine", work.vm_steps, got.vm_steps},
                      {"steps of the virtual machine", steps ? times(want.vm_steps) : -1, got.vm_steps},
                      {"rows handled, step by step", work.rows_handled, got.rows_handled},
                      {"rows handled, step by step", steps ? -1 : times(want.rows_handled), got.rows_handled},
                      {"pages read", work.pages_read, got.pages_read},
                      {"rows read without an index", work.full_scan_steps, got.full_scan_steps},
                      {"sorts", work.sorts, got.sorts},
                      {"indexes made for this statement alone", work.auto_indexes, got.auto_indexes}};
  auto report = wrong({});
  report.verdict = Verdict::too_slow;
  auto& finding = report.findings.front();
  for (const auto& [label, most, count] : bars) {
    if (most < 0 || count <= most) continue;
    finding = {label, fmt::format("at most {}", most), std::to_string(count), {}};
    return report;
  }
  for (const auto& table : work.seeks) {
    const auto at = got.read_whole.find(table);
    if (at == got.read_whole.end()) continue;
    finding = {
        fmt::format("rows of `{}`", table), "found by an index", "all of them read: " + at->second, {}};
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
  if (auto report = compare_tried(task, one, want, got); report.verdict != Verdict::accepted) return report;
  if (task.state)
    if (auto report = compare_state(task, before, want, got); report.verdict != Verdict::accepted)
      return report;
  return task.rules.engine == Product::sqlite ? compare_work(task, want.counters, got.counters) : Report();
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

std::string over_the_bar(const Report& report) {
  const auto& bar = report.findings.front();
  return fmt::format("the reference itself is over the bar: {} {}, {}", bar.got, bar.label, bar.want);
}

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
  if (report.verdict == Verdict::too_slow) return over_the_bar(report);
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

bool counts_apart(const Task& task) {
  const auto& work = task.work;
  return task.rules.engine == Product::postgres &&
         (std::max({work.full_scan_steps, work.sorts, work.rows_handled, work.pages_read}) >= 0 ||
          work.ratio > 0 || !work.seeks.empty());
}

// Both play once more, to be counted.
Report compare_counted(const Round& round, const std::string& image, const Guard& guard) {
  const auto want = play(round, image, Way::counted, {}), got = play(round, image, Way::counted, guard);
  Report report;
  if (want.failure)
    report.fault = "the reference, explained: " + want.failure->what;
  else if (const auto own = compare_work(round.task, want.counters, want.counters);
           own.verdict != Verdict::accepted)
    report.fault = over_the_bar(own);
  const auto tables = round.engine.open(image)->tables();
  for (const auto& table : round.task.work.seeks)
    if (std::find(tables.begin(), tables.end(), table) == tables.end())
      report.fault = fmt::format("`seeks` names `{}`, and there is no such table", table);
  if (!report.fault.empty()) return report;
  return got.failure ? report_failure(round.task, *got.failure)
                     : compare_work(round.task, want.counters, got.counters);
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
  if (report.verdict == Verdict::accepted && counts_apart(task))
    report = compare_counted(round, image, guard);
  return report;
}

} // namespace bex::sql
