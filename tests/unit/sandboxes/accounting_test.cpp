#include "sandboxes/accounting.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

namespace bex {
namespace {

TEST(Accounting, StatOfAProcessWithAHostileName) {
  const auto stat =
      parse_stat("42 (a) R 1 (b) S 1 42 42 0 -1 4194560 104 9 0 0 17 4 100 23 20 0 5 0 9160 2535424 233\n");
  ASSERT_TRUE(stat);
  EXPECT_EQ(stat->state, 'S');
  EXPECT_EQ(stat->own_ticks, 21u);
  EXPECT_EQ(stat->children_ticks, 123u);
  EXPECT_EQ(stat->threads, 5u);
}

TEST(Accounting, CutOffTextIsNoStat) {
  EXPECT_FALSE(parse_stat(""));
  EXPECT_FALSE(parse_stat("42 (a)"));
  EXPECT_FALSE(parse_stat("42 (a) S 1 2 3"));
}

TEST(Accounting, Statm) {
  const auto memory = parse_statm("619 233 200 5 0 90 0\n");
  ASSERT_TRUE(memory);
  EXPECT_EQ(memory->resident, 233u);
  EXPECT_EQ(memory->shared, 200u);
  EXPECT_FALSE(parse_statm("619 233"));
}

TEST(Accounting, Pss) {
  EXPECT_EQ(
      parse_pss(
          "5594-7ffd ---p 00000000 00:00 0 [rollup]\nRss:    1000 kB\nPss:     345 kB\nPss_Dirty: 9 kB\n"),
      kib(345));
  EXPECT_FALSE(parse_pss("Rss:    1000 kB\n"));
}

TEST(Accounting, NothingIsBelowWhoHasNoChildren) {
  const auto usage = usage_below(-1);
  EXPECT_TRUE(usage.processes.empty());
  EXPECT_EQ(usage.memory, Bytes{});
  EXPECT_EQ(usage.tasks, 0u);
}

} // namespace
} // namespace bex
