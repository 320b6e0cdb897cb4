#include "graders/sql/scripts.hpp"

#include "sandboxes/base/file.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace bex::sql {
namespace {

class SqlScripts : public testing::Test {
 protected:
  Scripts read(const std::string& text) {
    std::ofstream(folder_.path() / "query.sql", std::ios::binary) << text;
    return read_scripts(folder_.path(), task_);
  }
  void SetUp() override {
    task_.cases.resize(1);
    task_.cases[0].run = {"query.sql", "query.sql"};
  }

  TempDir folder_ = TempDir::make().value();
  Task task_;
};

TEST_F(SqlScripts, AreRead) {
  const auto scripts = read("SELECT 'ä';\n");
  ASSERT_TRUE(scripts);
  EXPECT_EQ(scripts->at("query.sql"), "SELECT 'ä';\n");
}

TEST_F(SqlScripts, WhatIsNoSql) {
  EXPECT_EQ(read_scripts(folder_.path(), task_).error(), "there is no file `query.sql`");
  EXPECT_EQ(read("SELECT 1;\n\xff").error(), "`query.sql` is no SQL: line 2 is not UTF-8 text");
  EXPECT_EQ(read(std::string("a\0", 2)).error(), "`query.sql` is no SQL: line 1 is not UTF-8 text");
  EXPECT_EQ(read(std::string((1 << 20) + 1, ' ')).error(), "`query.sql` is larger than 1 MiB");
}

TEST_F(SqlScripts, AFolderIsNoFile) {
  std::filesystem::create_directory(folder_.path() / "query.sql");
  EXPECT_EQ(read_scripts(folder_.path(), task_).error(), "`query.sql` cannot be read");
}

} // namespace
} // namespace bex::sql
