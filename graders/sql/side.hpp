// What one side, the reference or the submission, did on a data set, and how two of them differ.
#pragma once

#include "graders/sql/database.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bex::sql {

// What came of one `then`.
struct Tried {
  std::string outcome; // "refused", "done", or rows
  std::string detail;  // the engine's words
  std::optional<Rows> rows;
};

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

[[nodiscard]] Tried try_out(Database& database, const std::string& sql);
// Takes in the tables and objects, or a failure where there is too much in them.
void look_at(Side& side, Database& database);

[[nodiscard]] Report wrong(Finding finding, std::string remark = {});
// In a learner's words, with the line of the submission's script.
[[nodiscard]] Report report_failure(const Task& task, const Failure& failure);
// `table` is empty for the rows of a query.
[[nodiscard]] Report report_rows(const std::string& table, const Rows& want, const Rows& got,
                                 const Difference& found);

// The whole database, table by table, then what belongs to tables that was there before and should still be.
[[nodiscard]] Report compare_state(const Task& task, const Side& before, const Side& want, const Side& got);
[[nodiscard]] Report compare_tried(const Task& task, const Case& one, const Side& want, const Side& got);

// A table of the report is not longer.
inline constexpr std::size_t most_shown = 12;

} // namespace bex::sql
