#include "graders/http/tree.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace bex::http {
namespace {

TreeEntry entry(TreeEntry::Kind kind, const std::string& path) {
  TreeEntry made;
  made.kind = kind;
  made.path = path;
  return made;
}

TEST(Tree, IsPlantedAsItIsWritten) {
  Tree tree{"DOC_ROOT", "public", {}};
  tree.entries.push_back(entry(TreeEntry::Kind::file, "public/a b/ü.txt"));
  tree.entries.back().content.bytes = "tea";
  tree.entries.back().modified = std::chrono::sys_seconds(std::chrono::seconds(1'714'564'801));
  tree.entries.push_back(entry(TreeEntry::Kind::file, "public/huge"));
  tree.entries.back().zeros = std::uint64_t{1} << 33;
  tree.entries.push_back(entry(TreeEntry::Kind::link, "public/out"));
  tree.entries.back().target = "../nowhere";
  tree.entries.push_back(entry(TreeEntry::Kind::pipe, "pipe"));
  tree.entries.push_back(entry(TreeEntry::Kind::folder, "empty/deep"));
  const mode_t before = ::umask(077);
  const auto planted = plant(tree, {});
  ::umask(before);
  ASSERT_TRUE(planted) << planted.error().what;
  const fs::path& top = (*planted)->path();
  EXPECT_EQ(*read_file(top / "public/a b/ü.txt"), "tea");
  struct stat st{};
  ASSERT_EQ(::stat((top / "public/a b/ü.txt").c_str(), &st), 0);
  EXPECT_EQ(st.st_mtime, 1'714'564'801);
  EXPECT_EQ(st.st_mode & 0777, 0644u);
  EXPECT_EQ(fs::file_size(top / "public/huge"), std::uint64_t{1} << 33);
  EXPECT_EQ(fs::read_symlink(top / "public/out"), "../nowhere");
  EXPECT_TRUE(fs::is_fifo(top / "pipe"));
  EXPECT_TRUE(fs::is_directory(top / "empty/deep"));
  ASSERT_EQ(::stat((top / "public/a b").c_str(), &st), 0);
  EXPECT_EQ(st.st_mode & 0777, 0755u);
  EXPECT_EQ(std::distance(fs::directory_iterator(top), {}), 3); // nothing is left over
}

TEST(Tree, AChangeTakesTheWholePlace) {
  const auto planted = plant(Tree{"DOC_ROOT", "a", {entry(TreeEntry::Kind::pipe, "a/x")}}, {});
  ASSERT_TRUE(planted);
  TreeEntry change = entry(TreeEntry::Kind::file, "a/x");
  change.content.bytes = "now a file";
  ASSERT_TRUE(put(change, (*planted)->path(), {}));
  EXPECT_EQ(*read_file((*planted)->path() / "a/x"), "now a file");
  change.path = "a";
  EXPECT_FALSE(put(change, (*planted)->path(), {})); // a folder stays one
}

} // namespace
} // namespace bex::http
