#include "sandboxes/copy.hpp"

#include "sandboxes/base/fd.hpp"
#include "sandboxes/base/file.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>

namespace bex {
namespace {

TEST(Copy, LinksThatStayInside) {
  EXPECT_TRUE(stays_inside("a/link", "b"));
  EXPECT_TRUE(stays_inside("a/link", "../b/c"));
  EXPECT_TRUE(stays_inside("a/link", ".."));
  EXPECT_FALSE(stays_inside("a/link", "../../b"));
  EXPECT_FALSE(stays_inside("link", "../b"));
  EXPECT_FALSE(stays_inside("link", "/etc/passwd"));
  EXPECT_FALSE(stays_inside("link", ""));
}

class CopyTree : public ::testing::Test {
 protected:
  Result<TempDir> from_ = TempDir::make(), to_ = TempDir::make();
  fs::path at(const char* name) { return from_->path() / name; }
  Result<void> copy(Bytes limit = mib(1)) {
    const Fd fd(::open(from_->path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return copy_out(fd.get(), to_->path(), limit);
  }
};

TEST_F(CopyTree, ListsParentsFirstAndLeavesTheRestOut) {
  ASSERT_TRUE(write_file(at("b/c"), "x"));
  ASSERT_TRUE(write_file(at("a"), "x"));
  fs::permissions(at("a"), fs::perms::owner_all);
  fs::create_symlink("b/c", at("link"));
  fs::create_symlink("/etc", at("out"));
  ASSERT_EQ(::mkfifo(at("fifo").c_str(), 0600), 0);
  const auto tree = list_tree(from_->path());
  ASSERT_TRUE(tree);
  std::string told;
  for (const auto& entry : tree->entries)
    told += entry.path + (entry.target.empty() ? "" : ">" + entry.target) + (entry.mode == 0755 ? "* " : " ");
  EXPECT_EQ(told, "a* b* b/c link>b/c ");
  EXPECT_FALSE(list_tree(at("none")));
  EXPECT_TRUE(list_tree({})->entries.empty());
}

TEST_F(CopyTree, OutComeFilesAndFoldersOnly) {
  ASSERT_TRUE(write_file(at("b/c"), "content"));
  fs::create_symlink("b/c", at("link"));
  fs::create_symlink("b", at("folder"));
  ASSERT_EQ(::mkfifo(at("fifo").c_str(), 0600), 0);
  ASSERT_TRUE(copy());
  EXPECT_EQ(read_file(to_->path() / "b/c").value_or(""), "content");
  for (const char* name : {"link", "folder", "fifo"})
    EXPECT_FALSE(fs::exists(fs::symlink_status(to_->path() / name))) << name;
}

TEST_F(CopyTree, HasALimit) {
  ASSERT_TRUE(write_file(at("a"), std::string(600, 'x')));
  ASSERT_TRUE(write_file(at("b"), std::string(600, 'x')));
  EXPECT_FALSE(copy({1000}));
}

TEST_F(CopyTree, NeverOverwrites) {
  ASSERT_TRUE(write_file(at("a"), "new"));
  ASSERT_TRUE(write_file(to_->path() / "victim", "old"));
  fs::create_symlink("victim", to_->path() / "a");
  EXPECT_FALSE(copy());
  EXPECT_EQ(read_file(to_->path() / "victim").value_or(""), "old");
}

} // namespace
} // namespace bex
