#include "runner/pipeline/roots.hpp"

#include "sandboxes/base/file.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

using namespace bex;
using pipeline::is_too_wide;
using pipeline::lies_in;

namespace {

// The home directory for the time of a test.
class Home {
 public:
  explicit Home(const fs::path& path) {
    for (const char* name :
         {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"}) {
      const char* value = std::getenv(name);
      before_.emplace_back(name, value ? std::optional<std::string>(value) : std::nullopt);
      ::unsetenv(name);
    }
    ::setenv("HOME", path.c_str(), 1);
  }
  ~Home() {
    for (const auto& [name, value] : before_) value ? ::setenv(name, value->c_str(), 1) : ::unsetenv(name);
  }
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;

 private:
  std::vector<std::pair<const char*, std::optional<std::string>>> before_;
};

} // namespace

TEST(LiesIn, WholeNamesCount) {
  EXPECT_TRUE(lies_in("/usr", "/usr"));
  EXPECT_TRUE(lies_in("/usr/bin/go", "/usr/"));
  EXPECT_FALSE(lies_in("/usrlocal", "/usr"));
  EXPECT_FALSE(lies_in("/usr", "/usr/bin"));
  EXPECT_FALSE(lies_in("/usr/../etc", "/usr"));
  EXPECT_TRUE(lies_in("/anything", "/"));
}

TEST(ShownAnyway, WhatTheSystemHas) {
  EXPECT_TRUE(pipeline::shown_anyway("/usr/local/go"));
  EXPECT_TRUE(pipeline::shown_anyway("/lib64/ld-linux-x86-64.so.2"));
  EXPECT_FALSE(pipeline::shown_anyway("/library"));
  EXPECT_FALSE(pipeline::shown_anyway("/opt/go"));
}

TEST(TooWide, TheHomeAndWhatHoldsIt) {
  const auto folder = TempDir::make().value();
  const auto home = folder.path() / "users/ada";
  fs::create_directories(home);
  const Home as(home);
  EXPECT_TRUE(is_too_wide(home));
  EXPECT_TRUE(is_too_wide(home.string() + "/"));
  EXPECT_TRUE(is_too_wide(home / ".nvm" / ".."));
  EXPECT_TRUE(is_too_wide(home.parent_path()));
  EXPECT_FALSE(is_too_wide(home.parent_path() / "ad")); // not a part of the name
  for (const char* shared : {"/", "/home", "/opt", "/etc", "/tmp"})
    EXPECT_TRUE(is_too_wide(shared)) << shared;
  EXPECT_FALSE(is_too_wide("/opt/jdk-21"));
}

TEST(TooWide, FoldersInWhichProgramsKeepTheUsersData) {
  const auto folder = TempDir::make().value();
  const Home as(folder.path());
  EXPECT_TRUE(is_too_wide(folder.path() / ".local"));
  EXPECT_TRUE(is_too_wide(folder.path() / ".local/share"));
  EXPECT_TRUE(is_too_wide(folder.path() / ".config"));
  EXPECT_FALSE(is_too_wide(folder.path() / ".local/share/uv/python/cpython-3.13"));
  EXPECT_FALSE(is_too_wide(folder.path() / ".pyenv/versions/3.13.0"));
}

TEST(TooWide, AHomeBehindALink) {
  const auto folder = TempDir::make().value();
  fs::create_directories(folder.path() / "disk/ada/tools");
  fs::create_directory_symlink("disk/ada", folder.path() / "ada");
  const Home as(folder.path() / "ada");
  EXPECT_TRUE(is_too_wide(folder.path() / "disk"));
  EXPECT_TRUE(is_too_wide(folder.path() / "disk/ada"));
  fs::create_directory_symlink("..", folder.path() / "disk/ada/up");
  EXPECT_TRUE(is_too_wide(folder.path() / "ada/up"));
  EXPECT_FALSE(is_too_wide(folder.path() / "disk/ada/tools"));
}
