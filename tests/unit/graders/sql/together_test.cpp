#include "graders/sql/together.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace bex::sql {
namespace {

// Stands for a server that knows four statements: LOCK x, CLASH (40001 as often as `clashes` says), SAY (a
// row), COMMIT. All locks of a session are let go when its transaction ends.
struct World {
  std::map<std::string, const Session*> held;
  std::map<const Session*, std::string> wanted;
  int clashes = 0;

  void free(const Session* who) {
    std::erase_if(held, [&](const auto& lock) { return lock.second == who; });
  }
};

class FakeSession final : public Session {
 public:
  explicit FakeSession(World& world) : world_(world) {}
  void begin(const std::string& statement) override { statement_ = statement.substr(0, statement.find(';')); }
  State look() override {
    world_.wanted.erase(this);
    if (!statement_.starts_with("LOCK ")) return State::done;
    const auto lock = statement_.substr(5);
    const auto* holder = world_.held.try_emplace(lock, this).first->second;
    if (holder == this) return State::done;
    const auto theirs = world_.wanted.find(holder);
    dead_ = theirs != world_.wanted.end() && world_.held[theirs->second] == this;
    if (!dead_) world_.wanted[this] = lock;
    return dead_ ? State::done : State::waiting;
  }
  Ran take() override {
    Ran ran;
    ran.done = statement_.substr(0, statement_.find(' '));
    if (dead_) fail(ran, "40P01");
    if (statement_ == "CLASH" && world_.clashes-- > 0) fail(ran, "40001");
    if (statement_ == "SAY") ran.rows = {{"a"}, {{std::int64_t{7}}}}, ran.has_rows = true;
    if (statement_ == "COMMIT") world_.free(this);
    dead_ = false;
    return ran;
  }
  bool in_transaction() const override { return false; }
  void roll_back() override { world_.free(this); }

 private:
  static void fail(Ran& ran, const char* state) {
    ran.failure.emplace();
    ran.failure->state = state;
  }
  World& world_;
  std::string statement_;
  bool dead_ = false;
};

class FakeEngine final : public Engine {
 public:
  std::unique_ptr<Database> open(const std::string&) override { return nullptr; }
  std::unique_ptr<Database> open_for_scripts(const std::string&, Way, const Case&) override {
    return nullptr;
  }
  std::unique_ptr<Session> open_session(const SessionOf&, const std::string&) override {
    return std::make_unique<FakeSession>(world);
  }
  std::string without(const std::string& image, const std::vector<RowId>&) override { return image; }
  [[nodiscard]] std::int64_t now_ms() const override { return 0; }
  World world;
};

class SqlTogether : public testing::Test {
 protected:
  Played play(const std::string& first, const std::string& second, const Turns& turns) {
    one_.together.sessions = {{{"a.sql"}, {}}, {{"b.sql"}, {}}};
    return play_together({task_, one_, engine_, 0}, {}, "serializable", turns,
                         {{"a.sql", first}, {"b.sql", second}});
  }
  static std::vector<std::string> told(const Played& played) {
    std::vector<std::string> all;
    for (const auto& line : played.lines)
      all.push_back(std::to_string(line.session + 1) + " " + line.statement + "|" + line.came);
    return all;
  }

  Task task_;
  Case one_;
  FakeEngine engine_;
};

using testing::ElementsAre;

TEST_F(SqlTogether, AStatementThatWaitsGoesOnWhenItCan) {
  const auto played = play("LOCK x; COMMIT;", "LOCK x; SAY; COMMIT;", {0, 1, 1, 0, 1});
  EXPECT_THAT(told(played), ElementsAre("1 LOCK x;|", "2 LOCK x;|waits", "1 COMMIT;|", "2 |goes on",
                                        "2 SAY;|(7)", "2 COMMIT;|"));
  EXPECT_EQ(played.waits, 1);
  EXPECT_TRUE(played.sessions[1].has_rows);
  EXPECT_EQ(serial_orders(played.ends).front(), (Turns{0, 1}));
}

TEST_F(SqlTogether, ADeadlockEndsOne) {
  const auto played = play("LOCK x; LOCK y; COMMIT;", "LOCK y; LOCK x; COMMIT;", {0, 1, 0, 1, 0, 1});
  const auto failed = [](const Side& side) { return side.failure && side.failure->state == "40P01"; };
  EXPECT_EQ(std::count_if(played.sessions.begin(), played.sessions.end(), failed), 1);
}

TEST_F(SqlTogether, WhoIsTurnedDownBeginsAgain) {
  engine_.world.clashes = 2;
  one_.together.retries = 2;
  auto played = play("CLASH; SAY;", "SAY;", {0, 0, 1});
  EXPECT_FALSE(played.sessions[0].failure);
  EXPECT_EQ(played.lines[0].came, "error 40001, begins again");
  engine_.world.clashes = 3;
  played = play("CLASH; SAY;", "SAY;", {0, 0, 1});
  ASSERT_TRUE(played.sessions[0].failure);
  EXPECT_EQ(played.sessions[0].failure->script, "a.sql");
}

TEST_F(SqlTogether, EverySessionHasStatements) {
  one_.together.sessions = {{{"a.sql"}, {}}, {{"a.sql", "b.sql"}, {}}};
  EXPECT_THAT(lengths_of(task_.rules, one_, {{"a.sql", "SAY; SAY"}, {"b.sql", "SAY"}}).value(),
              ElementsAre(2, 3));
  EXPECT_FALSE(lengths_of(task_.rules, one_, {{"a.sql", "-- nothing"}, {"b.sql", "SAY"}}));
  EXPECT_FALSE(lengths_of(task_.rules, one_, {{"a.sql", "SAY"}}));
  task_.rules.statements = 1;
  EXPECT_FALSE(lengths_of(task_.rules, one_, {{"a.sql", "SAY; SAY"}, {"b.sql", "SAY"}}));
  EXPECT_TRUE(lengths_of(task_.rules, one_, {{"a.sql", "SAY"}, {"b.sql", "SAY"}}));
}

TEST_F(SqlTogether, TheTableFitsATerminal) {
  const auto table =
      table_of({{0, "UPDATE stock\n  SET amount = amount - 1 WHERE product = 'tea';", "UPDATE 1"},
                {1, "SELECT 1;", std::string(60, 'x')},
                {1, "", "goes on"}});
  EXPECT_EQ(table, "session  says                                  what came\n"
                   "1        UPDATE stock SET amount = amount -..  UPDATE 1\n"
                   "2        SELECT 1;                             xxxxxxxxxxxxxxxxxxxxxxx..\n"
                   "2                                              goes on\n");
}

} // namespace
} // namespace bex::sql
