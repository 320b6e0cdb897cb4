#include "runner/pipeline/toolchain.hpp"

#include "sandboxes/base/file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

using namespace bex;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

namespace {

// A home directory with a tool chain in it, and its `snake` first on the PATH.
struct Toolchains : testing::Test {
  TempDir root = std::move(*TempDir::make());
  fs::path home = root.path() / "home";
  std::string home_before = std::getenv("HOME") ? std::getenv("HOME") : "/";
  std::string path_before = std::getenv("PATH");
  model::Language language;

  void SetUp() override {
    program(home / ".snakes/3/bin/snake");
    language.name = "Snake";
    language.tools = {"snake"};
    language.install = "apt install snake";
    ::setenv("HOME", home.c_str(), 1);
    first_on_path(home / ".snakes/3/bin");
  }
  void TearDown() override {
    ::setenv("HOME", home_before.c_str(), 1);
    ::setenv("PATH", path_before.c_str(), 1);
  }

  static void program(const fs::path& path) {
    ASSERT_TRUE(write_file(path, "#!/bin/sh\n"));
    fs::permissions(path, fs::perms::owner_all);
  }
  void first_on_path(const fs::path& folder) {
    ::setenv("PATH", (folder.string() + ":" + path_before).c_str(), 1);
  }
  void resolve_to(const fs::path& program, const fs::path& root_of_it) {
    language.resolve = {"printf", "%s\\n", program.string(), root_of_it.string()};
  }
  std::vector<std::string> roots() {
    std::vector<std::string> inside;
    const auto found = pipeline::find_toolchain(language);
    EXPECT_TRUE(found) << fault().what;
    if (found)
      for (const auto& mount : found->mounts) inside.push_back(mount.inside.string());
    return inside;
  }
  Error fault() {
    const auto found = pipeline::find_toolchain(language);
    return found ? Error{} : found.error();
  }
};

} // namespace

TEST_F(Toolchains, OnlyTheRootIsMounted) {
  resolve_to(home / ".snakes/3/bin/snake", home / ".snakes/3");
  EXPECT_THAT(roots(), UnorderedElementsAre((home / ".snakes/3").string()));
}

// Version managers keep a link for the version in use, and tools remember the one name or the other.
TEST_F(Toolchains, ARootBehindALinkIsSeenByBothNames) {
  fs::create_directory_symlink("3", home / ".snakes/current");
  resolve_to(home / ".snakes/3/bin/snake", home / ".snakes/current");
  EXPECT_THAT(roots(),
              UnorderedElementsAre((home / ".snakes/3").string(), (home / ".snakes/current").string()));
}

TEST_F(Toolchains, AProgramMayBeItsOwnRoot) {
  program(home / "bin/snake");
  resolve_to(home / "bin/snake", home / "bin/snake");
  EXPECT_THAT(roots(), UnorderedElementsAre((home / "bin/snake").string()));
}

TEST_F(Toolchains, TheHomeIsNeverARoot) {
  program(home / "bin/snake");
  for (const auto& wide : {home, home / "bin/..", home / ".local", root.path()}) {
    fs::create_directories(wide);
    resolve_to(home / "bin/snake", wide);
    const auto error = fault();
    EXPECT_EQ(error.kind, ErrorKind::machine);
    EXPECT_THAT(error.what, HasSubstr("itself, which the sandbox does not show")) << wide;
  }
}

TEST_F(Toolchains, AProgramOutsideOfItsRootsIsSaidSo) {
  program(home / "elsewhere/snake");
  fs::create_directories(home / ".snakes/4/bin");
  fs::create_symlink(home / "elsewhere/snake", home / ".snakes/4/bin/snake");
  resolve_to(home / ".snakes/4/bin/snake", home / ".snakes/4");
  EXPECT_EQ(fault().what, "Snake is `" + (home / ".snakes/4/bin/snake").string() + "`, a link to `" +
                              (home / "elsewhere/snake").string() + "`, which the sandbox does not show");
  EXPECT_THAT(fault().help, HasSubstr("apt install snake"));
}

TEST_F(Toolchains, WithoutResolveAProgramMustBeTheSystems) {
  EXPECT_EQ(fault().what, "Snake is `" + (home / ".snakes/3/bin/snake").string() +
                              "`, in a folder that the sandbox does not show");
  language.tools = {"sh"};
  const auto found = pipeline::find_toolchain(language);
  ASSERT_TRUE(found);
  // `sh` is a link to dash or bash, which behave in another way under their own names.
  EXPECT_EQ(found->tools.at("sh").filename(), "sh");
}

TEST_F(Toolchains, AProgramThatResolveInventsIsSaidSo) {
  resolve_to(home / ".snakes/3/bin/no-snake", home / ".snakes/3");
  EXPECT_THAT(fault().what, HasSubstr("no-snake`, which is not there"));
}

TEST_F(Toolchains, AToolIsAskedOnceWhileItIsTheSame) {
  const auto tool = home / ".snakes/3/bin/snake", asked = home / "asked";
  const auto says = [&](const std::string& more) {
    ASSERT_TRUE(write_file(tool, "#!/bin/sh\necho >>" + asked.string() + "\nprintf '%s\\n' \"$0\" " +
                                     (home / ".snakes/3").string() + more + "\n"));
    fs::permissions(tool, fs::perms::owner_all);
  };
  language.resolve = {"{tool:snake}"};
  says("");
  (void)roots();
  (void)roots();
  EXPECT_EQ(read_file(asked).value_or("").size(), 1u);
  says(" # another version");
  (void)roots();
  EXPECT_EQ(read_file(asked).value_or("").size(), 2u);
}
