#include "runner/store/places.hpp"

#include "sandboxes/base/file.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <optional>

namespace bex::store {
namespace {

// Sets variables for one test and puts them back.
class PlacesTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const auto* name : {"HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
                             "BEXERCISE_WORKSPACE", "BEXERCISE_SHARE"}) {
      const char* value = std::getenv(name);
      before_[name] = value ? std::optional<std::string>(value) : std::nullopt;
      ::unsetenv(name);
    }
  }
  void TearDown() override {
    for (const auto& [name, value] : before_)
      if (value)
        ::setenv(name.c_str(), value->c_str(), 1);
      else
        ::unsetenv(name.c_str());
  }
  static void set(const char* name, const std::string& value) { ::setenv(name, value.c_str(), 1); }

 private:
  std::map<std::string, std::optional<std::string>> before_;
};

TEST_F(PlacesTest, BelowHome) {
  set("HOME", "/home/me");
  const auto places = find_places("").value();
  EXPECT_EQ(places.workspace, "/home/me/bexercise");
  EXPECT_EQ(places.state, "/home/me/.local/state/bexercise");
  EXPECT_EQ(places.data, "/home/me/.local/share/bexercise");
  EXPECT_EQ(places.cache, "/home/me/.cache/bexercise");
}

TEST_F(PlacesTest, VariablesNeedNoHome) {
  for (const auto* name : {"XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "BEXERCISE_WORKSPACE"}) {
    EXPECT_FALSE(find_places("")) << name;
    set(name, std::string("/") + name);
  }
  const auto places = find_places("").value();
  EXPECT_EQ(places.state, "/XDG_STATE_HOME/bexercise");
  EXPECT_EQ(places.data, "/XDG_DATA_HOME/bexercise");
  EXPECT_EQ(places.cache, "/XDG_CACHE_HOME/bexercise");
  EXPECT_EQ(places.workspace, "/BEXERCISE_WORKSPACE");
}

TEST_F(PlacesTest, ARelativeVariableOfXdgIsIgnored) {
  set("HOME", "/home/me");
  set("XDG_STATE_HOME", "state");
  EXPECT_EQ(find_places("").value().state, "/home/me/.local/state/bexercise");
}

TEST_F(PlacesTest, AnOptionComesBeforeTheVariable) {
  set("HOME", "/home/me");
  set("BEXERCISE_WORKSPACE", "/there");
  EXPECT_EQ(find_places("/here/../here").value().workspace, "/here");
  EXPECT_EQ(find_places("here").value().workspace, fs::current_path() / "here");
}

TEST_F(PlacesTest, SharedFilesOfTheSourceTreeAndInstalled) {
  set("HOME", "/home/me");
  const auto source = find_places("").value();
  EXPECT_EQ(source.share, BEXERCISE_SOURCE_DIR);
  EXPECT_EQ(bundled_packs(source), fs::path(BEXERCISE_SOURCE_DIR) / "exercises");
  EXPECT_TRUE(fs::is_regular_file(languages_file(source)));
  const auto folder = TempDir::make().value();
  ASSERT_TRUE(write_file(folder.path() / "languages.toml", ""));
  set("BEXERCISE_SHARE", folder.path());
  const auto installed = find_places("").value();
  EXPECT_EQ(bundled_packs(installed), folder.path() / "packs");
  EXPECT_EQ(languages_file(installed), folder.path() / "languages.toml");
}

} // namespace
} // namespace bex::store
