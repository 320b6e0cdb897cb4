#include "runner/store/progress.hpp"

#include "runner/store/migrate.hpp"
#include "sandboxes/base/file.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <limits>

namespace bex::store {
namespace {

using testing::HasSubstr;

class ProgressTest : public testing::Test {
 protected:
  TempDir folder = TempDir::make().value();
  fs::path file = folder.path() / "state/progress.db";

  Progress open() const { return Progress::open(file).value(); }
  static Record record(const std::string& exercise, int passed, int total, std::int64_t at) {
    Record made;
    made.pack = "pack";
    made.exercise = exercise;
    made.checks_passed = passed;
    made.checks_total = total;
    made.passed = passed == total;
    made.verdict = made.passed ? Verdict::accepted : Verdict::wrong_answer;
    made.at = at;
    return made;
  }
  void sql(const std::string& text) const {
    fs::create_directories(file.parent_path());
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, text.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
  }
  [[nodiscard]] Error refusal() const {
    auto opened = Progress::open(file);
    return opened ? Error{} : opened.error();
  }
};

TEST_F(ProgressTest, NothingIsThereYet) {
  auto progress = open();
  EXPECT_TRUE(progress.standings("pack").value().empty());
  EXPECT_TRUE(progress.packs().value().empty());
  EXPECT_FALSE(progress.last("pack", "a").value());
  EXPECT_FALSE(progress.current().value());
}

TEST_F(ProgressTest, ARecordComesBackWhole) {
  Record made = record("a", 3, 7, 1'700'000'000);
  made.language = "python";
  made.digest = "d'; DROP TABLE submission; --";
  made.pack_version = "1.2.3";
  made.commit = "abc";
  made.seed = std::numeric_limits<std::uint64_t>::max();
  made.partial = true;
  made.level = "namespaces";
  made.verdict = Verdict::too_slow;
  ASSERT_TRUE(open().append(made));
  const auto back = open().last("pack", "a").value().value();
  EXPECT_EQ(back.pack, "pack");
  EXPECT_EQ(back.exercise, "a");
  EXPECT_EQ(back.language, made.language);
  EXPECT_EQ(back.digest, made.digest);
  EXPECT_EQ(back.pack_version, made.pack_version);
  EXPECT_EQ(back.commit, made.commit);
  EXPECT_EQ(back.seed, made.seed);
  EXPECT_EQ(back.verdict, Verdict::too_slow);
  EXPECT_FALSE(back.passed);
  EXPECT_TRUE(back.partial);
  EXPECT_EQ(back.checks_passed, 3);
  EXPECT_EQ(back.checks_total, 7);
  EXPECT_EQ(back.level, made.level);
  EXPECT_EQ(back.at, made.at);
}

TEST_F(ProgressTest, AStandingSumsUp) {
  auto progress = open();
  for (const auto& one : {record("a", 2, 5, 10), record("a", 5, 5, 20), record("a", 5, 5, 30),
                          record("a", 1, 5, 40), record("b", 0, 2, 50)})
    ASSERT_TRUE(progress.append(one));
  auto other = record("a", 9, 9, 60);
  other.pack = "other";
  ASSERT_TRUE(progress.append(other));
  const auto standings = progress.standings("pack").value();
  ASSERT_EQ(standings.size(), 2u);
  const auto& a = standings.at("a");
  EXPECT_TRUE(a.passed);
  EXPECT_FALSE(a.partial);
  EXPECT_EQ(a.attempts, 4);
  EXPECT_EQ(a.best, 5);
  EXPECT_EQ(a.last_passed, 1);
  EXPECT_EQ(a.last_total, 5);
  EXPECT_EQ(a.first_passed_at, 20);
  EXPECT_EQ(a.last_at, 40);
  EXPECT_FALSE(standings.at("b").passed);
  EXPECT_EQ(standings.at("b").first_passed_at, 0);
}

TEST_F(ProgressTest, TheLastIsTheOneThatCameLast) { // clocks are set back
  auto progress = open();
  ASSERT_TRUE(progress.append(record("a", 1, 5, 100)));
  ASSERT_TRUE(progress.append(record("a", 2, 5, 50)));
  EXPECT_EQ(progress.last("pack", "a").value()->checks_passed, 2);
  EXPECT_EQ(progress.standings("pack").value().at("a").last_at, 50);
}

TEST_F(ProgressTest, PacksByLatestUse) {
  auto progress = open();
  for (const auto* pack : {"one", "two", "three", "one"}) {
    auto made = record("a", 1, 1, 1);
    made.pack = pack;
    ASSERT_TRUE(progress.append(made));
  }
  EXPECT_THAT(progress.packs().value(), testing::ElementsAre("one", "three", "two"));
}

TEST_F(ProgressTest, TheCurrentExerciseIsOne) {
  auto progress = open();
  ASSERT_TRUE(progress.set_current("p", "a", "go"));
  ASSERT_TRUE(progress.set_current("p", "b", "python"));
  const auto current = open().current().value().value();
  EXPECT_EQ(current.pack, "p");
  EXPECT_EQ(current.exercise, "b");
  EXPECT_EQ(current.language, "python");
}

TEST_F(ProgressTest, AFileThatIsNoDatabaseIsLeftAlone) {
  for (const std::string& text : {std::string("hello"), std::string(10'000, 'x')}) {
    ASSERT_TRUE(write_file(file, text));
    const auto error = refusal();
    EXPECT_THAT(error.what, HasSubstr("is not a progress database"));
    EXPECT_THAT(error.help, HasSubstr("mv "));
    EXPECT_EQ(read_file(file).value(), text);
  }
}

TEST_F(ProgressTest, ADatabaseOfAnotherProgramIsLeftAlone) {
  sql("CREATE TABLE theirs (x)");
  const auto before = read_file(file).value();
  EXPECT_THAT(refusal().what, HasSubstr("another program"));
  EXPECT_EQ(read_file(file).value(), before);
}

TEST_F(ProgressTest, ANewerDatabaseIsRefusedAndLeftAlone) {
  {
    open();
  }
  sql("PRAGMA journal_mode = DELETE; PRAGMA user_version = 1000");
  const auto before = read_file(file).value();
  EXPECT_THAT(refusal().what, HasSubstr("version 1000"));
  EXPECT_EQ(read_file(file).value(), before);
}

TEST_F(ProgressTest, AFolderIsInTheWay) {
  fs::create_directories(file);
  EXPECT_EQ(refusal().kind, ErrorKind::machine);
}

TEST_F(ProgressTest, ADamagedDatabaseIsAnError) {
  {
    auto progress = open();
    for (const auto* exercise : {"a", "b", "c"}) {
      auto made = record(exercise, 1, 2, 1);
      made.digest = std::string(20'000, 'd'); // pages enough
      ASSERT_TRUE(progress.append(made));
    }
  }
  auto bytes = read_file(file).value();
  for (std::size_t at = 4096; at < bytes.size(); ++at) bytes[at] = 'x';
  ASSERT_TRUE(write_file(file, bytes));
  auto progress = Progress::open(file);
  const auto error = progress ? progress->standings("pack").error() : progress.error();
  EXPECT_EQ(error.kind, ErrorKind::machine);
  EXPECT_THAT(error.help, HasSubstr(".recover"));
}

// Migrations of a made-up program: the real ones go the same way.
class MigrateTest : public testing::Test {
 protected:
  sqlite3* database = nullptr;
  void SetUp() override { ASSERT_EQ(sqlite3_open(":memory:", &database), SQLITE_OK); }
  void TearDown() override { sqlite3_close(database); }
  [[nodiscard]] std::string answer(const char* sql) const {
    std::string text;
    sqlite3_exec(
        database, sql,
        [](void* out, int, char** values, char**) { return *static_cast<std::string*>(out) = values[0], 0; },
        &text, nullptr);
    return text;
  }
};

TEST_F(MigrateTest, GoesForwardFromWhereItIs) {
  const std::array<const char*, 1> first = {"CREATE TABLE t (a); INSERT INTO t VALUES (7)"};
  ASSERT_TRUE(migrate(database, first, "f"));
  EXPECT_EQ(answer("PRAGMA user_version"), "1");
  const std::array<const char*, 3> all = {first[0], "ALTER TABLE t ADD COLUMN b DEFAULT 8",
                                          "UPDATE t SET b = b + 1"};
  ASSERT_TRUE(migrate(database, all, "f"));
  EXPECT_EQ(answer("PRAGMA user_version"), "3");
  EXPECT_EQ(answer("SELECT a || '-' || b FROM t"), "7-9");
  ASSERT_TRUE(migrate(database, all, "f"));
  EXPECT_EQ(answer("SELECT b FROM t"), "9");
  EXPECT_FALSE(migrate(database, first, "f"));
}

TEST_F(MigrateTest, AStepThatFailsLeavesAllAsItWas) {
  const std::array<const char*, 1> first = {"CREATE TABLE t (a); INSERT INTO t VALUES (7)"};
  ASSERT_TRUE(migrate(database, first, "f"));
  const std::array<const char*, 3> all = {first[0], "UPDATE t SET a = 8", "INSERT INTO nowhere VALUES (1)"};
  const auto done = migrate(database, all, "f");
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().what, HasSubstr("nowhere"));
  EXPECT_EQ(answer("PRAGMA user_version"), "1");
  EXPECT_EQ(answer("SELECT a FROM t"), "7");
  EXPECT_NE(sqlite3_get_autocommit(database), 0);
}

TEST_F(MigrateTest, ANegativeVersionIsNotOurs) {
  sqlite3_exec(database, "PRAGMA user_version = -1", nullptr, nullptr, nullptr);
  EXPECT_FALSE(migrate(database, std::array<const char*, 1>{"CREATE TABLE t (a)"}, "f"));
}

} // namespace
} // namespace bex::store
