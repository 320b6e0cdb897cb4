#include "runner/store/workspace.hpp"

#include "runner/store/marker.hpp"
#include "sandboxes/base/file.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bex::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class WorkspaceTest : public testing::Test {
 protected:
  TempDir folder = TempDir::make().value();
  Places places{folder.path() / "work", folder.path() / "state", {}, {}, {}};
  model::Pack pack;
  model::Language python;
  fs::path at; // of the first exercise

  void SetUp() override {
    pack.id = "small";
    pack.folder = folder.path() / "pack";
    for (const auto* id : {"sum", "door"}) {
      model::Exercise exercise;
      exercise.id = id;
      exercise.kind = "stdio";
      exercise.folder = pack.folder / id;
      write(exercise.folder / "README.md", std::string("# ") + id + "\n");
      pack.exercises.push_back(exercise);
    }
    python.id = "python";
    python.main = "main.py";
    python.starters["stdio"] = "template\n";
    at = places.workspace / "small/sum";
  }
  static void write(const fs::path& path, const std::string& text) { ASSERT_TRUE(write_file(path, text)); }
  static std::string read(const fs::path& path) { return read_file(path).value_or("<none>"); }
  void starter(const fs::path& name, const std::string& text) const {
    write(pack.folder / "sum/starters/python" / name, text);
  }
  LaidOut lay(int exercise = 0) const {
    return lay_out(places, pack, pack.exercises[static_cast<std::size_t>(exercise)], python).value();
  }
};

TEST_F(WorkspaceTest, LaysOutTheTemplateTheStatementAndTheMarker) {
  const auto out = lay();
  EXPECT_EQ(out.folder, at);
  EXPECT_THAT(out.written, ElementsAre("main.py", "STATEMENT.md"));
  EXPECT_THAT(out.kept, IsEmpty());
  EXPECT_EQ(read(at / "main.py"), "template\n");
  EXPECT_EQ(read(at / "STATEMENT.md"), "# sum\n");
  const auto found = find_workspace(at).value();
  EXPECT_EQ(found.marker.pack, "small");
  EXPECT_EQ(found.marker.exercise, "sum");
  EXPECT_EQ(found.marker.language, "python");
  for (const auto& entry : fs::directory_iterator(at))
    EXPECT_FALSE(entry.path().string().ends_with("~")) << entry;
}

TEST_F(WorkspaceTest, LaysOutTheExercisesOwnStarter) {
  starter("main.py", "own\n");
  starter("lib/run", "#!/bin/sh\n");
  ::chmod((pack.folder / "sum/starters/python/lib/run").c_str(), 0755);
  fs::create_symlink("lib/run", pack.folder / "sum/starters/python/go");
  starter(".bexercise", "pack = \"evil\"\n");
  EXPECT_THAT(lay().written, ElementsAre("go", "lib/run", "main.py", "STATEMENT.md"));
  EXPECT_EQ(read(at / "main.py"), "own\n");
  EXPECT_EQ(::access((at / "lib/run").c_str(), X_OK), 0);
  EXPECT_EQ(fs::read_symlink(at / "go"), "lib/run");
  EXPECT_EQ(find_workspace(at).value().marker.pack, "small");
}

TEST_F(WorkspaceTest, AStarterThatLinksOutIsRefused) {
  starter("main.py", "own\n");
  fs::create_symlink("/etc/passwd", pack.folder / "sum/starters/python/users");
  EXPECT_FALSE(lay_out(places, pack, pack.exercises[0], python));
}

TEST_F(WorkspaceTest, TheLearnersFilesStay) {
  starter("lib/a", "starter\n");
  write(at / "main.py", "mine\n");
  write(at / "lib", "a file where the starter has a folder\n");
  write(at / "STATEMENT.md", "my notes\n");
  starter("main.py", "own\n");
  const auto out = lay();
  EXPECT_THAT(out.written, IsEmpty());
  EXPECT_THAT(out.kept, ElementsAre("lib/a", "main.py", "STATEMENT.md"));
  EXPECT_EQ(read(at / "main.py"), "mine\n");
  EXPECT_EQ(read(at / "STATEMENT.md"), "my notes\n");
}

TEST_F(WorkspaceTest, TheSameAgainIsNoNews) {
  lay();
  const auto marker = fs::last_write_time(at / ".bexercise");
  const auto out = lay();
  EXPECT_THAT(out.written, IsEmpty());
  EXPECT_THAT(out.kept, IsEmpty());
  EXPECT_EQ(fs::last_write_time(at / ".bexercise"), marker);
}

TEST_F(WorkspaceTest, AnUnchangedStatementIsRefreshedAndAChangedOneStays) {
  lay();
  write(pack.folder / "sum/README.md", "# sum, better\n");
  EXPECT_THAT(lay().written, ElementsAre("STATEMENT.md"));
  EXPECT_EQ(read(at / "STATEMENT.md"), "# sum, better\n");
  write(at / "STATEMENT.md", "# sum, better\nmy notes\n");
  write(pack.folder / "sum/README.md", "# sum, best\n");
  EXPECT_THAT(lay().kept, ElementsAre("STATEMENT.md"));
  EXPECT_EQ(read(at / "STATEMENT.md"), "# sum, better\nmy notes\n");
}

TEST_F(WorkspaceTest, LinksThatWerePlantedAreNotFollowed) {
  const auto target = folder.path() / "target";
  write(target / "file", "theirs\n");
  fs::create_directories(at);
  fs::create_symlink(target / "file", at / "main.py");
  fs::create_symlink(target / "new", at / "STATEMENT.md");
  fs::create_symlink(target / "file", at / ".bexercise");
  fs::create_symlink(target, at / "lib");
  starter("lib/a", "starter\n");
  starter("main.py", "own\n");
  EXPECT_THAT(lay().kept, ElementsAre("lib/a", "main.py", "STATEMENT.md"));
  EXPECT_EQ(read(target / "file"), "theirs\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(target), {}), 1);
  EXPECT_FALSE(fs::is_symlink(at / ".bexercise"));
}

TEST_F(WorkspaceTest, AFolderThatIsALinkIsRefused) {
  fs::create_directories(folder.path() / "target");
  fs::create_directories(places.workspace / "small");
  fs::create_symlink(folder.path() / "target", at);
  const auto done = lay_out(places, pack, pack.exercises[0], python);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::usage);
  EXPECT_TRUE(fs::is_empty(folder.path() / "target"));
}

TEST_F(WorkspaceTest, AStagedPackSharesOneFolder) {
  pack.staged = true;
  starter("main.py", "own\n");
  const auto shared = places.workspace / "small";
  EXPECT_EQ(folder_of(places, pack, pack.exercises[1]), shared);
  EXPECT_THAT(lay(0).written, ElementsAre("main.py", "STATEMENT-01-sum.md"));
  fs::remove(shared / "main.py");
  EXPECT_THAT(lay(1).written,
              ElementsAre("STATEMENT-02-door.md")); // no starter: the project is the learner's by now
  EXPECT_EQ(find_workspace(shared).value().marker.exercise, "door");
  // the marker still knows the first statement
  write(pack.folder / "sum/README.md", "# new\n");
  EXPECT_THAT(lay(0).written, ElementsAre("STATEMENT-01-sum.md"));
}

TEST_F(WorkspaceTest, AStagedPackIsBegunAnewInAnotherLanguage) {
  pack.staged = true;
  lay();
  python.id = "go";
  python.main = "main.go";
  EXPECT_THAT(lay().written, ElementsAre("main.go"));
  EXPECT_THAT(lay().written, IsEmpty());
}

TEST_F(WorkspaceTest, FindsTheMarkerFromBelow) {
  lay();
  fs::create_directories(at / "a/b");
  EXPECT_EQ(find_workspace(at / "a/b").value().folder, fs::canonical(at));
  EXPECT_THAT(find_workspace(folder.path()).error().help, HasSubstr("bexercise next"));
  EXPECT_FALSE(find_workspace(folder.path() / "none"));
}

TEST_F(WorkspaceTest, ADamagedMarkerIsAnErrorAndIsWrittenAnew) {
  lay();
  for (const auto* text : {"", "pack = ", "pack = \"../..\"\nexercise = \"sum\"\nlanguage = \"python\"\n",
                           "pack = 5\nexercise = \"sum\"\n"}) {
    write(at / ".bexercise", text);
    EXPECT_THAT(find_workspace(at).error().help, HasSubstr("bexercise start")) << text;
  }
  lay();
  EXPECT_TRUE(find_workspace(at));
}

TEST_F(WorkspaceTest, AMarkerOfANewerVersionIsRead) {
  auto text = marker_text({{"small", "sum", "python"}, {{"STATEMENT.md", "abc"}}}) + "\n[later]\nkey = 1\n";
  const auto parsed = parse_marker("new = true\n" + text);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->marker.exercise, "sum");
  EXPECT_EQ(parsed->statements.at("STATEMENT.md"), "abc");
}

TEST_F(WorkspaceTest, ASnapshotHasTheLearnersFilesOnly) {
  lay();
  write(at / "lib/util.py", "x\n");
  write(at / "node_modules/a.js", "x\n");
  write(at / ".git/config", "x\n");
  write(at / "lib/.bexercise.1-2~", "half");
  const auto before = snapshot(at, {"node_modules"}, folder.path() / "tmp").value();
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(before.folder.path()))
    names.push_back(entry.path().lexically_relative(before.folder.path()));
  EXPECT_THAT(names, testing::UnorderedElementsAre("main.py", "lib", "lib/util.py"));
  write(at / "STATEMENT.md", "notes");
  write(at / "node_modules/b.js", "x\n");
  EXPECT_EQ(snapshot(at, {"node_modules"}, folder.path() / "tmp").value().digest, before.digest);
  write(at / "lib/util.py", "y\n");
  EXPECT_NE(snapshot(at, {"node_modules"}, folder.path() / "tmp").value().digest, before.digest);
  EXPECT_EQ(read(before.folder.path() / "lib/util.py"), "x\n");
}

TEST_F(WorkspaceTest, ARefusedSnapshotLeavesNothing) {
  lay();
  fs::create_symlink("/etc", at / "out");
  const auto parent = folder.path() / "tmp";
  const auto done = snapshot(at, {}, parent);
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().what, HasSubstr("`out`"));
  EXPECT_EQ(done.error().kind, ErrorKind::usage);
  EXPECT_TRUE(fs::is_empty(parent));
}

TEST_F(WorkspaceTest, ALockIsHeldOnce) {
  const auto file = folder.path() / "state/lock";
  {
    const auto first = Lock::take(file).value();
    const auto second = Lock::take(file);
    ASSERT_FALSE(second);
    EXPECT_THAT(second.error().what, HasSubstr("process " + std::to_string(::getpid())));
  }
  EXPECT_TRUE(Lock::take(file));
}

TEST_F(WorkspaceTest, ALockFileThatIsALinkIsRefused) {
  write(folder.path() / "theirs", "theirs");
  fs::create_symlink(folder.path() / "theirs", folder.path() / "lock");
  EXPECT_FALSE(Lock::take(folder.path() / "lock"));
  EXPECT_EQ(read(folder.path() / "theirs"), "theirs");
}

} // namespace
} // namespace bex::store
