#include "runner/pipeline/dependencies.hpp"

#include "sandboxes/base/file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>

using namespace bex;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

namespace {

struct DependenciesTest : testing::Test {
  TempDir root = std::move(*TempDir::make());
  fs::path folder = root.path() / "exercise";
  fs::path tools = root.path() / "tools"; // a tool chain outside of /usr
  model::Language language;
  pipeline::Toolchain toolchain;

  void SetUp() override {
    fs::create_directories(folder);
    ASSERT_TRUE(write_file(tools / "bin/snake", "a program"));
    language.name = "Snake";
    language.dependencies = {{".nest", "bin", {{"snake", "bin/snake"}}, "snake -m nest .nest"}};
    toolchain.tools["snake"] = tools / "bin/snake";
    toolchain.mounts = {{tools, tools}};
  }

  // As `snake -m nest .nest` would make it.
  void make_nest(const fs::path& program) {
    fs::create_directories(folder / ".nest/bin");
    fs::create_symlink(program, folder / ".nest/bin/snake");
    ASSERT_TRUE(write_file(folder / ".nest/lib/package", "1"));
  }
  Result<pipeline::Dependencies> find() { return pipeline::find_dependencies(language, toolchain, folder); }
  std::string fault() {
    const auto found = find();
    return found ? "" : found.error().what;
  }
};

std::vector<std::pair<std::string, std::string>> shown(const std::vector<Mount>& mounts) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& mount : mounts) all.emplace_back(mount.host.string(), mount.inside.string());
  return all;
}

} // namespace

TEST_F(DependenciesTest, NothingInstalledIsNothingToSee) {
  const auto found = find();
  ASSERT_TRUE(found);
  EXPECT_THAT(found->mounts, IsEmpty());
  EXPECT_EQ(found->identity, "");
  folder.clear();
  EXPECT_TRUE(find());
}

TEST_F(DependenciesTest, AFolderIsMountedInItsPlaceAndItsToolIsUsed) {
  make_nest(tools / "bin/snake");
  const auto found = find();
  ASSERT_TRUE(found) << fault();
  const auto nest = (folder / ".nest").string();
  EXPECT_THAT(shown(found->mounts), ElementsAre(Pair(nest, "/box/.nest"), Pair(nest, nest)));
  EXPECT_EQ(found->path, "/box/.nest/bin:");
  EXPECT_EQ(found->tools.at("snake"), "/box/.nest/bin/snake");
}

TEST_F(DependenciesTest, AToolByWayOfOtherLinksOfTheToolChain) {
  fs::create_symlink("snake", tools / "bin/snake3");
  make_nest("snake3");
  fs::create_symlink(tools / "bin/snake3", folder / ".nest/bin/snake3");
  EXPECT_EQ(fault(), "");
}

TEST_F(DependenciesTest, ACopyOfTheToolIsOneToo) {
  ASSERT_TRUE(write_file(folder / ".nest/bin/snake", "a program"));
  EXPECT_EQ(fault(), "");
}

TEST_F(DependenciesTest, AnotherToolThanTheOneInUseIsRefused) {
  ASSERT_TRUE(write_file(root.path() / "other/bin/snake", "an older program"));
  make_nest(root.path() / "other/bin/snake");
  const auto found = find();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::usage);
  EXPECT_THAT(found.error().what, HasSubstr("leads to `" + (root.path() / "other/bin/snake").string()));
  EXPECT_THAT(found.error().help, HasSubstr("snake -m nest .nest"));
  toolchain.mounts.push_back({root.path() / "other", root.path() / "other"}); // seen, but not the one in use
  EXPECT_THAT(fault(), HasSubstr("and the one in use is"));
}

TEST_F(DependenciesTest, AToolThatIsGoneIsRefused) {
  make_nest(tools / "bin/no-snake");
  EXPECT_EQ(fault(), "`snake` in `.nest` leads nowhere");
}

// It would show whatever the link leads to.
TEST_F(DependenciesTest, AFolderThatIsALinkIsRefused) {
  fs::create_directories(root.path() / "private");
  fs::create_directory_symlink(root.path() / "private", folder / ".nest");
  const auto found = find();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::usage);
  EXPECT_THAT(found.error().what, HasSubstr("`.nest` is a link"));
  EXPECT_EQ(found.error().help, "remove it, then: snake -m nest .nest");
}

TEST_F(DependenciesTest, EveryChangeMakesAnotherIdentity) {
  make_nest(tools / "bin/snake");
  const auto file = folder / ".nest/lib/package";
  // The same size and the same time of change as package managers set it.
  const auto write = [&](const char* text) {
    const timespec long_ago[2] = {{499'162'500, 0}, {499'162'500, 0}};
    std::ofstream(file) << text; // in place: the folder around it stays as it is
    ASSERT_EQ(::utimensat(AT_FDCWD, file.c_str(), long_ago, 0), 0);
  };
  const auto status = [&] {
    struct stat st{};
    EXPECT_EQ(::stat(file.c_str(), &st), 0);
    return std::pair(st.st_ctim.tv_sec, st.st_ctim.tv_nsec);
  };
  write("1");
  const auto before = find()->identity;
  EXPECT_EQ(find()->identity, before);
  // The kernel's clock for files goes by ticks.
  for (const auto then = status(); status() == then;) write("2");
  const auto second = find()->identity;
  EXPECT_NE(second, before);
  fs::create_symlink("package", folder / ".nest/lib/link");
  EXPECT_NE(find()->identity, second);
}

TEST_F(DependenciesTest, PackagesAreSeenWhenTheSubmissionMakesUseOfThem) {
  const auto home = root.path() / "home";
  for (const char* part : {"registry", "secrets"}) fs::create_directories(home / part);
  language.packages = {"Nest.toml", {"echo", home.string()}, {"registry", "git"}, "SNAKE_HOME"};
  auto view = pipeline::find_packages(language, toolchain, folder, false);
  ASSERT_TRUE(view);
  EXPECT_THAT(view->mounts, IsEmpty());
  ASSERT_TRUE(write_file(folder / "Nest.toml", ""));
  view = pipeline::find_packages(language, toolchain, folder, false);
  ASSERT_TRUE(view);
  EXPECT_THAT(shown(view->mounts), ElementsAre(Pair((home / "registry").string(), "/packages/registry")));
  EXPECT_THAT(view->env, ElementsAre(Pair("SNAKE_HOME", "/packages")));
  view = pipeline::find_packages(language, toolchain, folder, true);
  ASSERT_TRUE(view);
  EXPECT_THAT(view->env, ElementsAre(Pair("SNAKE_HOME", home.string())));
}

TEST_F(DependenciesTest, PackagesThatWereNeverDownloadedAreNoError) {
  language.packages = {"Nest.toml", {"echo", (root.path() / "none").string()}, {}, "SNAKE_HOME"};
  ASSERT_TRUE(write_file(folder / "Nest.toml", ""));
  const auto view = pipeline::find_packages(language, toolchain, folder, false);
  ASSERT_TRUE(view);
  EXPECT_THAT(view->mounts, IsEmpty());
  EXPECT_THAT(view->env, IsEmpty());
}

TEST_F(DependenciesTest, WhatBuildsWithPackagesMayBeMissing) {
  language.packages = {"Nest.toml",   {"echo", root.path().string()}, {}, "SNAKE_HOME", "nestling",
                       "get nestling"};
  EXPECT_TRUE(pipeline::find_packages(language, toolchain, folder, false))
      << "nothing in the folder needs it";
  ASSERT_TRUE(write_file(folder / "Nest.toml", ""));
  const auto view = pipeline::find_packages(language, toolchain, folder, false);
  ASSERT_FALSE(view);
  EXPECT_EQ(view.error().kind, ErrorKind::machine);
  EXPECT_EQ(view.error().what, "`Nest.toml` is built by `nestling`, and there is none on the PATH");
  EXPECT_EQ(view.error().help, "get nestling");
}

TEST_F(DependenciesTest, PackagesInTheWholeOfASharedFolderAreRefused) {
  language.packages = {"Nest.toml", {"echo", "/tmp"}, {}, "SNAKE_HOME"};
  ASSERT_TRUE(write_file(folder / "Nest.toml", ""));
  const auto view = pipeline::find_packages(language, toolchain, folder, false);
  ASSERT_FALSE(view);
  EXPECT_EQ(view.error().kind, ErrorKind::machine);
}
