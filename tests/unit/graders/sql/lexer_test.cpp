#include "graders/sql/lexer.hpp"

#include <gtest/gtest.h>

namespace bex::sql {
namespace {

TEST(SqlLexer, TheFirstWord) {
  EXPECT_EQ(first_word("SELECT"), 0u);
  EXPECT_EQ(first_word(" -- a\n/* b */ ;\tSELECT"), 16u);
  EXPECT_EQ(first_word("'a'"), 0u);
  EXPECT_EQ(first_word(""), 0u);
  EXPECT_EQ(first_word("-- a"), 4u);
  EXPECT_EQ(first_word("/* a"), 4u);
  EXPECT_EQ(first_word("/*"), 2u);
}

TEST(SqlLexer, AnOrderOfItsOwn) {
  EXPECT_TRUE(has_order_by("SELECT a FROM t ORDER BY a"));
  EXPECT_TRUE(has_order_by("WITH x AS (SELECT 1) SELECT * FROM x order /* up */\n by 1 LIMIT 3"));
  EXPECT_TRUE(has_order_by("SELECT 'it''s' FROM t ORDER BY 1"));
  for (const char* none :
       {"SELECT a FROM t", "SELECT * FROM (SELECT a FROM t ORDER BY a)",
        "SELECT row_number() OVER (ORDER BY a) FROM t", "SELECT a FROM t -- ORDER BY a",
        "SELECT a /* ORDER BY a */ FROM t", "SELECT 'x ORDER BY a' FROM t", "SELECT \"ORDER\" BY FROM t",
        "SELECT [ORDER BY] FROM t", "SELECT reorder by", "SELECT 'never ends ORDER BY"})
    EXPECT_FALSE(has_order_by(none)) << none;
}

TEST(SqlLexer, RowIds) {
  for (const char* named : {"SELECT rowid FROM t", "SELECT 1 ORDER BY t.OID", "SELECT a,_rowid_"})
    EXPECT_TRUE(names_row_ids(named)) << named;
  for (const char* none : {"SELECT 'rowid'", "SELECT growid -- rowid", ""})
    EXPECT_FALSE(names_row_ids(none)) << none;
}

TEST(SqlLexer, AStatementOfPostgresEndsAtItsSemicolon) {
  for (const char* whole :
       {"SELECT 1;", "SELECT ';', \"a;b\";", "SELECT 'it''s; one';", "SELECT E'\\';';", "SELECT 1 -- a; b\n;",
        "SELECT /* a; /* b; */ c; */ 1;", "DO $$ BEGIN PERFORM 1; END $$;", "DO $a$ SELECT $$;$$; $a$;",
        "SELECT $1, a$b;", "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;"})
    EXPECT_EQ(statement_length(std::string(whole) + " SELECT 2;"), std::string(whole).size()) << whole;
  EXPECT_EQ(statement_length("BEGIN; SELECT 1"), 6u);
  EXPECT_EQ(statement_length("SELECT 1"), 8u);
  EXPECT_EQ(statement_length("SELECT 'a;"), 10u);
  EXPECT_EQ(statement_length(""), 0u);
}

} // namespace
} // namespace bex::sql
