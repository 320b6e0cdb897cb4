#include "runner/model/pack.hpp"

#include "sandboxes/base/file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace bex::model {
namespace {

const fs::path packs = fs::path(BEXERCISE_SOURCE_DIR) / "tests/packs";

// "file:line:column what"
std::vector<std::string> told(const Errors& errors) {
  std::vector<std::string> all;
  for (const auto& error : errors) {
    std::string place;
    if (error.label)
      place = fs::path(error.label->file).parent_path().filename().string() + "/" +
              fs::path(error.label->file).filename().string() + ":" + std::to_string(error.label->span.line) +
              ":" + std::to_string(error.label->span.column) + " ";
    all.push_back(place + error.what);
  }
  return all;
}

// A pack that is right, to be made wrong in one place.
class PackFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::copy(packs / "small", folder_.path(), std::filesystem::copy_options::recursive);
  }
  void change(const std::string& file, const std::string& from, const std::string& to) {
    auto text = read_file(folder_.path() / file).value();
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos);
    ASSERT_TRUE(write_file(folder_.path() / file, text.replace(at, from.size(), to)));
  }
  std::vector<std::string> errors() {
    const auto pack = load_pack(folder_.path());
    return pack ? std::vector<std::string>() : told(pack.error());
  }
  void expect_only(const std::string& part) {
    const auto all = errors();
    ASSERT_EQ(all.size(), 1u) << testing::PrintToString(all);
    EXPECT_NE(all[0].find(part), std::string::npos) << all[0];
  }
  TempDir folder_ = std::move(*TempDir::make());
};

TEST(LoadPack, AllOfAPackIsRead) {
  const auto pack = load_pack(packs / "small");
  ASSERT_TRUE(pack) << testing::PrintToString(told(pack.error()));
  EXPECT_EQ(pack->id, "small");
  EXPECT_EQ(pack->version, "1.0.0");
  EXPECT_FALSE(pack->staged);
  ASSERT_EQ(pack->exercises.size(), 3u);
  const auto& first = pack->exercises[0];
  EXPECT_EQ(first.id, "double-it");
  EXPECT_EQ(first.title, "Double every number");
  EXPECT_EQ(first.minutes, 5);
  EXPECT_EQ(first.concepts, (std::vector<std::string>{"input and output", "integers"}));
  EXPECT_EQ(first.limits.cpu, Millis(1000));
  EXPECT_EQ(first.limits.memory, mib(64));
  EXPECT_EQ(first.limits.processes, 64u);
  EXPECT_EQ(std::get<stdio::Settings>(first.settings).reference, "python");
  ASSERT_EQ(first.groups.size(), 2u);
  EXPECT_FALSE(first.groups[0].heavy);
  EXPECT_TRUE(first.groups[1].heavy);
  ASSERT_EQ(first.checks.size(), 3u);
  EXPECT_EQ(first.checks[0].group, "basics");
  EXPECT_EQ(first.checks[0].hints.size(), 2u);
  EXPECT_EQ(first.checks[1].points, 2);
  EXPECT_EQ(first.checks[2].group, "volume");
  EXPECT_EQ(first.checks[2].disclosure, Disclosure::actual_only);
  EXPECT_TRUE(std::get<stdio::Spec>(first.checks[2].spec).alone);
  EXPECT_EQ(pack->exercises[1].groups[0].id, "main");
  EXPECT_EQ(pack->exercises[1].requires_ids, std::vector<std::string>{"double-it"});
  EXPECT_EQ(std::get<http::Settings>(pack->exercises[2].settings).step, Millis(2000));
}

TEST(LoadPack, FindsExercisesByIdAndAlias) {
  const auto pack = load_pack(packs / "small").value();
  ASSERT_TRUE(find_exercise(pack, "shuffle"));
  EXPECT_EQ(find_exercise(pack, "twice"), &pack.exercises[0]);
  EXPECT_EQ(find_exercise(pack, "none"), nullptr);
}

TEST(LoadPack, EveryMistakeIsFoundAtItsPlace) {
  const auto pack = load_pack(packs / "broken");
  ASSERT_FALSE(pack);
  const auto all = told(pack.error());
  const std::vector<std::string> expected{
      "broken/pack.toml:1:1 `title` is missing",
      "broken/pack.toml:2:6 `Broken Pack` is no slug",
      "broken/pack.toml:3:11 `1.0` is no version",
      "broken/pack.toml:4:1 unknown key `titel`",
      "broken/pack.toml:6:59 there is no folder `wlid` in the pack",
      "broken/pack.toml:6:67 `wild` comes twice in `exercises`",
      "broken/pack.toml:6:75 `../escape` is no slug",
      "no-readme/exercise.toml:3:8 this is no valid TOML",
      "`" + (packs / "broken/no-readme/README.md").lexically_normal().string() + "` is missing",
      "wild/exercise.toml:1:6 the id `wilder` is not the folder's name",
      "wild/exercise.toml:2:9 `title` must be one line",
      "wild/exercise.toml:4:21 `around-c` is no exercise of this pack",
      "wild/exercise.toml:5:12 `around-a` already leads to `around-a`",
      "wild/exercise.toml:6:14 `difficulty` must be from 1 to 5",
      "wild/exercise.toml:7:11 `minutes` must be an integer",
      "wild/exercise.toml:10:10 `cpu_ms` must be from 10 to 600000",
      "wild/exercise.toml:11:1 unknown key `memory`",
      "wild/exercise.toml:14:13 `pyton` is no accepted Python solution",
      "wild/exercise.toml:20:6 the group `main` is there already",
      "wild/exercise.toml:21:8 unknown cost `huge`",
      "wild/exercise.toml:25:9 there is no group `mian`",
      "wild/exercise.toml:27:11 unknown compare `line`",
      "wild/exercise.toml:28:9 `hints` must be an array of texts",
      "wild/exercise.toml:30:1 a case has one input only",
      "wild/exercise.toml:32:14 there is no file `data/none.in`",
      "wild/exercise.toml:35:14 `../pack.toml` leaves the exercise's folder",
      "wild/exercise.toml:38:1 a case needs an input",
      "wild/exercise.toml:40:15 a case has one expected output only",
      "wild/exercise.toml:40:15 `/etc/passwd` leaves the exercise's folder",
      "wild/exercise.toml:44:1 unknown key `outptu`",
      "wild/exercise.toml:46:1 a check needs at least one case",
      "wild/exercise.toml:47:6 the check `a` is there already",
      "wild/exercise.toml:49:11 `floats` needs a tolerance",
      "wild/exercise.toml:50:14 unknown disclosure `none`",
      "wild/exercise.toml:51:10 `points` must be an integer",
      "wild/exercise.toml:57:11 `program` is missing",
      "wild/exercise.toml:58:22 there is no file `data/generate.py`",
      "wild/exercise.toml:58:31 `seed` must be from 0 to 9223372036854774807",
      "wild/exercise.toml:58:43 `count` must be from 1 to 1000",
      "`around-a` requires itself: around-a -> around-b -> around-a",
  };
  EXPECT_EQ(all, expected);
  for (const auto& error : pack.error()) EXPECT_EQ(error.kind, ErrorKind::pack);
}

TEST_F(PackFolder, NoPackAtAll) {
  std::filesystem::remove(folder_.path() / "pack.toml");
  expect_only("pack.toml` is missing");
  const auto none = load_pack(folder_.path() / "nowhere");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().size(), 1u);
}

TEST_F(PackFolder, AnotherFormatIsTheOnlyErrorThatIsTold) {
  change("pack.toml", "format = 1", "format = 2\nrooms = 3");
  const auto pack = load_pack(folder_.path());
  ASSERT_FALSE(pack);
  ASSERT_EQ(pack.error().size(), 1u);
  EXPECT_EQ(pack.error()[0].what, "this pack is of format 2");
  EXPECT_EQ(pack.error()[0].help, "update bexercise");
}

TEST_F(PackFolder, ExercisesThatAreNotThere) {
  std::filesystem::remove(folder_.path() / "greeter/exercise.toml");
  expect_only("greeter/exercise.toml` is missing");
  std::filesystem::remove_all(folder_.path() / "greeter");
  expect_only("there is no folder `greeter` in the pack");
}

TEST_F(PackFolder, AnExerciseIsARealFolder) {
  std::filesystem::rename(folder_.path() / "greeter", folder_.path() / "elsewhere");
  std::filesystem::create_directory_symlink(folder_.path() / "elsewhere", folder_.path() / "greeter");
  expect_only("there is no folder `greeter` in the pack");
}

TEST_F(PackFolder, AnAliasLeadsToOneExercise) {
  change("shuffle/exercise.toml", "minutes = 10", "minutes = 10\naliases = [\"twice\"]");
  expect_only("shuffle/exercise.toml:6:12 `twice` already leads to `double-it`");
}

TEST_F(PackFolder, AnExerciseThatRequiresItself) {
  change("shuffle/exercise.toml", "\"double-it\"", "\"shuffle\"");
  expect_only("`shuffle` requires itself");
}

TEST_F(PackFolder, AnUnknownKindIsToldOnce) {
  change("greeter/exercise.toml", "\"http\"", "\"htpp\"");
  expect_only("unknown kind `htpp`");
}

TEST_F(PackFolder, SettingsOfAnotherKindAreUnknownKeys) {
  change("greeter/exercise.toml", "[http]", "[stdio]\n[http]");
  expect_only("unknown key `stdio`");
}

TEST_F(PackFolder, AProfileIsForEarlierStages) {
  change("greeter/exercise.toml", "step_ms = 2000", "step_ms = 2000\nprofile = { silent_connections = 1 }");
  expect_only("greeter/exercise.toml:14:11 a profile is for earlier stages");
  change("pack.toml", "exercises = [\"double-it\", \"shuffle\", \"greeter\"]",
         "staged = true\nexercises = [\"greeter\"]");
  expect_only("greeter/exercise.toml:14:11 a profile is for earlier stages");
  change("pack.toml", "[\"greeter\"]", "[\"double-it\", \"greeter\"]");
  EXPECT_EQ(errors(), std::vector<std::string>{});
}

TEST_F(PackFolder, AnExerciseNeedsAKindAndACheck) {
  ASSERT_TRUE(write_file(folder_.path() / "greeter/exercise.toml", "id = \"greeter\"\ntitle = \"  \"\n"));
  EXPECT_EQ(errors(),
            (std::vector<std::string>{"greeter/exercise.toml:1:1 `kind` is missing",
                                      "greeter/exercise.toml:1:1 an exercise needs at least one check",
                                      "greeter/exercise.toml:2:9 `title` is empty"}));
}

TEST_F(PackFolder, TheReferenceIsAnAcceptedPythonSolution) {
  change("double-it/exercise.toml", "reference = \"python\"", "reference = \"cpp\"");
  expect_only("`cpp` is no accepted Python solution");
}

TEST_F(PackFolder, AReferenceCannotLeaveTheExercise) {
  ASSERT_TRUE(write_file(folder_.path() / "main.py", ""));
  change("double-it/exercise.toml", "reference = \"python\"", "reference = \"../../..\"");
  expect_only("`../../..` is no accepted Python solution");
}

TEST(LoadOutline, ReadsTheHeadsOnly) {
  const auto outline = load_outline(packs / "small");
  ASSERT_TRUE(outline);
  EXPECT_EQ(outline->title, "A small pack for tests");
  ASSERT_EQ(outline->exercises.size(), 3u);
  EXPECT_EQ(outline->exercises[0].id, "double-it");
  EXPECT_EQ(outline->exercises[0].aliases, std::vector<std::string>{"twice"});
  EXPECT_EQ(outline->exercises[1].requires_ids, std::vector<std::string>{"double-it"});
  EXPECT_EQ(outline->exercises[2].kind, "http");
}

TEST_F(PackFolder, AnOutlineDoesNotLookAtChecks) {
  change("shuffle/exercise.toml", "[limits]", "[limits]\nnonsense = =");
  EXPECT_TRUE(load_outline(folder_.path()));
  change("shuffle/exercise.toml", "minutes = 10", "minutes = 0");
  const auto outline = load_outline(folder_.path());
  ASSERT_FALSE(outline);
  EXPECT_EQ(told(outline.error()),
            std::vector<std::string>{"shuffle/exercise.toml:5:11 `minutes` must be from 1 to 600"});
}

TEST_F(PackFolder, AnOutlineReadsValuesOfSeveralLines) {
  change("shuffle/exercise.toml", "requires = [\"double-it\"]",
         "concepts = [\n\"a\",\n# [x]\n]\nrequires = [\n  \"double-it\",\n]");
  change("greeter/exercise.toml", "minutes = 10", "concepts = [\"\"\"\n[limits]\n\"\"\"]\nminutes = 12");
  const auto outline = load_outline(folder_.path());
  ASSERT_TRUE(outline) << testing::PrintToString(told(outline.error()));
  EXPECT_EQ(outline->exercises[1].requires_ids, std::vector<std::string>{"double-it"});
  EXPECT_EQ(outline->exercises[2].minutes, 12);
}

TEST(LoadSolutions, AcceptedOnesComeFirst) {
  const auto pack = load_pack(packs / "small").value();
  const auto solutions = load_solutions(pack.exercises[0]);
  ASSERT_TRUE(solutions);
  std::vector<std::string> names;
  for (const auto& solution : *solutions) names.push_back(solution.name);
  EXPECT_EQ(names, (std::vector<std::string>{
                       "accepted/cpp", "accepted/python", "run_time_error/edges.reads-past-the-end",
                       "time_limit_exceeded/edges.never-ends", "wrong_answer/many.stops-at-ten",
                       "wrong_answer/negatives.drops-the-sign"}));
  EXPECT_EQ(solutions->at(0).language, "cpp");
  EXPECT_EQ(solutions->at(0).expected, Verdict::accepted);
  EXPECT_EQ(solutions->at(2).expected, Verdict::run_time_error);
  EXPECT_EQ(solutions->at(2).check, "edges");
}

TEST_F(PackFolder, SolutionsThatNameNothing) {
  const auto pack = load_pack(folder_.path()).value();
  const auto root = folder_.path() / "double-it/solutions";
  std::filesystem::create_directories(root / "wrong_anser/edges.x");
  std::filesystem::create_directories(root / "judge_error/edges.x");
  std::filesystem::create_directories(root / "wrong_answer/edge.x");
  std::filesystem::create_directories(root / "wrong_answer/edges");
  ASSERT_TRUE(
      write_file(root / "wrong_answer/edges.also/solution.toml", "also = [\"time_limit\"]\nneed = \"x\"\n"));
  const auto solutions = load_solutions(pack.exercises[0]);
  ASSERT_FALSE(solutions);
  const auto all = told(solutions.error());
  ASSERT_EQ(all.size(), 6u) << testing::PrintToString(all);
  EXPECT_NE(all[0].find("judge_error` is named after no verdict"), std::string::npos);
  EXPECT_NE(all[1].find("wrong_anser` is named after no verdict"), std::string::npos);
  EXPECT_EQ(solutions.error()[1].help, "did you mean `wrong_answer`?");
  EXPECT_NE(all[2].find("names the check `edge`, which is not there"), std::string::npos);
  EXPECT_NE(all[3].find("edges` names no check"), std::string::npos);
  EXPECT_NE(all[4].find("`time_limit` is no verdict"), std::string::npos);
  EXPECT_NE(all[5].find("unknown key `need`"), std::string::npos);
}

TEST_F(PackFolder, ASolutionMaySayMore) {
  const auto pack = load_pack(folder_.path()).value();
  const auto root = folder_.path() / "double-it/solutions";
  ASSERT_TRUE(write_file(root / "wrong_answer/edges.also/solution.toml",
                         "also = [\"run_time_error\"]\nneeds = \"x\"\n"));
  ASSERT_TRUE(write_file(root / "wrong_answer/edges.also/bexercise.toml",
                         "language = \"bash\"\nrun = [\"sh\", \"x\"]\n"));
  ASSERT_TRUE(write_file(root / "accepted/go-fast/main.go", ""));
  const auto solutions = load_solutions(pack.exercises[0]).value();
  const auto named = [&](const std::string& name) {
    return *std::find_if(solutions.begin(), solutions.end(),
                         [&](const auto& one) { return one.name == name; });
  };
  EXPECT_EQ(named("wrong_answer/edges.also").also, std::vector<Verdict>{Verdict::run_time_error});
  EXPECT_EQ(named("wrong_answer/edges.also").language, "bash");
  EXPECT_EQ(named("accepted/go-fast").language, "go");
}

} // namespace
} // namespace bex::model
