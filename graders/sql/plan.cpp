#include "graders/sql/plan.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace bex::sql {
namespace {

using Json = nlohmann::json;

double number(const Json& node, const char* key) {
  const auto at = node.find(key);
  return at != node.end() && at->is_number() ? at->get<double>() : 0;
}

std::string words(const Json& node, const char* key) {
  const auto at = node.find(key);
  return at != node.end() && at->is_string() ? at->get<std::string>() : "";
}

template <class Visit> void walk(const Json& node, const Visit& visit) {
  visit(node);
  const auto below = node.find("Plans");
  if (below == node.end() || !below->is_array()) return;
  for (const auto& child : *below) walk(child, visit);
}

// The plan's topmost step; null for what is none.
Json plan_of(const std::string& explained) {
  const auto all = Json::parse(explained, nullptr, false);
  if (!all.is_array() || all.empty() || !all[0].is_object() || !all[0].contains("Plan")) return {};
  return all[0]["Plan"];
}

// Both are given for one run of the step, on average.
std::int64_t rows_of(const Json& node) {
  double rows = number(node, "Actual Rows");
  for (const auto* removed :
       {"Rows Removed by Filter", "Rows Removed by Join Filter", "Rows Removed by Index Recheck"})
    rows += number(node, removed);
  return std::llround(rows * number(node, "Actual Loops"));
}

std::string manner_of(const Json& node) {
  const auto filter = words(node, "Filter");
  return filter.empty() ? words(node, "Node Type")
                        : fmt::format("{} with the filter {}", words(node, "Node Type"), filter);
}

} // namespace

bool can_be_explained(std::string_view statement) {
  if (statement.starts_with('(')) return true;
  const auto end = std::find_if_not(statement.begin(), statement.end(),
                                    [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  const auto word = lower(statement.substr(0, static_cast<std::size_t>(end - statement.begin())));
  static constexpr std::array known{"select", "insert", "update", "delete",
                                    "merge",  "with",   "values", "table"};
  return std::find(known.begin(), known.end(), word) != known.end();
}

bool add_counts(Counters& counters, const std::string& explained) {
  const auto plan = plan_of(explained);
  if (plan.is_null()) return false;
  walk(plan, [&](const Json& node) {
    const auto type = words(node, "Node Type");
    counters.rows_handled += rows_of(node);
    if (type == "Seq Scan") counters.full_scan_steps += rows_of(node);
    if (type == "Sort" || type == "Incremental Sort")
      counters.sorts += std::llround(number(node, "Actual Loops"));
  });
  for (const auto* pages :
       {"Shared Hit Blocks", "Shared Read Blocks", "Temp Read Blocks", "Temp Written Blocks"})
    counters.pages_read += std::llround(number(plan, pages)); // the topmost step has those of all below
  return true;
}

bool add_read_whole(Counters& counters, const std::string& explained) {
  const auto plan = plan_of(explained);
  if (plan.is_null()) return false;
  walk(plan, [&](const Json& node) {
    const auto type = words(node, "Node Type"), table = words(node, "Relation Name");
    const bool found = node.contains("Index Cond") || node.contains("TID Cond") || type == "Bitmap Heap Scan";
    // The step that writes to a table names it, too.
    if (!table.empty() && !found && type != "ModifyTable" && type != "LockRows")
      counters.read_whole.try_emplace(table, manner_of(node));
  });
  return true;
}

} // namespace bex::sql
