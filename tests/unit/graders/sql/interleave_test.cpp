#include "graders/sql/interleave.hpp"

#include <gmock/gmock.h>

namespace bex::sql {
namespace {

using testing::ElementsAre;
using Lengths = std::vector<std::size_t>;

TEST(SqlInterleave, AllOfThem) {
  EXPECT_THAT(interleavings(Lengths{2, 1}, 10, 1),
              ElementsAre(Turns{0, 0, 1}, Turns{1, 0, 0}, Turns{0, 1, 0}));
  EXPECT_EQ(interleavings(Lengths{4, 4}, 70, 1).size(), 70u);
}

TEST(SqlInterleave, OrSomeThatASeedDraws) {
  const Lengths lengths(10, 5);
  const auto some = interleavings(lengths, 12, 7);
  EXPECT_EQ(some.size(), 12u);
  EXPECT_EQ(some, interleavings(lengths, 12, 7));
  EXPECT_NE(some, interleavings(lengths, 12, 8));
  for (const auto& turns : some) EXPECT_EQ(std::count(turns.begin(), turns.end(), 9u), 5);
  const auto near = interleavings(Lengths{4, 4}, 69, 1);
  EXPECT_THAT(near, testing::Contains(Turns{0, 1, 0, 1, 0, 1, 0, 1}));
}

TEST(SqlInterleave, OrdersBeginWithTheLikeliest) {
  // Session 1 is done first, but session 0 began to end before.
  const auto orders = serial_orders({{1, 9}, {2, 3}});
  EXPECT_THAT(orders, ElementsAre(Turns{1, 0}, Turns{0, 1}));
  EXPECT_EQ(serial_orders({{1}, {2}, {3}, {4}}).size(), 24u);
  EXPECT_EQ(serial_orders({{5}, {4}, {3}, {2}, {1}}).front(), (Turns{4, 3, 2, 1, 0}));
  EXPECT_EQ(serial_orders({{5}, {4}, {3}, {2}, {1}}).size(), 1u);
}

} // namespace
} // namespace bex::sql
