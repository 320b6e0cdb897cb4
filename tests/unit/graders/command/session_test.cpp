#include "graders/command/session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bex::command {
namespace {

using testing::ElementsAre;

TEST(CommandSession, EveryByteSurvives) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  Played played;
  played.exit = 3;
  played.out = all, played.err = "\xff";
  played.statements = {"SELECT '\xe9'"};
  const auto back = played_of(to_json(played) + "\n" + to_json(Played{}) + "\n");
  ASSERT_EQ(back.size(), 2u);
  EXPECT_EQ(back[0].out, all);
  EXPECT_EQ(back[0].err, "\xff");
  EXPECT_EQ(back[0].exit, 3);
  EXPECT_THAT(back[0].statements, ElementsAre("SELECT '\xe9'"));
}

TEST(CommandSession, WhatIsNoLineOfItEndsIt) {
  EXPECT_TRUE(played_of("").empty());
  EXPECT_TRUE(played_of("{}\n").empty());
  const auto line = to_json(Played{});
  EXPECT_EQ(played_of(line + "\n" + line.substr(0, 10)).size(), 1u);
}

TEST(CommandSession, TasksTravel) {
  const auto back = task_of(to_json({"[]", {{{"python3", "main.py"}, "in", ""}, {{}, "SELECT 1", "db"}}}));
  ASSERT_TRUE(back);
  ASSERT_EQ(back->calls.size(), 2u);
  EXPECT_EQ(back->calls[1].service, "db");
  EXPECT_FALSE(task_of("{}"));
}

TEST(CommandSession, TheLogSaysWhatWasAsked) {
  Played played;
  read_log("db: LOG:  connection received: host=127.0.0.1 port=1\n"
           "db: LOG:  connection authorized: user=app database=postgres\n"
           "db: LOG:  statement: BEGIN\n"
           "db: LOG:  statement: INSERT INTO t\n\tVALUES (1)\n"
           "db: LOG:  execute <unnamed>: SELECT $1\n"
           "db: DETAIL:  parameters: $1 = 'x'\n"
           "db: LOG:  execute s_1: SELECT 2\n"
           "db: ERROR:  division by zero\ndb: STATEMENT:  SELECT 1/0;\n"
           "db: LOG:  statement: set x = 1\n"
           "db: LOG:  statement: COMMIT;\n",
           played);
  EXPECT_EQ(played.connections, 1);
  EXPECT_THAT(played.statements, ElementsAre("INSERT INTO t VALUES (1)", "SELECT $1", "SELECT 2"));
}

} // namespace
} // namespace bex::command
