#include "graders/sql/value.hpp"

#include <gtest/gtest.h>

namespace bex::sql {
namespace {

Rows rows(std::vector<Row> all) {
  return {{"a", "b"}, std::move(all)};
}
const Row one{std::int64_t{1}, std::string("x")}, two{std::int64_t{2}, std::string("y")};

std::string rule(const Rows& want, const Rows& got, Order order = Order::any) {
  Task task;
  task.order = order;
  task.keys = {"a"};
  const auto found = difference(want, got, task);
  return found ? found->rule : "";
}

TEST(SqlValue, LiteralsTellNullFromTexts) {
  EXPECT_EQ(literal(Row{{},
                        std::string(),
                        std::string("NULL"),
                        std::string("O'Neil"),
                        std::int64_t{3},
                        3.0,
                        Blob{"\x01\xff"}}),
            "(NULL, '', 'NULL', 'O''Neil', 3, 3.0, x'01ff')");
}

TEST(SqlValue, NumbersAreComparedByValue) {
  EXPECT_EQ(compare(Cell(std::int64_t{3}), Cell(3.0), exactly), 0);
  EXPECT_EQ(compare(Cell(0.1 + 0.2), Cell(0.3), {}), 0);
  EXPECT_NE(compare(Cell(std::int64_t{3}), Cell(std::string("3")), {}), 0);
  EXPECT_NE(compare(Cell(), Cell(std::string()), {}), 0);
  EXPECT_NE(compare(Cell(std::string("x")), Cell(Blob{"x"}), {}), 0);
}

TEST(SqlValue, IntegersAndRealsAreOneOrder) {
  const std::int64_t large = (std::int64_t{1} << 53) + 1; // no double
  EXPECT_GT(compare(Cell(large), Cell(9007199254740992.0), exactly), 0);
  EXPECT_LT(compare(Cell(9007199254740992.0), Cell(large), exactly), 0);
  EXPECT_LT(compare(Cell(std::int64_t{2}), Cell(2.5), exactly), 0);
  EXPECT_GT(compare(Cell(std::int64_t{-2}), Cell(-2.5), exactly), 0);
  EXPECT_LT(compare(Cell(std::int64_t{1}), Cell(1e300), exactly), 0);
  EXPECT_GT(compare(Cell(std::int64_t{1}), Cell(-1e300), exactly), 0);
}

TEST(SqlValue, DecimalsAreExact) {
  const Decimal short_one{"1.5"}, long_one{"1.50"}, large{"12345678901234567890.12"};
  EXPECT_EQ(literal(Row{long_one}), "(1.50)");
  EXPECT_EQ(compare(short_one, long_one, exactly), 0);
  EXPECT_NE(compare(large, Decimal{"12345678901234567890.13"}, {}), 0);
  EXPECT_EQ(compare(large, Decimal{"12345678901234567890.13"}, {1e-3, 1e-3}), 0);
  EXPECT_EQ(compare(Decimal{"3.00"}, std::int64_t{3}, exactly), 0);
  EXPECT_LT(compare(Decimal{"3.00"}, std::int64_t{4}, {}), 0);
  EXPECT_GT(compare(std::int64_t{9223372036854775807}, Decimal{"9223372036854775806.9"}, {}), 0);
  EXPECT_EQ(compare(Decimal{"0.1"}, 0.1, {}), 0);
  EXPECT_NE(compare(Decimal{"0.1"}, 0.1, exactly), 0);
  const Decimal coarse{"1.6666666666666667"}, fine{"1.66666666666666666667"};
  EXPECT_EQ(compare(coarse, fine, {}), 0);
  EXPECT_NE(compare(coarse, fine, exactly), 0);
}

TEST(SqlValue, DecimalsThatAreNearlyRight) {
  EXPECT_EQ(rule(rows({{Decimal{"2.50"}, {}}}), rows({{Decimal{"2.51"}, {}}})), "precision");
  EXPECT_EQ(rule(rows({{Decimal{"2.50"}, {}}}), rows({{Decimal{"2.5"}, {}}})), "");
}

TEST(SqlValue, RoundingDoesNotSetOtherRowsSideBySide) {
  const double above = 0.1 + 0.2;
  const Rows want = rows({{0.3, std::string("x")}, {above, std::string("y")}});
  EXPECT_EQ(rule(want, rows({{above, std::string("x")}, {0.3, std::string("y")}})), "");
  EXPECT_EQ(rule(want, rows({{above, std::string("x")}, {0.3, std::string("z")}})), "rows");
}

TEST(SqlValue, TheRuleThatIsBroken) {
  EXPECT_EQ(rule(rows({one, two}), rows({two, one})), "");
  EXPECT_EQ(rule(rows({one, two}), rows({two, one}), Order::exact), "order");
  EXPECT_EQ(rule(rows({one, two}), rows({two, one}), Order::by), "order");
  EXPECT_EQ(rule(rows({one, two}), rows({one})), "missing rows");
  EXPECT_EQ(rule(rows({one}), rows({one, two})), "extra rows");
  EXPECT_EQ(rule(rows({one}), rows({one, one})), "duplicates");
  EXPECT_EQ(rule(rows({one, one}), rows({one})), "duplicates");
  EXPECT_EQ(rule(rows({{1.004, {}}}), rows({{1.0, {}}})), "precision");
  EXPECT_EQ(rule(rows({one}), rows({two})), "rows");
  EXPECT_EQ(rule(rows({one}), {{"a"}, {{std::int64_t{1}}}}), "columns");
  EXPECT_EQ(rule(rows({one}), {{"A", "B"}, {one}}), "");
}

TEST(SqlValue, DuplicatesAreCounted) {
  Task task;
  const auto found = difference(rows({one, two}), rows({one, two, two}), task);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->want, "(2, 'y') once");
  EXPECT_EQ(found->got, "2 times");
}

TEST(SqlValue, TiesAreFreeInAnOrderByColumns) {
  const Row tie{std::int64_t{1}, std::string("z")};
  EXPECT_EQ(rule(rows({one, tie}), rows({tie, one}), Order::by), "");
  EXPECT_EQ(rule(rows({one, tie}), rows({tie, one}), Order::exact), "order");
}

TEST(SqlValue, ATableFitsTheTerminal) {
  const auto text = text_table(rows({{std::string(500, 'x'), std::string("é")}}), 10);
  EXPECT_LE(text.find('\n', text.find('\n') + 1) - text.find('\n'), 72u); // and 8 before it
  EXPECT_EQ(text_table(rows({one, two}), 1), "a  b\n1  'x'\n[1 more rows]\n");
}

TEST(SqlValue, OtherTypesAreComparedWithTheirName) {
  const Cell day = Typed{"date", "2024-02-29"}, truth = Typed{"boolean", "true"};
  EXPECT_EQ(compare(day, Typed{"date", "2024-02-29"}, exactly), 0);
  EXPECT_NE(compare(day, Typed{"timestamp", "2024-02-29"}, exactly), 0);
  EXPECT_NE(compare(truth, std::string("true"), exactly), 0);
  EXPECT_NE(compare(truth, std::int64_t{1}, exactly), 0);
  EXPECT_EQ(literal(day), "date '2024-02-29'");
  EXPECT_EQ(literal(truth), "true");
}

} // namespace
} // namespace bex::sql
