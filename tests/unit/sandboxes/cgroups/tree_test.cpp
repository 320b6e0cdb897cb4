#include "sandboxes/cgroups/tree.hpp"

#include <gtest/gtest.h>

namespace bex {
namespace {

TEST(Tree, MembershipsOfBothVersions) {
  const auto all =
      parse_memberships("4:memory:/user/a:b\n2:cpu,cpuacct:/\n1:name=systemd:/x\n0::/user.slice\n");
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].controllers, std::vector<std::string>{"memory"});
  EXPECT_EQ(all[0].path, "/user/a:b"); // a colon in the path is none of the separators
  EXPECT_EQ(all[1].controllers, (std::vector<std::string>{"cpu", "cpuacct"}));
  EXPECT_TRUE(all[3].controllers.empty());
  EXPECT_EQ(all[3].path, "/user.slice");
  EXPECT_TRUE(parse_memberships("").empty());
  EXPECT_TRUE(parse_memberships("no colons\none:colon\n").empty());
}

TEST(Tree, MountsAreFoundBehindOptionalFields) {
  const auto all = parse_cgroup_mounts(
      "23 1 8:1 / / rw - ext4 /dev/sda rw\n"
      "35 31 0:32 /docker/abc /sys/fs/cgroup/memory rw,nosuid shared:7 master:3 - cgroup cgroup rw,memory\n"
      "41 31 0:38 / /mnt/with\\040space rw - cgroup2 cgroup2 rw,nsdelegate\n"
      "42 31 0:39 / /cut rw - cgroup2\n");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_FALSE(all[0].unified);
  EXPECT_EQ(all[0].controllers, (std::vector<std::string>{"rw", "memory"}));
  EXPECT_EQ(all[0].root, "/docker/abc");
  EXPECT_EQ(all[0].point, "/sys/fs/cgroup/memory");
  EXPECT_TRUE(all[1].unified);
  EXPECT_EQ(all[1].point, "/mnt/with space");
}

TEST(Tree, TheOwnFolderIsThePathBelowTheMount) {
  const auto own = parse_memberships("4:memory:/docker/abc/deep\n2:pids:/\n0::/user.slice/a.scope\n");
  const auto mounts = parse_cgroup_mounts("35 31 0:32 /docker/abc /m rw - cgroup cgroup rw,memory\n"
                                          "36 31 0:33 / /p rw - cgroup cgroup rw,pids\n"
                                          "37 31 0:34 / /u rw - cgroup2 cgroup2 rw\n");
  EXPECT_EQ(folder_of("memory", own, mounts), "/m/deep");
  EXPECT_EQ(folder_of("pids", own, mounts), "/p");
  EXPECT_EQ(folder_of("", own, mounts), "/u/user.slice/a.scope");
  EXPECT_EQ(folder_of("cpuacct", own, mounts), std::nullopt);
}

TEST(Tree, AGroupOutsideOfWhatIsMountedHasNoFolder) {
  const auto mounts = parse_cgroup_mounts("37 31 0:34 /a /u rw - cgroup2 cgroup2 rw\n");
  EXPECT_EQ(folder_of("", parse_memberships("0::/b\n"), mounts), std::nullopt);
  EXPECT_EQ(folder_of("", parse_memberships("0::/ab\n"), mounts), std::nullopt);
  EXPECT_EQ(folder_of("", parse_memberships("0::/a\n"), mounts), "/u");
  const auto whole = parse_cgroup_mounts("37 31 0:34 / /u rw - cgroup2 cgroup2 rw\n");
  // What is outside of the cgroup namespace is shown with dots (cgroup_namespaces(7)).
  EXPECT_EQ(folder_of("", parse_memberships("0::/../b\n"), whole), std::nullopt);
  EXPECT_EQ(folder_of("", parse_memberships("0::/..\n"), whole), std::nullopt);
}

TEST(Tree, CountsAreFoundByTheirWholeKey) {
  const std::string_view events = "low 0\nhigh 0\nmax 17\noom 2\noom_kill 1\noom_group_kill 3\n";
  EXPECT_EQ(count_of(events, "oom_kill"), 1u);
  EXPECT_EQ(count_of(events, "oom"), 2u);
  EXPECT_EQ(count_of(events, "max"), 17u);
  EXPECT_EQ(count_of(events, "kill"), 0u);
  EXPECT_EQ(count_of("usage_usec 18446744073709551615\nuser_usec 5\n", "usage_usec"), 18446744073709551615u);
  EXPECT_EQ(count_of("", "max"), 0u);
}

TEST(Tree, NumbersAndWords) {
  EXPECT_EQ(number_in("4096\n"), 4096u);
  EXPECT_EQ(number_in("max\n"), 0u);
  EXPECT_TRUE(has_word("cpuset cpu io memory pids\n", "memory"));
  EXPECT_TRUE(has_word("cpuset cpu io memory pids\n", "pids"));
  EXPECT_FALSE(has_word("cpuset cpu io memory pids\n", "mem"));
  EXPECT_FALSE(has_word("\n", "pids"));
}

} // namespace
} // namespace bex
