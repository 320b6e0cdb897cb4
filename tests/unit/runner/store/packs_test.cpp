#include "runner/store/packs.hpp"

#include "runner/store/pin.hpp"
#include "sandboxes/base/file.hpp"

#include <gmock/gmock.h>

namespace bex::store {
namespace {

using Origin = PackPlace::Origin;

const std::string commit(40, 'a');

class PacksTest : public testing::Test {
 protected:
  TempDir folder = TempDir::make().value();
  Places places{folder.path() / "work", folder.path() / "state", folder.path() / "data",
                folder.path() / "cache", folder.path() / "share"};

  static void pack(const fs::path& at, const std::string& id) {
    ASSERT_TRUE(write_file(at / "pack.toml", "format = 1\nid = \"" + id + "\"\n"));
  }
  void bundle(const std::string& id) const { pack(places.share / "exercises" / id, id); }
  void pin(const std::string& id, const std::string& url = "https://host/pack") const {
    pack(places.data / "packs" / id / commit, id);
    ASSERT_TRUE(write_pin(places, {id, Origin::fetched, {}, url, "main", commit}));
  }
  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> found;
    for (const auto& place : list_packs(places).packs) found.push_back(place.id);
    return found;
  }
};

TEST_F(PacksTest, NothingIsThere) {
  EXPECT_TRUE(list_packs(places).packs.empty());
  EXPECT_TRUE(list_packs(places).broken.empty());
  EXPECT_THAT(find_pack(places, "x").error().help, testing::HasSubstr("bexercise fetch"));
}

TEST_F(PacksTest, TheOrderFileComesFirst) {
  for (const auto* id : {"alpha", "beta", "gamma", "delta"}) bundle(id);
  pin("aaa");
  ASSERT_TRUE(
      write_file(places.share / "exercises/order", "# first to learn first\ngamma\n\n alpha \nnone\n"));
  EXPECT_EQ(ids(), (std::vector<std::string>{"gamma", "alpha", "aaa", "beta", "delta"}));
}

TEST_F(PacksTest, AFetchedPackHidesABundledOne) {
  bundle("alpha");
  pin("alpha");
  const auto list = list_packs(places);
  ASSERT_EQ(list.packs.size(), 1u);
  EXPECT_EQ(list.packs[0].origin, Origin::fetched);
  EXPECT_EQ(list.packs[0].url, "https://host/pack");
  EXPECT_EQ(list.packs[0].ref, "main");
  EXPECT_EQ(list.packs[0].commit, commit);
  EXPECT_EQ(list.packs[0].folder, places.data / "packs/alpha" / commit);
}

TEST_F(PacksTest, APinKeepsAnyUrl) {
  const std::string url = "/a \"quoted\" \\ back/ü";
  pin("alpha", url);
  EXPECT_EQ(read_pin(places, "alpha").value().url, url);
}

TEST_F(PacksTest, BrokenOnesAreNamedAndLeftOut) {
  bundle("alpha");
  pack(places.share / "exercises/other-name", "beta");
  ASSERT_TRUE(write_file(places.share / "exercises/syntax/pack.toml", "id = "));
  ASSERT_TRUE(write_file(places.share / "exercises/id/pack.toml", "id = \"Not A Slug\""));
  pin("gone");
  fs::remove_all(places.data / "packs/gone" / commit);
  pin("bad");
  ASSERT_TRUE(write_file(places.data / "packs/bad/pin", "url = \"x\"\ncommit = \"../../x\"\n"));
  fs::create_directories(places.data / "packs/empty");
  fs::create_directories(places.share / "exercises/no-pack");
  const auto list = list_packs(places);
  EXPECT_EQ(ids(), std::vector<std::string>{"alpha"});
  EXPECT_EQ(list.broken.size(), 6u);
  EXPECT_THAT(find_pack(places, "gone").error().help, testing::HasSubstr("packs remove gone"));
}

TEST_F(PacksTest, FindsByIdAndSaysWhatThereIs) {
  bundle("http-app");
  bundle("url-shortener");
  EXPECT_EQ(find_pack(places, "http-app").value().folder, places.share / "exercises/http-app");
  const auto error = find_pack(places, "htpp-app").error();
  EXPECT_EQ(error.kind, ErrorKind::usage);
  EXPECT_EQ(error.help, "did you mean `http-app`? there is: http-app, url-shortener");
}

TEST_F(PacksTest, FindsAFolderByItsPath) {
  pack(folder.path() / "mine", "my-pack");
  const auto place = find_pack(places, (folder.path() / "mine/").string()).value();
  EXPECT_EQ(place.id, "my-pack");
  EXPECT_EQ(place.origin, Origin::folder);
  EXPECT_EQ(place.folder, fs::canonical(folder.path() / "mine"));
  fs::create_directory(folder.path() / "mine/exercise");
  EXPECT_THAT(find_pack(places, (folder.path() / "mine/exercise").string()).error().help,
              testing::HasSubstr("above"));
  EXPECT_FALSE(find_pack(places, (folder.path() / "none").string()));
}

TEST_F(PacksTest, ABrokenFolderIsFound) { // so that whoever loads it shows all that is wrong
  ASSERT_TRUE(write_file(folder.path() / "mine/pack.toml", "id = "));
  EXPECT_EQ(find_pack(places, (folder.path() / "mine").string()).value().id, "mine");
}

} // namespace
} // namespace bex::store
