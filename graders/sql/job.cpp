#include "graders/sql/job.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <iterator>
#include <new>

#include <sqlite3.h>

namespace bex {
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Finding, label, want, got, where)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Exhibit, title, text, expected)
} // namespace bex

namespace bex::sql {

using Json = nlohmann::json;

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Rules, allowed, pragmas, statements, foreign_keys, schema, values,
                                   most_rows)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Work, vm_steps, full_scan_steps, sorts, auto_indexes, ratio)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Case, setup, sizes, seed, count, run, then, may_fail)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Task, rules, rows, state, order, keys, tolerance, work, cases, reference,
                                   submission, cpu_ms, heap_bytes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Report, verdict, findings, exhibits, remark, fault)

namespace {

// Bytes that are no UTF-8 are replaced: the text is only shown, or no SQL in any case.
std::string written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <class T> std::optional<T> parsed(const std::string& text) {
  try {
    return Json::parse(text).get<T>();
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

} // namespace

std::string to_json(const Task& task) {
  return written(task);
}

std::optional<Task> task_of(const std::string& json) {
  return parsed<Task>(json);
}

std::string to_json(const Report& report) {
  return written(report);
}

std::optional<Report> report_of(const std::string& json) {
  auto report = parsed<Report>(json);
  const bool known =
      report && report->verdict >= Verdict::accepted && report->verdict <= Verdict::judge_error;
  return known ? report : std::nullopt;
}

int run_inside() {
  const std::string input(std::istreambuf_iterator<char>(std::cin), {});
  const auto task = task_of(input);
  if (!task) return 64;
  sqlite3_hard_heap_limit64(task->heap_bytes);
  try {
    std::cout << to_json(run(*task)) << std::flush;
  } catch (const std::bad_alloc&) {
    Report report;
    report.verdict = Verdict::memory_limit_exceeded;
    std::cout << to_json(report) << std::flush;
  }
  return std::cout ? 0 : 74;
}

} // namespace bex::sql
