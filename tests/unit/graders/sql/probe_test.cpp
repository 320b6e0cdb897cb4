#include "graders/sql/probe.hpp"
#include "sandboxes/base/file.hpp"
#include "tests/support/fake_sandbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bex::sql {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class SqlVisit : public testing::Test {
 protected:
  Visit read(std::string text) {
    document_ = Document::parse("checks.toml", std::move(text));
    Reader root(*document_, document_->table(), Span{});
    auto visit = parse_visit(root);
    root.finish();
    return visit;
  }
  [[nodiscard]] std::vector<std::string> errors() const {
    std::vector<std::string> all;
    for (const auto& error : document_->errors()) all.push_back(error.what);
    return all;
  }
  std::unique_ptr<Document> document_;
};

TEST_F(SqlVisit, RowsAndRefusals) {
  const auto visit =
      read("allow = \"change\"\norder = \"exact\"\n[[look]]\nquery = \"SELECT 1;\"\n"
           "rows = [[1, \"a\", \"@null\"], [2.5, \"@@x\", true]]\n[[look]]\nquery = \"delete from t\"\n"
           "refused = true\n[[look]]\nquery = \"SELECT 1\"\nrows = []\n");
  EXPECT_THAT(errors(), testing::IsEmpty());
  EXPECT_EQ(visit.allowed, Allowed::change);
  EXPECT_EQ(visit.order, Order::exact);
  ASSERT_EQ(visit.looks.size(), 3u);
  const auto& rows = visit.looks[0].rows->rows;
  EXPECT_EQ(literal(rows.at(0)), "(1, 'a', NULL)");
  EXPECT_EQ(literal(rows.at(1)), "(2.5, '@x', 1)");
  EXPECT_TRUE(visit.looks[1].refused);
  EXPECT_FALSE(visit.looks[1].rows);
  EXPECT_TRUE(visit.looks[2].rows && visit.looks[2].rows->rows.empty());
}

TEST_F(SqlVisit, NothingThatCouldEndTheTransaction) {
  for (const auto* word :
       {"COMMIT", "/* x */ rollback", "CALL f()", "DO $$ $$", "SET x = 1", "COPY t TO PROGRAM 'x'", "BEGIN",
        "PREPARE TRANSACTION 'x'", "VACUUM", "INSERT INTO t VALUES (1)", "DROP TABLE t"}) {
    (void)read(std::string("[[look]]\nquery = \"") + word + "\"\n");
    EXPECT_THAT(errors(), ElementsAre(HasSubstr("is no statement that may be asked here"))) << word;
  }
  (void)read("allow = \"change\"\n[[look]]\nquery = \"DROP TABLE t\"\n");
  EXPECT_THAT(errors(), ElementsAre(HasSubstr("`drop`")));
  (void)read("allow = \"schema\"\n[[look]]\nquery = \"DROP TABLE t\"\n");
  EXPECT_THAT(errors(), testing::IsEmpty());
}

TEST_F(SqlVisit, OneStatement) {
  (void)read("[[look]]\nquery = \"SELECT 1; COMMIT\"\n");
  EXPECT_THAT(errors(), ElementsAre("a look is one statement"));
  (void)read("[[look]]\nquery = \"SELECT ';' ; -- end\"\n");
  EXPECT_THAT(errors(), testing::IsEmpty());
}

TEST_F(SqlVisit, Mistakes) {
  (void)read("order = \"any\"\n");
  EXPECT_THAT(errors(), ElementsAre("a check needs at least one look"));
  (void)read("[[look]]\nquery = \"SELECT 1\"\nrows = [[1], [1, 2]]\n");
  EXPECT_THAT(errors(), ElementsAre("it is no array of rows of the same width"));
  (void)read("[[look]]\nquery = \"SELECT 1\"\nrows = [1]\n");
  EXPECT_THAT(errors(), ElementsAre("it is no array of rows of the same width"));
  (void)read("[[look]]\nquery = \"SELECT 1\"\nrows = [[1]]\nrefused = true\n");
  EXPECT_THAT(errors(), ElementsAre("what is refused gives no rows"));
  (void)read("[[look]]\nrows = [[1]]\n");
  EXPECT_THAT(errors(), ElementsAre(HasSubstr("query")));
}

TEST(SqlProbe, Urls) {
  EXPECT_TRUE(is_postgres_url("postgresql://a@h/d"));
  EXPECT_TRUE(is_postgres_url("postgres:///d?host=/run"));
  EXPECT_FALSE(is_postgres_url("notes.db"));
  EXPECT_EQ(without_password("postgresql://ann:secret@h:5432/d"), "postgresql://ann@h:5432/d");
  EXPECT_EQ(without_password("postgresql://ann@h:5432/d"), "postgresql://ann@h:5432/d");
  EXPECT_EQ(without_password("postgresql://h:5432/d"), "postgresql://h:5432/d");
}

TEST(SqlProbe, AFileThatIsNoDatabase) {
  test::FakeSandbox sandbox;
  auto folder = std::move(*TempDir::make());
  const auto missing = probe_file(folder.path() / "none.db", "", sandbox);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::usage);
  ASSERT_TRUE(write_file(folder.path() / "text.db", std::string(4096, 'x')));
  const auto text = probe_file(folder.path() / "text.db", "", sandbox);
  ASSERT_FALSE(text);
  EXPECT_THAT(text.error().what, HasSubstr("cannot be read as an SQLite database"));
}

} // namespace
} // namespace bex::sql
