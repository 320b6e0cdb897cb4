#include "runner/store/git_refs.hpp"

#include <gmock/gmock.h>

namespace bex::store {
namespace {

Refs some() {
  return {{{"HEAD", "1"},
           {"refs/heads/main", "1"},
           {"refs/heads/v1", "2"},
           {"refs/tags/v1", "3"},
           {"refs/tags/v2", "4"},
           {"refs/pull/7/head", "5"}},
          "refs/heads/main"};
}

TEST(FindRef, TakesABranchBeforeATag) {
  EXPECT_EQ(find_ref(some(), "v1")->object, "2");
  EXPECT_EQ(find_ref(some(), "v2")->object, "4");
  EXPECT_EQ(find_ref(some(), "refs/tags/v1")->object, "3");
  EXPECT_EQ(find_ref(some(), "refs/pull/7/head")->object, "5");
  EXPECT_FALSE(find_ref(some(), "v3"));
}

TEST(FindRef, TakesHeadForNothing) {
  EXPECT_EQ(find_ref(some(), "")->name, "refs/heads/main");
  auto refs = some();
  refs.head = "refs/heads/gone";
  EXPECT_FALSE(find_ref(refs, ""));
  refs.head.clear();
  EXPECT_FALSE(find_ref(refs, ""));
}

TEST(ShortName, DropsWhatIsUsual) {
  EXPECT_EQ(short_name("refs/heads/a/b"), "a/b");
  EXPECT_EQ(short_name("refs/tags/v1"), "v1");
  EXPECT_EQ(short_name("refs/pull/7/head"), "refs/pull/7/head");
}

TEST(CouldBeCommit, WantsSevenToFortyDigits) {
  EXPECT_TRUE(could_be_commit("0123abC"));
  EXPECT_TRUE(could_be_commit(std::string(40, 'f')));
  EXPECT_FALSE(could_be_commit("012345"));
  EXPECT_FALSE(could_be_commit(std::string(41, 'f')));
  EXPECT_FALSE(could_be_commit("release"));
}

TEST(NoSuchRef, SaysWhatThereIs) {
  const auto error = no_such_ref(some(), "mian", "url");
  EXPECT_EQ(error.what, "`url` has no branch, tag or commit `mian`");
  EXPECT_EQ(error.help, "did you mean `main`? there is: main, v1, v2; name one behind an `@`");
}

TEST(NoSuchRef, CutsALongList) {
  Refs refs;
  for (int i = 10; i < 30; ++i) refs.all.push_back({"refs/tags/release-" + std::to_string(i), "1"});
  EXPECT_THAT(no_such_ref(refs, "zzz", "url").help, testing::HasSubstr("release-17, ...;"));
}

TEST(NoSuchRef, NothingAtAll) {
  EXPECT_EQ(no_such_ref({}, "", "url").what, "`url` is an empty repository");
}

TEST(NoSuchRef, NoDefaultBranch) {
  auto refs = some();
  refs.head.clear();
  EXPECT_THAT(no_such_ref(refs, "", "url").what, testing::HasSubstr("default"));
}

} // namespace
} // namespace bex::store
