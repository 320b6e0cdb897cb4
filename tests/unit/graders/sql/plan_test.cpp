#include "graders/sql/plan.hpp"

#include <gtest/gtest.h>

namespace bex::sql {
namespace {

// The form of EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON): a join that sorts one table and looks another one up.
const std::string joined = R"json([{"Plan": {"Node Type": "Nested Loop", "Actual Rows": 4, "Actual Loops": 1,
  "Shared Hit Blocks": 20, "Shared Read Blocks": 2, "Temp Written Blocks": 1, "Rows Removed by Join Filter": 3,
  "Plans": [
    {"Node Type": "Sort", "Actual Rows": 5, "Actual Loops": 1, "Shared Hit Blocks": 9, "Plans": [
      {"Node Type": "Seq Scan", "Relation Name": "a", "Filter": "(n > 0)", "Rows Removed by Filter": 95,
       "Actual Rows": 5, "Actual Loops": 1}]},
    {"Node Type": "Index Scan", "Relation Name": "b", "Index Cond": "(id = a.b)", "Actual Rows": 1,
     "Actual Loops": 5},
    {"Node Type": "Bitmap Heap Scan", "Relation Name": "c", "Actual Rows": 0, "Actual Loops": 0},
    {"Node Type": "Index Only Scan", "Relation Name": "d", "Actual Rows": 0, "Actual Loops": 0}
  ]}, "Execution Time": 0.1}])json";

TEST(SqlPlan, IsCounted) {
  Counters counters;
  ASSERT_TRUE(add_counts(counters, joined));
  EXPECT_EQ(counters.rows_handled, 7 + 5 + 100 + 5);
  EXPECT_EQ(counters.full_scan_steps, 100);
  EXPECT_EQ(counters.sorts, 1);
  EXPECT_EQ(counters.pages_read, 23);
}

TEST(SqlPlan, TellsWhatNoIndexFinds) {
  Counters counters;
  ASSERT_TRUE(add_read_whole(counters, joined));
  const std::map<std::string, std::string> found{{"a", "Seq Scan with the filter (n > 0)"},
                                                 {"d", "Index Only Scan"}};
  EXPECT_EQ(counters.read_whole, found);
}

TEST(SqlPlan, OtherTextsAreNoPlan) {
  Counters counters;
  for (const char* text : {"", "[]", "{}", "[1]", R"([{"Utility Statement": 1}])"})
    EXPECT_FALSE(add_counts(counters, text) || add_read_whole(counters, text)) << text;
}

TEST(SqlPlan, WhatCanBeExplained) {
  for (const char* statement :
       {"select 1", "WITH a AS (SELECT 1) SELECT 1", "(SELECT 1)", "Update t SET a = 1", "VALUES (1)"})
    EXPECT_TRUE(can_be_explained(statement)) << statement;
  for (const char* statement :
       {"BEGIN", "CREATE INDEX i ON t (a)", "DO $$ $$", "SELECTED", "EXPLAIN SELECT 1"})
    EXPECT_FALSE(can_be_explained(statement)) << statement;
}

} // namespace
} // namespace bex::sql
