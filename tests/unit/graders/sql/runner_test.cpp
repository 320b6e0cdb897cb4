#include "graders/sql/job.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bex::sql {
namespace {

// One table of numbers, and a query that is asked for all of them.
Task task(const std::string& submission, Allowed allowed = Allowed::read) {
  Task made;
  made.rules.schema = "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER); CREATE TABLE u (x);"
                      "CREATE INDEX t_n ON t (n);";
  made.rules.allowed = allowed;
  made.rows = allowed == Allowed::read;
  made.state = !made.rows;
  made.reference["query.sql"] = made.rows ? "SELECT id, n FROM t" : "UPDATE t SET n = 0 WHERE n = 9";
  made.submission["query.sql"] = submission;
  made.cases = {{"INSERT INTO t VALUES (1, 5), (2, NULL), (3, 9); INSERT INTO u VALUES (1);",
                 {},
                 1,
                 1,
                 {"query.sql"},
                 {},
                 false}};
  return made;
}

Verdict verdict(const std::string& submission, Allowed allowed = Allowed::read) {
  const auto report = run(task(submission, allowed));
  EXPECT_EQ(report.fault, "");
  return report.verdict;
}

TEST(SqlRunner, RowsAreCompared) {
  EXPECT_EQ(verdict("SELECT * FROM t ORDER BY n"), Verdict::accepted);
  EXPECT_EQ(verdict("SELECT id, n FROM t WHERE n > 0"), Verdict::wrong_answer);
}

TEST(SqlRunner, TheDataAreMadeSmall) {
  const auto report = run(task("SELECT id, n FROM t WHERE n > 0"));
  ASSERT_FALSE(report.exhibits.empty());
  EXPECT_EQ(report.exhibits[0].text, "id  n\n2   NULL\n");
}

TEST(SqlRunner, AnOrderByChanceIsFound) {
  auto by_chance = task("SELECT id, n FROM t");
  by_chance.reference["query.sql"] = "SELECT id, n FROM t ORDER BY id";
  by_chance.order = Order::exact;
  const auto report = run(by_chance);
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].label, "order");
  by_chance.submission = by_chance.reference;
  EXPECT_EQ(run(by_chance).verdict, Verdict::accepted);
}

// SQLite sorts to group, and does so in either direction of reading.
TEST(SqlRunner, AnOrderThatSqliteAlwaysGivesIsStillChance) {
  auto grouped = task("SELECT n, count(*) FROM t GROUP BY n");
  grouped.reference["query.sql"] = "SELECT n, count(*) FROM t GROUP BY n ORDER BY n";
  grouped.order = Order::exact;
  const auto report = run(grouped);
  EXPECT_EQ(report.verdict, Verdict::wrong_answer);
  EXPECT_NE(report.remark.find("no ORDER BY"), std::string::npos);
}

// SQLite keeps rows that are equal in the order of their ids.
TEST(SqlRunner, TiesAreNotLeftToIds) {
  auto ties = task("SELECT id, n FROM t ORDER BY n IS NULL");
  ties.reference["query.sql"] = "SELECT id, n FROM t ORDER BY n IS NULL, id";
  ties.order = Order::exact;
  const auto report = run(ties);
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].label, "order");
  EXPECT_EQ(report.exhibits[0].text, "id  n\n1   5\n3   9\n");
  // A right statement may speak of row ids, which the rows that are stored backwards do not have.
  ties.submission["query.sql"] = "SELECT id, n FROM t ORDER BY n IS NULL, rowid";
  EXPECT_EQ(run(ties).verdict, Verdict::accepted);
}

TEST(SqlRunner, TheWholeDatabaseIsCompared) {
  const auto change = Allowed::change, schema = Allowed::schema;
  EXPECT_EQ(verdict("UPDATE t SET n = 0 WHERE id = 3", change), Verdict::accepted);
  EXPECT_EQ(verdict("UPDATE t SET n = 0", change), Verdict::wrong_answer);
  EXPECT_EQ(verdict("UPDATE t SET n = 0 WHERE id = 3; DELETE FROM u", change), Verdict::wrong_answer);
  EXPECT_EQ(verdict("UPDATE t SET n = 0 WHERE id = 3; DROP INDEX t_n", schema), Verdict::wrong_answer);
  EXPECT_EQ(verdict("UPDATE t SET n = 0 WHERE id = 3; CREATE TABLE w (a)", schema), Verdict::wrong_answer);
}

TEST(SqlRunner, WhatIsTriedAfterwards) {
  auto made = task("CREATE TABLE w (a)", Allowed::schema);
  made.state = false;
  made.reference["query.sql"] = "CREATE TABLE w (a CHECK (a > 0))";
  made.cases[0].then = {"INSERT INTO w VALUES (1)", "INSERT INTO w VALUES (0)"};
  const auto report = run(made);
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].want, "refused");
  EXPECT_EQ(report.findings[0].got, "done");
  ASSERT_FALSE(report.exhibits.empty());
  EXPECT_EQ(report.exhibits.back().text, "INSERT INTO w VALUES (0)\n");
}

TEST(SqlRunner, AScriptStopsAtItsFirstErrorAndIsTakenBack) {
  auto made =
      task("BEGIN; UPDATE t SET n = 1 WHERE id = 1; INSERT INTO t VALUES (3, 0); COMMIT", Allowed::change);
  made.reference["query.sql"] = "INSERT INTO t VALUES (3, 0)";
  EXPECT_NE(run(made).fault, ""); // the reference fails, and nobody said that it may
  made.cases[0].may_fail = true;
  EXPECT_EQ(run(made).fault, "");
  EXPECT_EQ(run(made).verdict, Verdict::accepted);
  made.submission["query.sql"] = "UPDATE t SET n = 1 WHERE id = 1; INSERT INTO t VALUES (3, 0)";
  EXPECT_EQ(run(made).verdict, Verdict::wrong_answer); // the first half stays
  made.submission["query.sql"] = "INSERT INTO nothing VALUES (1)";
  EXPECT_EQ(run(made).verdict, Verdict::run_time_error); // no constraint
}

TEST(SqlRunner, AReferenceMustNotDependOnChance) {
  auto made = task("SELECT id, n FROM t ORDER BY id");
  made.order = Order::exact;
  EXPECT_NE(run(made).fault, "");
  made.reference["query.sql"] = "SELECT id, n FROM t ORDER BY n IS NULL";
  EXPECT_NE(run(made).fault.find("depends on the order"), std::string::npos) << run(made).fault;
  made.reference["query.sql"] = "SELECT id, n FROM t";
  made.order = Order::any;
  EXPECT_EQ(run(made).fault, "");
  made.reference["query.sql"] = "SELECT id, n FROM t LIMIT 1";
  EXPECT_NE(run(made).fault, "");
  made.reference["query.sql"] = "SELECT id, n FROM t ORDER BY id";
  made.order = Order::by;
  made.keys = {"ID", "m"};
  EXPECT_NE(run(made).fault.find("`m`"), std::string::npos);
  made.keys = {};
  made.work.full_scan_steps = 0;
  EXPECT_NE(run(made).fault.find("over the bar"), std::string::npos);
}

TEST(SqlRunner, DataThatBreakAForeignKeyAreAFault) {
  auto made = task("SELECT id, n FROM t");
  made.rules.schema += "CREATE TABLE child (t REFERENCES t);";
  made.cases[0].setup += "INSERT INTO child VALUES (77);";
  EXPECT_NE(run(made).fault, "");
  made.rules.foreign_keys = false;
  EXPECT_EQ(run(made).fault, "");
}

TEST(SqlRunner, GeneratedRowsHaveParents) {
  auto made = task("SELECT count(*) FROM child WHERE t > 5000");
  made.rules.schema += "CREATE TABLE child (id INTEGER PRIMARY KEY, t INTEGER NOT NULL REFERENCES t (id));";
  made.reference["query.sql"] = "SELECT count(*) FROM child";
  made.cases = {{"", {12}, 1, 1, {"query.sql"}, {}, false}};
  const auto report = run(made);
  EXPECT_EQ(report.fault, "");
  EXPECT_EQ(report.verdict, Verdict::wrong_answer);
  ASSERT_GE(report.exhibits.size(), 3u); // t, u, child
  EXPECT_EQ(report.exhibits[2].title, "the data: child");
  EXPECT_EQ(std::count(report.exhibits[2].text.begin(), report.exhibits[2].text.end(), '\n'), 2);
  EXPECT_EQ(std::count(report.exhibits[0].text.begin(), report.exhibits[0].text.end(), '\n'), 2);
}

TEST(SqlRunner, BadInput) {
  for (const char* nothing : {"", "  ", "-- a remark\n", ";;"})
    EXPECT_EQ(verdict(nothing), Verdict::wrong_answer);
  auto one = task("SELECT id, n FROM t; SELECT id, n FROM t");
  one.rules.statements = 1;
  EXPECT_EQ(run(one).verdict, Verdict::wrong_answer);
  EXPECT_EQ(verdict("SELECT id, n FROM t; oops; SELECT id, n FROM t"), Verdict::run_time_error);
  EXPECT_EQ(verdict("Dear database, please"), Verdict::run_time_error);
  EXPECT_EQ(verdict("BEGIN; UPDATE t SET n = 0 WHERE n = 9", Allowed::change), Verdict::wrong_answer);
  EXPECT_EQ(verdict("CREATE TABLE w (a)", Allowed::change), Verdict::wrong_answer);
  EXPECT_EQ(verdict("DELETE FROM t"), Verdict::wrong_answer);
  auto missing = task("");
  missing.submission.clear();
  EXPECT_EQ(run(missing).verdict, Verdict::wrong_answer);
}

TEST(SqlRunner, AnErrorHasItsPlace) {
  const auto report = run(task("SELECT id, n\nFROM t WHER n > 1"));
  EXPECT_EQ(report.verdict, Verdict::run_time_error);
  ASSERT_EQ(report.exhibits.size(), 1u);
  EXPECT_EQ(report.exhibits[0].title, "query.sql, line 2");
  EXPECT_EQ(report.exhibits[0].text, "FROM t WHER n > 1\n            ^\n");
}

TEST(SqlRunner, ThePlaceIsCountedInLetters) {
  const auto accents = run(task("SELECT 'äöü',\tx FROM t"));
  ASSERT_EQ(accents.exhibits.size(), 1u);
  EXPECT_EQ(accents.exhibits[0].text, "SELECT 'äöü', x FROM t\n              ^\n");
  const auto lengthy =
      run(task("SELECT '" + std::string(100, 'a') + "', x, '" + std::string(100, 'b') + "' FROM t"));
  ASSERT_EQ(lengthy.exhibits.size(), 1u);
  const auto& text = lengthy.exhibits[0].text;
  const auto end = text.find('\n');
  EXPECT_LE(end, 72u);
  EXPECT_EQ(text[text.find('^') - end - 1], 'x');
  // Where the engine says nothing: the statement that it was, behind the remarks.
  const auto second = run(task("SELECT 1;\n-- the second\nINSERT INTO t VALUES (3, 3);", Allowed::change));
  ASSERT_EQ(second.exhibits.size(), 1u);
  EXPECT_EQ(second.exhibits[0].title, "query.sql, line 3");
  EXPECT_EQ(second.remark, "UNIQUE constraint failed: t.id");
}

const std::string numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) ";

TEST(SqlAttack, TenMillionRows) {
  EXPECT_EQ(verdict(numbers + "SELECT i, i FROM n LIMIT 10000000"), Verdict::output_limit_exceeded);
  EXPECT_EQ(verdict(numbers + "SELECT zeroblob(1000000), i FROM n LIMIT 1000"),
            Verdict::output_limit_exceeded);
}

TEST(SqlAttack, AStatementWithoutEnd) {
  auto endless = task(numbers + "SELECT count(*), 1 FROM n");
  endless.cpu_ms = 20;
  EXPECT_EQ(run(endless).verdict, Verdict::time_limit_exceeded);
  endless.work.ratio = 5;
  endless.cpu_ms = 0;
  EXPECT_EQ(run(endless).verdict, Verdict::too_slow);
}

TEST(SqlAttack, DeepStatements) {
  std::string parentheses =
      "SELECT id, n FROM t WHERE " + std::string(5'000, '(') + "1" + std::string(5'000, ')');
  EXPECT_EQ(verdict(parentheses), Verdict::run_time_error);
  std::string sum = "SELECT id, n FROM t WHERE 1";
  for (int i = 0; i < 5'000; ++i) sum += "+1";
  EXPECT_EQ(verdict(sum), Verdict::run_time_error);
  EXPECT_EQ(verdict("CREATE TRIGGER again AFTER INSERT ON u BEGIN INSERT INTO u VALUES (1); END;"
                    "PRAGMA recursive_triggers = 1; INSERT INTO u VALUES (1)",
                    Allowed::schema),
            Verdict::wrong_answer);
  EXPECT_EQ(verdict("CREATE VIEW a AS SELECT * FROM b; CREATE VIEW b AS SELECT * FROM a; SELECT * FROM a",
                    Allowed::schema),
            Verdict::run_time_error);
}

TEST(SqlAttack, WhatReachesBeyondTheDatabase) {
  for (const char* attack : {"ATTACH '/etc/passwd' AS p", "ATTACH ':memory:' AS p", "VACUUM INTO '/tmp/x'",
                             "DETACH main", "SELECT load_extension('x'), 1"})
    EXPECT_EQ(name_of(verdict(attack, Allowed::schema)), "security_violation") << attack;
}

TEST(SqlAttack, SettingsThatAreNotTheirs) {
  for (const char* attack :
       {"PRAGMA writable_schema = 1", "PRAGMA temp_store_directory = '/'", "PRAGMA temp_store = 1",
        "PRAGMA foreign_keys = 0", "PRAGMA hard_heap_limit = 0", "SELECT * FROM pragma_table_info('t')",
        "CREATE VIRTUAL TABLE v USING fts5(a)", "PRAGMA trusted_schema = 1"}) {
    auto made = task(std::string("UPDATE t SET n = 0 WHERE n = 9;") + attack, Allowed::schema);
    made.rules.pragmas = {"user_version"};
    const auto report = run(made);
    EXPECT_EQ(name_of(report.verdict), "wrong_answer") << attack;
    EXPECT_TRUE(report.remark.starts_with("not allowed here: ")) << report.remark;
  }
  auto made = task("PRAGMA user_version = 3; UPDATE t SET n = 0 WHERE n = 9", Allowed::change);
  made.rules.pragmas = {"user_version"};
  EXPECT_EQ(run(made).verdict, Verdict::accepted);
}

TEST(SqlAttack, OtherKindsOfStatements) {
  for (const char* attack : {"INSERT INTO t VALUES (9, 9)", "UPDATE t SET n = 1", "DELETE FROM t", "BEGIN",
                             "SAVEPOINT s", "CREATE TABLE w (a)", "CREATE TEMP TABLE w (a)", "DROP TABLE t",
                             "ALTER TABLE t ADD COLUMN z", "CREATE VIEW w AS SELECT 1", "REINDEX", "ANALYZE"})
    EXPECT_TRUE(run(task(attack)).remark.starts_with("not allowed here: ")) << attack;
  for (const char* attack :
       {"CREATE TABLE w (a)", "CREATE TEMP TABLE w (a)", "DROP INDEX t_n",
        "CREATE TRIGGER g AFTER UPDATE ON t BEGIN DELETE FROM u; END", "ALTER TABLE t RENAME TO z"})
    EXPECT_TRUE(run(task(attack, Allowed::change)).remark.starts_with("not allowed here: ")) << attack;
}

TEST(SqlRunner, SchemasMayBeChangedInEveryWay) {
  for (const char* change :
       {"ALTER TABLE t ADD COLUMN z INTEGER CHECK (z > 0)", "ALTER TABLE t ADD COLUMN z NOT NULL DEFAULT 7",
        "ALTER TABLE t RENAME COLUMN n TO m", "ALTER TABLE u RENAME TO w",
        "CREATE TABLE w AS SELECT * FROM t", "ALTER TABLE t ADD COLUMN z; ALTER TABLE t DROP COLUMN z",
        "CREATE UNIQUE INDEX w ON t (n) WHERE n > 3", "DROP TABLE u", "DROP INDEX t_n", "REINDEX",
        "CREATE TABLE w (a PRIMARY KEY, b GENERATED ALWAYS AS (a + 1)) WITHOUT ROWID"}) {
    auto made = task(change, Allowed::schema);
    made.reference = made.submission;
    const auto report = run(made);
    EXPECT_EQ(report.fault, "") << change;
    EXPECT_EQ(name_of(report.verdict), "accepted") << change << ": " << report.remark;
  }
}

TEST(SqlRunner, ATemporaryTableHidesNothing) {
  EXPECT_EQ(verdict("CREATE TEMP TABLE t AS SELECT id, iif(n = 9, 0, n) AS n FROM main.t", Allowed::schema),
            Verdict::wrong_answer);
}

TEST(SqlRunner, WorkIsCounted) {
  auto made = task("SELECT id, n FROM t ORDER BY n + 1");
  made.work.sorts = 0;
  EXPECT_EQ(run(made).verdict, Verdict::too_slow);
  made.reference["query.sql"] = "SELECT id, n FROM t WHERE id = 1";
  made.submission["query.sql"] = "SELECT id, n FROM t WHERE +id = 1";
  made.work = {};
  made.work.full_scan_steps = 0;
  EXPECT_EQ(run(made).verdict, Verdict::too_slow);
  made.work = {};
  made.work.vm_steps = 15;
  EXPECT_EQ(run(made).verdict, Verdict::too_slow);
  made.work = {};
  made.work.ratio = 1.2;
  EXPECT_EQ(run(made).verdict, Verdict::too_slow);
  made.work.ratio = 50;
  EXPECT_EQ(run(made).verdict, Verdict::accepted);
}

TEST(SqlRunner, GeneratedDataKillWhatOneDataSetDoesNot) {
  auto made = task("SELECT id, n FROM t WHERE n <> 4 OR n IS NULL");
  made.cases = {{"", {4, 12, 40}, 1, 3, {"query.sql"}, {}, false}};
  EXPECT_EQ(run(made).verdict, Verdict::wrong_answer);
  made.submission = made.reference;
  EXPECT_EQ(run(made).verdict, Verdict::accepted);
}

TEST(SqlRunner, ADatabaseToLookAt) {
  auto made = task("");
  made.cases[0].sizes = {4, 12, 40};
  made.cases[0].setup = "DELETE FROM t";
  const auto image = database_of(made);
  ASSERT_TRUE(image);
  EXPECT_TRUE(image->starts_with("SQLite format 3"));
  made.rules.schema = "CREATE TABL t (a)";
  EXPECT_FALSE(database_of(made));
}

TEST(SqlJob, TravelsAsText) {
  const auto made = task("SELECT '\n'");
  EXPECT_EQ(to_json(task_of(to_json(made)).value()), to_json(made));
  EXPECT_EQ(to_json(made).find('\n'), std::string::npos); // each has a line
  EXPECT_FALSE(task_of("{"));
  EXPECT_FALSE(report_of(""));
  Report report;
  report.remark = "two\nlines";
  EXPECT_EQ(to_json(report).find('\n'), std::string::npos);
  EXPECT_EQ(report_of(to_json(report)).value().remark, "two\nlines");
  EXPECT_FALSE(report_of(to_json(report).substr(0, 20)));
  report.verdict = static_cast<Verdict>(99);
  EXPECT_FALSE(report_of(to_json(report)));
}

} // namespace
} // namespace bex::sql
