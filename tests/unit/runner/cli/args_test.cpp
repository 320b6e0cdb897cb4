#include "runner/cli/args.hpp"

#include <gtest/gtest.h>

#include <vector>

using namespace bex::cli;

namespace {

std::variant<Args, Farewell> parse(std::vector<const char*> words) {
  words.insert(words.begin(), "bexercise");
  return parse_args(static_cast<int>(words.size()), words.data());
}

Args parsed(std::vector<const char*> words) {
  auto result = parse(std::move(words));
  if (const auto* farewell = std::get_if<Farewell>(&result)) ADD_FAILURE() << farewell->text;
  return std::holds_alternative<Args>(result) ? std::get<Args>(result) : Args{};
}

Farewell refused(std::vector<const char*> words) {
  auto result = parse(std::move(words));
  EXPECT_TRUE(std::holds_alternative<Farewell>(result));
  return std::holds_alternative<Farewell>(result) ? std::get<Farewell>(result) : Farewell{};
}

} // namespace

TEST(Args, TheVerbsOfTheLearnersLoop) {
  EXPECT_EQ(parsed({"next"}).verb, "next");
  EXPECT_EQ(parsed({"next", "http-app", "--lang", "go"}).pack, "http-app");
  EXPECT_EQ(parsed({"start", "undo-log", "--lang", "go"}).language, "go");
  const auto test = parsed({"test", "--only", "sample", "--seed", "7", "--all"});
  EXPECT_EQ(test.verb, "test");
  EXPECT_EQ(test.check, "sample");
  EXPECT_EQ(test.seed, 7u);
  EXPECT_TRUE(test.all);
  EXPECT_EQ(parsed({"submit", "some/folder", "--exercise", "a/b"}).path, "some/folder");
}

TEST(Args, VerbsOfTwoWords) {
  EXPECT_EQ(parsed({"packs"}).verb, "packs");
  const auto remove = parsed({"packs", "remove", "mine"});
  EXPECT_EQ(remove.verb, "packs remove");
  EXPECT_EQ(remove.pack, "mine");
  EXPECT_EQ(parsed({"pack", "verify", "./here"}).verb, "pack verify");
}

TEST(Args, CommonOptionsStandBeforeOrBehindTheVerb) {
  EXPECT_TRUE(parsed({"--json", "list"}).json);
  EXPECT_TRUE(parsed({"list", "--json"}).json);
  EXPECT_TRUE(parsed({"pack", "verify", "x", "--json"}).json);
  EXPECT_EQ(parsed({"list", "--color", "never"}).color, Color::never);
  EXPECT_EQ(parsed({"next", "--workspace", "/w"}).workspace, "/w");
}

TEST(Args, HelpAndVersionAreNoMistakes) {
  EXPECT_EQ(refused({"--help"}).code, ExitCode::ok);
  EXPECT_EQ(refused({"submit", "--help"}).code, ExitCode::ok);
  EXPECT_EQ(refused({"--version"}).text.substr(0, 10), "bexercise ");
}

TEST(Args, AMistypedVerbIsUnderstood) {
  const auto farewell = refused({"sumbit"});
  EXPECT_EQ(farewell.code, ExitCode::usage);
  ASSERT_EQ(farewell.errors.size(), 1u);
  EXPECT_EQ(farewell.errors[0].what, "there is no command `sumbit`");
  EXPECT_EQ(farewell.errors[0].help, "did you mean `bexercise submit`?");
}

TEST(Args, AMissingWordNamesTheHelpOfItsVerb) {
  const auto farewell = refused({"start"});
  EXPECT_EQ(farewell.code, ExitCode::usage);
  ASSERT_EQ(farewell.errors.size(), 1u);
  EXPECT_EQ(farewell.errors[0].help, "bexercise start --help");
  EXPECT_EQ(farewell.args.verb, "start");
  EXPECT_FALSE(farewell.args.json);
  EXPECT_TRUE(refused({"start", "--json"}).args.json);
  EXPECT_TRUE(refused({"test", "--seed", "soon", "--json"}).args.json);
}

TEST(Args, AValueThatDoesNotFitIsNotTakenForACommand) {
  const auto farewell = refused({"--color", "blue", "list"});
  ASSERT_EQ(farewell.errors.size(), 1u);
  EXPECT_EQ(farewell.errors[0].what.find("there is no command"), std::string::npos)
      << farewell.errors[0].what;
  EXPECT_EQ(farewell.errors[0].help, "bexercise list --help");
}

TEST(Args, AnUnknownOptionIsRefused) {
  EXPECT_EQ(refused({"list", "--jsn"}).code, ExitCode::usage);
  EXPECT_EQ(refused({"test", "--seed", "soon"}).code, ExitCode::usage);
  EXPECT_EQ(refused({"test", "--seed", "-1"}).code, ExitCode::usage);
  EXPECT_EQ(refused({"test", "--seed", "99999999999999999999"}).code, ExitCode::usage);
  EXPECT_EQ(refused({}).code, ExitCode::usage);
}

TEST(Args, WhatStandsBehindTheDashesBelongsToTheProgram) {
  const auto args =
      parsed({"run", "--cpu", "1s", "--json", "--", "./prog", "--json", "[a,b]", "--", "-x", ""});
  EXPECT_EQ(args.verb, "run");
  EXPECT_TRUE(args.json);
  EXPECT_EQ(args.run.limits.cpu, "1s");
  EXPECT_EQ(args.run.command, (std::vector<std::string>{"./prog", "--json", "[a,b]", "--", "-x", ""}));
  EXPECT_FALSE(parsed({"run", "--", "x", "--json"}).json);
}

TEST(Args, OptionsOfRunThatMayComeAgain) {
  const auto args =
      parsed({"run", "--env", "A=[1,2]", "--mount", "a:/b", "--env", "B=", "--network", "--", "x"});
  EXPECT_EQ(args.run.env, (std::vector<std::string>{"A=[1,2]", "B="}));
  EXPECT_EQ(args.run.mounts, (std::vector<std::string>{"a:/b"}));
  EXPECT_TRUE(args.run.network);
}

TEST(Args, RunTakesItsProgramBehindTheDashesOnly) {
  const auto stray = refused({"run", "ls", "-l"});
  ASSERT_EQ(stray.errors.size(), 1u);
  EXPECT_EQ(stray.errors[0].what, "`ls` stands before the two dashes");
  EXPECT_EQ(stray.errors[0].help, "bexercise run -- ls -l");
  EXPECT_EQ(stray.args.verb, "run");
  EXPECT_EQ(refused({"run"}).errors.at(0).what, "no program was named");
  EXPECT_EQ(refused({"run", "--"}).errors.at(0).what, "no program was named");
  EXPECT_EQ(refused({"run", "--memroy", "1MiB", "--", "x"}).errors.at(0).what,
            "`run` has no option `--memroy`");
}

TEST(Args, TheDashesOfOtherVerbsAreStillCLI11s) {
  EXPECT_EQ(parsed({"test", "--", "-folder"}).path, "-folder");
  EXPECT_EQ(refused({"run", "--help", "--", "x"}).code, ExitCode::ok);
}

TEST(Args, ServeAndSh) {
  const auto serve = parsed({"serve", "folder", "--port", "0"});
  EXPECT_EQ(serve.path, "folder");
  EXPECT_EQ(serve.port, "0");
  EXPECT_EQ(parsed({"sh"}).verb, "sh");
}

TEST(Args, TheShellOfADatabase) {
  const auto shell = parsed({"db", "shell", "folder", "--only", "rows"});
  EXPECT_EQ(shell.verb, "db shell");
  EXPECT_EQ(shell.path, "folder");
  EXPECT_EQ(shell.check, "rows");
  EXPECT_EQ(refused({"db"}).code, ExitCode::usage);
}

TEST(Args, Probe) {
  const auto probe = parsed({"probe", "checks.toml", "--url", "http://127.0.0.1:80", "--only", "open"});
  EXPECT_EQ(probe.path, "checks.toml");
  EXPECT_EQ(probe.url, "http://127.0.0.1:80");
  EXPECT_EQ(probe.check, "open");
}
