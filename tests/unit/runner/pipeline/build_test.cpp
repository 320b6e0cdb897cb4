#include "runner/pipeline/build.hpp"

#include "sandboxes/base/file.hpp"
#include "tests/support/fake_sandbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bex;
using test::FakeSandbox;
using testing::Contains;
using testing::ElementsAre;
using testing::Pair;

namespace {

// `sh` is on every machine, so it stands for a tool chain.
model::Language language() {
  model::Language language;
  language.id = "shell";
  language.name = "Shell";
  language.main = "main.sh";
  language.tools = {"sh"};
  language.build = {"{tool:sh}", "build.sh"};
  language.run = {"{tool:sh}", "main.sh", "{memory_mib}"};
  language.install = "apt install shell";
  return language;
}

struct Builds : testing::Test {
  TempDir folder = std::move(*TempDir::make());
  TempDir cache = std::move(*TempDir::make());
  FakeSandbox sandbox;
  model::Language lang = language();
  Limits limits;
  fs::path origin;
  std::string kind = "stdio";

  void SetUp() override {
    sandbox.on_run = [](const SandboxSpec& spec) {
      EXPECT_TRUE(write_file(spec.collect / "out", "built"));
      return FakeSandbox::exited(0);
    };
  }

  // What is built anew each time.
  model::Override another() {
    model::Override own;
    own.build = {"make", std::to_string(sandbox.specs.size())};
    return own;
  }

  tl::expected<Program, Outcome> build(model::Override own = {}) {
    return pipeline::build({folder.path(), "digest", &lang, std::move(own), origin, nullptr, kind}, limits,
                           sandbox, cache.path());
  }
};

} // namespace

TEST_F(Builds, OnceForTheSameSource) {
  limits.memory = mib(64);
  const auto first = build();
  ASSERT_TRUE(first);
  ASSERT_EQ(sandbox.specs.size(), 1u);
  EXPECT_EQ(sandbox.specs[0].box, folder.path());
  EXPECT_EQ(first->argv.back(), "64");
  EXPECT_TRUE(fs::is_directory(first->box));
  EXPECT_EQ(first->box.parent_path(), cache.path() / "builds");
  ASSERT_TRUE(build());
  EXPECT_EQ(sandbox.specs.size(), 1u);
}

TEST_F(Builds, AnewForOtherCommands) {
  ASSERT_TRUE(build());
  model::Override own;
  own.build = {"make"};
  ASSERT_TRUE(build(own));
  EXPECT_THAT(sandbox.specs.at(1).argv, ElementsAre("make"));
}

TEST_F(Builds, NothingWhenOnlyRunIsOverridden) {
  model::Override own;
  own.run = {"./run-me"};
  const auto program = build(own);
  ASSERT_TRUE(program);
  EXPECT_TRUE(sandbox.specs.empty());
  EXPECT_EQ(program->box, folder.path());
  EXPECT_THAT(program->argv, ElementsAre("./run-me"));
}

TEST_F(Builds, ACompilersComplaintIsACompileError) {
  sandbox.on_run = [](const SandboxSpec&) { return FakeSandbox::exited(1, "", "main.sh:3: what?"); };
  const auto program = build();
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().verdict, Verdict::compile_error);
  EXPECT_EQ(program.error().evidence.log, "main.sh:3: what?");
  EXPECT_FALSE(fs::exists(cache.path() / "builds" / "digest"));
}

TEST_F(Builds, AMissingToolChainIsSkippedWithItsInstallLine) {
  lang.tools = {"no-such-tool-on-any-machine"};
  const auto program = build();
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().verdict, Verdict::skipped);
  ASSERT_TRUE(program.error().error);
  EXPECT_EQ(program.error().error->help, "apt install shell");
}

TEST_F(Builds, ABuildCommandThatIsNotThereIsTheLearners) {
  sandbox.on_run = [](const SandboxSpec&) {
    RunResult result;
    result.ending = NotStarted{"start `./make-it`", ENOENT};
    return result;
  };
  const auto program = build();
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().verdict, Verdict::compile_error);
}

TEST_F(Builds, TheBuildCacheIsWarmedOnceAndMountedAfterwards) {
  lang.cache_env = "SHELLCACHE";
  lang.warm = {{{"stdio"}, {{"main.sh", "true"}}}};
  sandbox.on_run = [](const SandboxSpec& spec) {
    if (!spec.files.empty()) fs::create_directory(spec.collect / "cache");
    return FakeSandbox::exited(0);
  };
  ASSERT_TRUE(build());
  ASSERT_EQ(sandbox.specs.size(), 2u);
  EXPECT_THAT(sandbox.specs[0].env, Contains(Pair("SHELLCACHE", "/box/cache")));
  EXPECT_THAT(sandbox.specs[1].env, Contains(Pair("SHELLCACHE", "/cache")));
  EXPECT_EQ(sandbox.specs[1].mounts.back().inside, "/cache");
  model::Override own;
  own.build = {"{tool:sh}", "build.sh", "again"};
  ASSERT_TRUE(build(own));
  EXPECT_EQ(sandbox.specs.size(), 3u);
}

TEST_F(Builds, EachKindOfExerciseHasTheBuildCacheOfItsOwn) {
  lang.cache_env = "SHELLCACHE";
  lang.warm = {{{"http", "command"}, {{"main.sh", "serve"}}}, {{"stdio"}, {{"main.sh", "true"}}}};
  sandbox.on_run = [](const SandboxSpec& spec) {
    if (!spec.files.empty()) fs::create_directory(spec.collect / "cache");
    return FakeSandbox::exited(0);
  };
  ASSERT_TRUE(build());
  kind = "command";
  ASSERT_TRUE(build(another()));
  ASSERT_EQ(sandbox.specs.size(), 4u);
  EXPECT_EQ(sandbox.specs[0].files, lang.warm[1].files);
  EXPECT_EQ(sandbox.specs[2].files, lang.warm[0].files);
  EXPECT_NE(sandbox.specs[1].mounts.back().host, sandbox.specs[3].mounts.back().host);
  kind = "sql";
  ASSERT_TRUE(build(another()));
  EXPECT_EQ(sandbox.specs.size(), 5u);
}

TEST_F(Builds, ATooSlowMachineIsNotToldToInstallTheToolChain) {
  lang.cache_env = "SHELLCACHE";
  lang.warm = {{{"stdio"}, {{"main.sh", "true"}}}};
  sandbox.on_run = [](const SandboxSpec&) {
    RunResult result;
    result.ending = IdleLimit{};
    return result;
  };
  const auto program = build();
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().verdict, Verdict::skipped);
  ASSERT_TRUE(program.error().error);
  EXPECT_EQ(program.error().error->help,
            "this machine is slow or busy: run the same command again when it has less to do");
}

TEST_F(Builds, InstalledPackagesAreThereForBuildingAndRunning) {
  const auto learners = TempDir::make().value();
  origin = learners.path();
  lang.dependencies = {{"packages", "bin", {{"sh", "bin/sh"}}, "install-packages"}};
  ASSERT_TRUE(build());
  EXPECT_THAT(sandbox.specs.at(0).mounts, testing::IsEmpty());

  fs::create_directories(origin / "packages/bin");
  fs::create_symlink("/bin/sh", origin / "packages/bin/sh");
  auto program = build();
  ASSERT_TRUE(program) << program.error().error->what;
  ASSERT_EQ(sandbox.specs.size(), 2u); // a build with packages is another one
  for (const auto* mounts : {&sandbox.specs[1].mounts, &program->mounts})
    EXPECT_EQ(mounts->at(0).inside, "/box/packages");
  for (const auto* env : {&sandbox.specs[1].env, &program->env})
    EXPECT_THAT(*env, Contains(Pair("PATH", testing::StartsWith("/box/packages/bin:"))));
  EXPECT_EQ(program->argv.front(), "/box/packages/bin/sh");
  EXPECT_EQ(program->typed.front(), "sh");

  ASSERT_TRUE(write_file(origin / "packages/one", "1"));
  ASSERT_TRUE(build());
  EXPECT_EQ(sandbox.specs.size(), 3u);
}

TEST_F(Builds, PackagesThatCannotBeMountedAreTheLearnersToMend) {
  const auto learners = TempDir::make().value();
  origin = learners.path();
  fs::create_directory_symlink("/etc", origin / "packages");
  lang.dependencies = {{"packages", "", {}, "install-packages"}};
  const auto program = build();
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().verdict, Verdict::compile_error);
  EXPECT_TRUE(sandbox.specs.empty());
}

// Only the tool's own words run outside, never a program that came with the submission.
TEST_F(Builds, TheFolderOfPackagesIsAskedOfTheToolOutside) {
  const auto learners = TempDir::make().value();
  origin = learners.path();
  ASSERT_TRUE(write_file(folder.path() / "Packages.toml", ""));
  ASSERT_TRUE(write_file(origin / "packages/bin/sh", "#!/bin/false\n"));
  lang.dependencies = {{"packages", "bin", {{"sh", "bin/sh"}}, "install-packages"}};
  lang.packages = {"Packages.toml", {"{tool:sh}", "-c", "echo /usr/share"}, {}, "PACKAGES"};
  const auto program = build();
  ASSERT_TRUE(program) << program.error().error->what;
  EXPECT_THAT(sandbox.specs.at(0).env, Contains(Pair("PACKAGES", "/packages")));
  EXPECT_EQ(sandbox.specs.at(0).mounts.back().host, "/usr/share");
  EXPECT_EQ(program->mounts.back().host, origin / "packages"); // a program that is built needs them no more
}

TEST(LimitsFor, ALanguageGetsItsFactorAndItsStartUp) {
  auto lang = language();
  lang.pace = model::Pace::interpreted;
  lang.startup = Millis(100);
  Limits limits;
  limits.cpu = Millis(1000);
  limits.wall = Millis(1500);
  const auto scaled = pipeline::limits_for(limits, lang);
  EXPECT_EQ(scaled.cpu, Millis(2100));
  EXPECT_EQ(scaled.wall, Millis(4200)); // never less than twice the CPU limit
  limits.wall = Millis(10'000);
  EXPECT_EQ(pipeline::limits_for(limits, lang).wall, Millis(20'100));
}
