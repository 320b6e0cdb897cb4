#include "graders/sql/job.hpp"

#include "graders/sql/database.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <new>

#include <sqlite3.h>

namespace bex {
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Finding, label, want, got, where)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Exhibit, title, text, expected)
} // namespace bex

namespace bex::services {
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PostgresInside, programs, cluster)
} // namespace bex::services

namespace bex::sql {

using Json = nlohmann::json;

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Rules, engine, allowed, pragmas, statements, foreign_keys, schema, values,
                                   most_rows)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Tolerance, real, decimal)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Work, vm_steps, auto_indexes, full_scan_steps, sorts, rows_handled,
                                   pages_read, ratio, seeks)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SessionOf, run, settings)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Together, sessions, isolation, interleavings, retries, waits)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Case, setup, sizes, seed, count, run, then, may_fail, settings, together)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Task, rules, rows, state, order, keys, tolerance, work, cases, reference,
                                   submission, cpu_ms, heap_bytes, server)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Report, verdict, findings, exhibits, remark, fault, broken)

namespace {

namespace exit_code { // sysexits.h
constexpr int bad_task = 64, fault = 65, no_output = 74;
}

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

namespace {

Report report_on(const Task& task, Engines& engines) {
  try {
    return run(task, engines);
  } catch (const std::bad_alloc&) {
    Report report;
    report.verdict = Verdict::memory_limit_exceeded;
    return report;
  }
}

} // namespace

std::optional<int> run_inside(std::string_view word) {
  if (word != runner_word && word != maker_word) return std::nullopt;
  Engines engines;
  for (std::string line; std::getline(std::cin, line);) {
    const auto task = task_of(line);
    if (!task || task->cases.empty()) return exit_code::bad_task;
    sqlite3_hard_heap_limit64(task->heap_bytes);
    if (word == runner_word) {
      std::cout << to_json(report_on(*task, engines)) << '\n' << std::flush;
      continue;
    }
    const auto database = database_of(*task);
    if (!database) std::cerr << database.error();
    if (!database) return exit_code::fault;
    std::cout << *database << std::flush;
  }
  return std::cout ? 0 : exit_code::no_output;
}

} // namespace bex::sql
