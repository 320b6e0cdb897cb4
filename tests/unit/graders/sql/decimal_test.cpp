#include "graders/sql/decimal.hpp"

#include <gtest/gtest.h>

namespace bex::sql {
namespace {

TEST(SqlDecimal, ScaleIsNoValue) {
  EXPECT_EQ(compare_decimals("1.5", "1.50"), 0);
  EXPECT_EQ(compare_decimals("12", "12.00"), 0);
  EXPECT_EQ(compare_decimals("-0.00", "0"), 0);
  EXPECT_EQ(compare_decimals("007.10", "7.1"), 0);
}

TEST(SqlDecimal, EveryDigitCounts) {
  EXPECT_LT(compare_decimals("12345678901234567890.12", "12345678901234567890.13"), 0);
  EXPECT_GT(compare_decimals("1.00000000000000000000001", "1"), 0);
  EXPECT_GT(compare_decimals("-12345678901234567890.12", "-12345678901234567890.13"), 0);
}

TEST(SqlDecimal, AnOrder) {
  EXPECT_LT(compare_decimals("-2", "1.5"), 0);
  EXPECT_LT(compare_decimals("9.9", "10"), 0);
  EXPECT_GT(compare_decimals("0.1", "0.09"), 0);
  EXPECT_LT(compare_decimals("-10", "-9.9"), 0);
}

TEST(SqlDecimal, AQuotientMayBeCutAtAnyPlace) {
  EXPECT_TRUE(same_quotient("1.6666666666666667", "1.66666666666666666667")); // 5/3 rounded twice
  EXPECT_TRUE(same_quotient("-0.33333333333333333333", "-0.333333333333333333333333"));
  EXPECT_TRUE(same_quotient("9.99999999999999999", "10.0000000000000000"));
  EXPECT_FALSE(same_quotient("1.6666666666666667", "1.6666666666666666"));          // as many places
  EXPECT_FALSE(same_quotient("12345678901234567890.7", "12345678901234567890.73")); // large, and rounded
  EXPECT_FALSE(same_quotient("1.67", "1.6666666666666667"));                        // rounded by hand
  EXPECT_FALSE(same_quotient("1.6666666666666667", "1.66666666666766666667"));
}

TEST(SqlDecimal, NumbersOfOtherTypes) {
  EXPECT_EQ(compare_decimals(decimal_of(0.5), "0.50"), 0);
  EXPECT_GT(compare_decimals(decimal_of(0.1), "0.1"), 0); // the nearest double is a little more
  EXPECT_EQ(compare_decimals(decimal_of(std::int64_t{-7}), "-7.0"), 0);
}

} // namespace
} // namespace bex::sql
