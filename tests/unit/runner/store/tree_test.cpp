#include "runner/store/tree.hpp"

#include "sandboxes/base/file.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

namespace bex::store {
namespace {

class TreeTest : public testing::Test {
 protected:
  TempDir folder = TempDir::make().value();
  fs::path root = folder.path() / "root";

  void SetUp() override { fs::create_directory(root); }
  void file(const fs::path& name, const std::string& text = "x") {
    ASSERT_TRUE(write_file(root / name, text));
  }
  [[nodiscard]] std::string digest(const WalkRules& rules = {}) const {
    return digest_tree(root, rules, 1 << 20).value();
  }
  [[nodiscard]] std::string refusal(const WalkRules& rules = {}, std::uint64_t bytes = 1 << 20) const {
    const auto done = digest_tree(root, rules, bytes);
    return done ? "" : done.error().what;
  }
};

TEST_F(TreeTest, VisitsAFolderBeforeWhatIsInItAndNamesInOrder) {
  file("b/c");
  file("b/a");
  file("a");
  file("c");
  std::vector<std::string> paths;
  ASSERT_TRUE(walk(root, {}, [&](const Entry& entry) -> Result<void> {
    paths.push_back(entry.path);
    return {};
  }));
  EXPECT_EQ(paths, (std::vector<std::string>{"a", "b", "b/a", "b/c", "c"}));
}

TEST_F(TreeTest, TheDigestIsOfPathsBitsAndContents) {
  file("a", "one");
  const auto first = digest();
  EXPECT_EQ(first.size(), 64u);
  EXPECT_EQ(digest(), first);
  ::chmod((root / "a").c_str(), 0755);
  EXPECT_NE(digest(), first);
  ::chmod((root / "a").c_str(), 0600); // who may read it does not count
  EXPECT_EQ(digest(), first);
  file("a", "two");
  EXPECT_NE(digest(), first);
  fs::rename(root / "a", root / "b");
  file("b", "one");
  EXPECT_NE(digest(), first);
}

TEST_F(TreeTest, ContentsAndNamesDoNotRunIntoEachOther) {
  file("a", std::string(64 << 10, 'x'));
  const auto one = digest();
  file("a", std::string(32 << 10, 'x'));
  file("b", std::string(32 << 10, 'x'));
  EXPECT_NE(digest(), one);
  fs::remove(root / "b");
  fs::remove(root / "a");
  fs::create_directory(root / "a");
  const auto folder_alone = digest();
  fs::remove(root / "a");
  file("a", "");
  EXPECT_NE(digest(), folder_alone);
}

TEST_F(TreeTest, TheCopyIsWhatWasDigested) {
  file("in/a", std::string(200'000, 'y'));
  file("run", "#!");
  file("empty", "");
  ::chmod((root / "run").c_str(), 0700);
  fs::create_symlink("../run", root / "in/link");
  fs::create_directory(root / "hollow");
  const auto copy = folder.path() / "copy";
  fs::create_directory(copy);
  const auto copied = digest_tree(root, {}, 1 << 20, copy).value();
  EXPECT_EQ(copied, digest());
  EXPECT_EQ(digest_tree(copy, {}, 1 << 20).value(), copied);
  EXPECT_EQ(fs::read_symlink(copy / "in/link"), "../run");
  EXPECT_TRUE(fs::is_directory(copy / "hollow"));
}

TEST_F(TreeTest, WhatIsPassedOverDoesNotCount) {
  file("a");
  const auto alone = digest();
  file("skip/b");
  file("a2");
  fs::create_symlink("/etc", root / "out");
  WalkRules rules;
  rules.passes_over = [](const std::string& name, int depth) { return depth == 0 && name != "a"; };
  EXPECT_EQ(digest(rules), alone);
}

TEST_F(TreeTest, Limits) {
  for (const auto* name : {"a", "b", "c/d"}) file(name, "12345");
  WalkRules rules;
  rules.files = 3;
  EXPECT_THAT(refusal(rules), testing::HasSubstr("more than 3 files"));
  rules.files = 4;
  EXPECT_EQ(refusal(rules), "");
  EXPECT_EQ(refusal(rules, 15), "");
  EXPECT_THAT(refusal(rules, 14), testing::HasSubstr("`c/d`"));
  rules.depth = 0;
  EXPECT_THAT(refusal(rules), testing::HasSubstr("`c` lies more than 0 folders deep"));
}

TEST_F(TreeTest, RefusesWhatLeadsOutAndWhatIsNoFile) {
  for (const auto* target : {"/etc/passwd", "..", "../root/a"}) {
    fs::create_symlink(target, root / "link");
    EXPECT_THAT(refusal(), testing::AllOf(testing::HasSubstr("`link` is a link that leads out"),
                                          testing::HasSubstr(target)));
    fs::remove(root / "link");
  }
  ::mkfifo((root / "pipe").c_str(), 0600);
  EXPECT_THAT(refusal(), testing::HasSubstr("`pipe` is neither"));
}

TEST_F(TreeTest, AFolderThatIsNotThere) {
  EXPECT_EQ(digest_tree(root / "none", {}, 1).error().kind, ErrorKind::usage);
}

TEST_F(TreeTest, WhatVanishesMeanwhileIsPassedOver) {
  file("a");
  file("b");
  std::vector<std::string> paths;
  const auto done = walk(root, {}, [&](const Entry& entry) -> Result<void> {
    paths.push_back(entry.path);
    fs::remove(root / "b");
    return {};
  });
  EXPECT_TRUE(done);
  EXPECT_EQ(paths, (std::vector<std::string>{"a"}));
}

TEST_F(TreeTest, AFolderThatBecomesALinkIsNotFollowed) {
  file("a");
  file("b/c");
  const auto done = walk(root, {}, [&](const Entry& entry) -> Result<void> {
    if (entry.path == "a") {
      fs::rename(root / "b", folder.path() / "away");
      fs::create_symlink(folder.path() / "away", root / "b");
    }
    return entry.path.starts_with("b/") ? Result<void>(fail(ErrorKind::internal, "followed"))
                                        : Result<void>();
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::usage);
}

} // namespace
} // namespace bex::store
