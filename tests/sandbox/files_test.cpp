// Files into the box and out of it.
#include "tests/sandbox/support.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace bex::test {
namespace {

std::string read(const fs::path& path) {
  return read_file(path).value_or("<none>");
}

class Files : public ::testing::TestWithParam<Safety> {
 protected:
  Sandbox& boxes() { return GetParam() == Safety::unsafe ? unsafe() : sandbox(); }
  fs::path folder(const char* name) {
    const fs::path path = root_->path() / name;
    fs::create_directories(path);
    return path;
  }
  Result<TempDir> root_ = TempDir::make();
};

TEST_P(Files, ABoxIsCopiedWithItsModesAndLinks) {
  const fs::path box = folder("box");
  ASSERT_TRUE(write_file(box / "sub/data.txt", "content"));
  ASSERT_TRUE(write_file(box / "run", "#!/bin/sh\ncat sub/link extra/file; test -x sub/data.txt || echo "
                                      "plain; echo more >> sub/data.txt; ls\n"));
  fs::permissions(box / "run", fs::perms::owner_all);
  fs::create_symlink("data.txt", box / "sub/link");
  fs::create_symlink("/etc/hostname", box / "away");
  fs::create_symlink("../../x", box / "sub/up");
  ASSERT_EQ(::mkfifo((box / "fifo").c_str(), 0644), 0);
  SandboxSpec spec;
  spec.argv = {"./run"};
  spec.env = {{"PATH", "/usr/bin:/bin"}};
  spec.box = box;
  spec.files = {{"extra/file", " and more\n"}};
  EXPECT_EQ(out_of(spec, boxes()), "content and more\nplain\nextra\nrun\nsub\n");
  EXPECT_EQ(read(box / "sub/data.txt"), "content");
}

TEST_P(Files, WhatABuildLeavesComesOutWithoutItsTraps) {
  SandboxSpec spec = probe({"leave-traps", "0"});
  spec.collect = folder("out");
  EXPECT_EQ(describe(run(spec, boxes()).ending), "exited with code 0");
  EXPECT_EQ(read(spec.collect / "out/app"), "program");
  EXPECT_EQ(read(spec.collect / "note"), "text");
  EXPECT_EQ(read(spec.collect / "hard"), "text");
  struct stat st{};
  ASSERT_EQ(::stat((spec.collect / "out/app").c_str(), &st), 0);
  EXPECT_EQ(st.st_mode & 07777, 0755u & ~(::umask(022), 022u));
  EXPECT_EQ(st.st_uid, ::geteuid());
  for (const char* trap : {"link", "folder-link", "fifo", "socket"})
    EXPECT_FALSE(fs::exists(fs::symlink_status(spec.collect / trap))) << trap;
}

TEST_P(Files, NothingComesOutOfAFailure) {
  SandboxSpec spec = probe({"leave-traps", "1"});
  spec.collect = folder("out");
  EXPECT_EQ(describe(run(spec, boxes()).ending), "exited with code 1");
  EXPECT_TRUE(fs::is_empty(spec.collect));
}

TEST_P(Files, DataOutlivesTheRunHoweverItEnds) {
  SandboxSpec spec;
  spec.argv = {"/bin/sh", "-c",
               "cat /data/sub/old; echo more >> /data/sub/old; echo new > /data/new; ln -s new /data/link; "
               "kill -9 $$"};
  spec.env = {{"PATH", "/usr/bin:/bin"}};
  spec.data = true;
  spec.data_from = folder("before");
  spec.data_to = folder("after");
  ASSERT_TRUE(write_file(spec.data_from / "sub/old", "old\n"));
  const RunResult result = run(spec, boxes());
  EXPECT_EQ(describe(result.ending), "was killed by SIGKILL (killed)");
  EXPECT_EQ(result.out, "old\n");
  EXPECT_EQ(result.data_lost, "");
  EXPECT_EQ(read(spec.data_to / "sub/old"), "old\nmore\n");
  EXPECT_EQ(read(spec.data_to / "new"), "new\n");
  EXPECT_FALSE(fs::exists(fs::symlink_status(spec.data_to / "link")));
  EXPECT_EQ(read(spec.data_from / "sub/old"), "old\n");
}

TEST_P(Files, DataThatCannotBeKeptIsSaidSo) {
  SandboxSpec spec;
  spec.argv = {"/bin/sh", "-c", "truncate -s 9M /data/sparse"};
  spec.env = {{"PATH", "/usr/bin:/bin"}};
  spec.limits.scratch = mib(8);
  spec.data = true;
  spec.data_to = folder("after");
  EXPECT_EQ(run(spec, boxes()).data_lost, "what was left in the box is too large to keep");
}

TEST_P(Files, DeepFoldersEndSomewhere) {
  SandboxSpec spec = probe({"deep", "1500"});
  spec.collect = folder("out");
  EXPECT_EQ(describe(run(spec, boxes()).ending), "exited with code 0");
  fs::path deepest = spec.collect;
  int depth = 0;
  for (; fs::exists(deepest / "d"); ++depth) deepest /= "d";
  EXPECT_GT(depth, 32);
  EXPECT_LT(depth, 100);
}

TEST_P(Files, MountsAreReadOnlyAndWhereTheyAreWanted) {
  const fs::path host = folder("host");
  ASSERT_TRUE(write_file(host / "file", "mounted\n"));
  SandboxSpec spec;
  spec.argv = {"/bin/cat", "/opt/deep/place/file", "/box/lib/file",
               "/usr/share/../share/perl5/../../../opt/one"};
  if (GetParam() == Safety::unsafe)
    spec.argv.pop_back();
  else
    spec.mounts.push_back({host / "file", "/opt/one"});
  spec.mounts.push_back({host, "/opt/deep/place/"});
  spec.mounts.push_back({host, "/box/lib"});
  EXPECT_EQ(out_of(spec, boxes()),
            GetParam() == Safety::unsafe ? "mounted\nmounted\n" : "mounted\nmounted\nmounted\n");
}

// As with installed packages: links in a mount lead on within it, those that lead out end in the box, and
// nothing of it is copied out with what the program leaves.
TEST_P(Files, AFolderMountedInTheBoxStaysTheHosts) {
  const fs::path host = folder("host"), box = folder("box");
  ASSERT_TRUE(write_file(host / "real/index", "package\n"));
  fs::create_directory_symlink("real", host / "alias");
  ASSERT_TRUE(write_file(root_->path() / "secret", "secret\n"));
  fs::create_symlink("../secret", host / "up");
  ASSERT_TRUE(write_file(box / "run", "#!/bin/sh\ncat packages/alias/index; echo new > left; mkdir folder\n"
                                      "cat packages/up 2>/dev/null; echo x 2>/dev/null > packages/real/new\n"
                                      "echo done\n"));
  fs::permissions(box / "run", fs::perms::owner_all);
  SandboxSpec spec;
  spec.argv = {"./run"};
  spec.env = {{"PATH", "/usr/bin:/bin"}};
  spec.box = box;
  spec.mounts.push_back({host, "/box/packages"});
  spec.collect = folder("out");
  const bool boxed = GetParam() == Safety::sandboxed;
  EXPECT_EQ(out_of(spec, boxes()), boxed ? "package\ndone\n" : "package\nsecret\ndone\n");
  EXPECT_EQ(fs::exists(host / "real/new"), !boxed);
  EXPECT_EQ(read(spec.collect / "left"), "new\n");
  EXPECT_TRUE(fs::is_directory(spec.collect / "folder"));
  EXPECT_FALSE(fs::exists(fs::symlink_status(spec.collect / "packages/real")));
}

INSTANTIATE_TEST_SUITE_P(Both, Files, ::testing::Values(Safety::sandboxed, Safety::unsafe),
                         [](const auto& each) {
                           return each.param == Safety::unsafe ? "Unsafe" : "Sandboxed";
                         });

TEST(Box, TooLargeForTheBoxIsSaidSo) {
  const auto box = TempDir::make();
  ASSERT_TRUE(write_file(box->path() / "large", std::string(2 << 20, 'x')));
  SandboxSpec spec = probe({"exit", "0"});
  spec.box = box->path();
  spec.limits.scratch = mib(1);
  EXPECT_EQ(ending_of(spec),
            "could not be started: copy large to /box/large: No space left on device (ENOSPC)");
}

} // namespace
} // namespace bex::test
