#include "graders/sql/sql.hpp"
#include "sandboxes/base/file.hpp"

#include <gtest/gtest.h>

namespace bex::sql {
namespace {

class SqlParse : public testing::Test {
 protected:
  using Whats = std::vector<std::string>;

  Settings settings(std::string text) {
    document_ = Document::parse("exercise.toml", std::move(text));
    Reader root(*document_, document_->table(), Span{});
    auto read = parse_settings(root);
    root.finish();
    return read;
  }
  Spec read(std::string text, Product engine = Product::sqlite) {
    document_ = Document::parse("exercise.toml", std::move(text));
    Reader root(*document_, document_->table(), Span{});
    Settings settings;
    settings.rules.engine = engine;
    auto spec = parse(root, settings, folder_.path());
    root.finish();
    return spec;
  }
  [[nodiscard]] Whats errors() const {
    Whats all;
    for (const auto& error : document_->errors()) all.push_back(error.what);
    return all;
  }

  TempDir folder_ = std::move(*TempDir::make());
  std::unique_ptr<Document> document_;
};

TEST_F(SqlParse, Settings) {
  const auto read =
      settings("allow = \"change\"\npragmas = [\"foreign_keys\"]\nstatements = 2\nforeign_keys = false\n"
               "schema = \"CREATE TABLE t (a)\"\nmost_rows = { t = 3 }\n[values.t]\na = [\"1\", \"NULL\"]\n");
  EXPECT_EQ(errors(), Whats{});
  EXPECT_EQ(read.reference, "sql");
  EXPECT_EQ(read.rules.allowed, Allowed::change);
  EXPECT_EQ(read.rules.pragmas, Whats{"foreign_keys"});
  EXPECT_EQ(read.rules.statements, 2);
  EXPECT_FALSE(read.rules.foreign_keys);
  EXPECT_EQ(read.rules.values.at("t").at("a"), (Whats{"1", "NULL"}));
  EXPECT_EQ(read.rules.most_rows.at("t"), 3);
}

TEST_F(SqlParse, WrongSettings) {
  (void)settings("allow = \"everything\"\nstatements = 0\nengine = \"x\"\n");
  EXPECT_EQ(errors().size(), 3u);
}

TEST_F(SqlParse, ACheck) {
  ASSERT_TRUE(write_file(folder_.path() / "more.sql", "INSERT INTO t VALUES (2);"));
  const auto spec =
      read("order = \"by:city, joined\"\nresult = \"both\"\n[work]\nsorts = 0\nratio = 5\n"
           "[[case]]\nsetup = \"INSERT INTO t VALUES (1);\"\nsetup_file = \"more.sql\"\nmay_fail = true\n"
           "run = [\"a.sql\", \"b.sql\"]\nthen = [\"SELECT 1\"]\n"
           "[[case]]\ngenerate = { seed = 7, count = 2 }\n[[case]]\ngenerate = { seed = 1, size = 0 }\n");
  EXPECT_EQ(errors(), Whats{});
  EXPECT_TRUE(spec.rows && spec.state);
  EXPECT_EQ(spec.keys, (Whats{"city", "joined"}));
  EXPECT_EQ(spec.work.sorts, 0);
  EXPECT_EQ(spec.work.vm_steps, -1);
  ASSERT_EQ(spec.cases.size(), 3u);
  EXPECT_EQ(spec.cases[0].setup, "INSERT INTO t VALUES (1);INSERT INTO t VALUES (2);");
  EXPECT_EQ(spec.cases[0].run, (Whats{"a.sql", "b.sql"}));
  EXPECT_TRUE(spec.cases[0].may_fail);
  EXPECT_EQ(spec.cases[1].run, Whats{"query.sql"});
  EXPECT_EQ(spec.cases[1].sizes, (std::vector<int>{4, 12, 40}));
  EXPECT_EQ(spec.cases[2].sizes, std::vector<int>{0});
}

TEST_F(SqlParse, AnOrderMustBeSaid) {
  (void)read("[[case]]\nsetup = \"\"\n");
  EXPECT_EQ(errors(), Whats{"nothing says in which order the rows come"});
  (void)read("order = \"up\"\n[[case]]\nsetup = \"\"\n");
  EXPECT_EQ(errors(), Whats{"`up` is no order"});
  (void)read("order = \"any\"\nresult = \"state\"\n[[case]]\nsetup = \"\"\n");
  EXPECT_EQ(errors(), Whats{"only rows have an order"});
  (void)read("order = \"by:a,,b\"\n[[case]]\nsetup = \"\"\n");
  EXPECT_EQ(errors(), Whats{"`by:a,,b` leaves out a column"});
}

TEST_F(SqlParse, WhatACheckNeeds) {
  (void)read("order = \"any\"\n");
  EXPECT_EQ(errors(), Whats{"a check needs at least one case"});
  (void)read("result = \"then\"\n[[case]]\nsetup = \"\"\n");
  EXPECT_EQ(errors(), Whats{"no case has a `then`, so nothing is looked at"});
  (void)read("order = \"any\"\n[[case]]\nsetup_file = \"../x.sql\"\n[[case]]\nsetup_file = \"none.sql\"\n"
             "[[case]]\nrun = [\"a/b.sql\", \"c.txt\"]\n");
  EXPECT_EQ(errors(), (Whats{"`../x.sql` leads out of the exercise", "`none.sql` cannot be read",
                             "`a/b.sql` is no name of an .sql file", "`c.txt` is no name of an .sql file"}));
}

TEST_F(SqlParse, AnEngineHasItsOwnSettings) {
  EXPECT_EQ(settings("engine = \"postgres\"\n").rules.engine, Product::postgres);
  EXPECT_EQ(errors(), Whats{});
  settings("engine = \"postgres\"\nforeign_keys = true\npragmas = []\n");
  EXPECT_EQ(errors(), (Whats{"PostgreSQL has no `pragmas`", "PostgreSQL has no `foreign_keys`"}));
  read("result = \"state\"\n[[case]]\nsettings = { TimeZone = \"UTC\" }\n");
  EXPECT_EQ(errors(), Whats{"SQLite has no settings of a session"});
}

TEST_F(SqlParse, EnginesCountWorkInTheirOwnWay) {
  const std::string head = "result = \"state\"\n", end = "[[case]]\n";
  const auto work =
      read(head + "[work]\nrows_handled = 9\nratio = 3\nseeks = [\"t\"]\n" + end, Product::postgres).work;
  EXPECT_EQ(errors(), Whats{});
  EXPECT_EQ(work.rows_handled, 9);
  EXPECT_EQ(work.pages_read, -1);
  EXPECT_EQ(work.seeks, Whats{"t"});
  (void)read(head + "[work]\nvm_steps = 1\nauto_indexes = 0\nsorts = 0\n" + end, Product::postgres);
  EXPECT_EQ(errors(), (Whats{"`vm_steps` is not counted by PostgreSQL",
                             "`auto_indexes` is not counted by PostgreSQL"}));
  (void)read(head + "[work]\npages_read = 1\nseeks = [\"t\"]\n" + end);
  EXPECT_EQ(errors(), (Whats{"`pages_read` is not counted by SQLite",
                             "SQLite does not tell which rows an index could find"}));
}

TEST_F(SqlParse, Sessions) {
  const auto spec = read("result = \"state\"\n[[case]]\nrun = [\"a.sql\"]\nsettings = { \"x.y\" = \"all\" }\n"
                         "isolation = [\"serializable\"]\nwaits = 0\nretries = 9\n"
                         "[[case.session]]\ncount = 2\nsettings = { \"x.me\" = \"${n} of ${n}\" }\n"
                         "[[case.session]]\nrun = [\"b.sql\"]\n",
                         Product::postgres);
  EXPECT_EQ(errors(), Whats{});
  const auto& together = spec.cases.at(0).together;
  ASSERT_EQ(together.sessions.size(), 3u);
  EXPECT_EQ(together.sessions[0].run, Whats{"a.sql"});
  EXPECT_EQ(together.sessions[1].settings.at("x.me"), "2 of 2");
  EXPECT_EQ(together.sessions[1].settings.at("x.y"), "all");
  EXPECT_EQ(together.sessions[2].run, Whats{"b.sql"});
  EXPECT_EQ(together.isolation, Whats{"serializable"});
  EXPECT_EQ(together.waits, 0);
  EXPECT_EQ(together.retries, 9);
  EXPECT_EQ(together.interleavings, Together().interleavings);
}

TEST_F(SqlParse, WrongSessions) {
  const std::string head = "result = \"state\"\n[[case]]\n", session = "[[case.session]]\n";
  (void)read(head + "waits = 0\n", Product::postgres);
  EXPECT_EQ(errors(), Whats{"`waits` is about several sessions, and this case has none"});
  (void)read(head + session);
  EXPECT_EQ(errors(), Whats{"a database of SQLite in memory has one connection"});
  (void)read(head + "isolation = [\"serializable\", \"dirty\"]\n" + session, Product::postgres);
  EXPECT_EQ(errors(), Whats{"`dirty` is no isolation level"});
  (void)read(head + session + "count = 9\n" + session + "count = 2\n", Product::postgres);
  EXPECT_EQ(errors(), Whats{"11 sessions at a time are too many"});
  (void)read("result = \"state\"\n[work]\nsorts = 0\n[[case]]\n" + session, Product::postgres);
  EXPECT_EQ(errors(), Whats{"work is not counted where several sessions take part"});
}

TEST_F(SqlParse, ACheckMayAllowMore) {
  EXPECT_EQ(read("result = \"state\"\nallow = \"schema\"\n[[case]]\n").rules.allowed, Allowed::schema);
  EXPECT_EQ(read("result = \"state\"\n[[case]]\n").rules.allowed, Allowed::read);
}

} // namespace
} // namespace bex::sql
