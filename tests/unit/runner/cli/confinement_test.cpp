#include "runner/cli/confinement.hpp"

#include <gtest/gtest.h>

#include <algorithm>

using namespace bex;
using namespace bex::cli;

namespace {

Confinement whole() {
  Confinement c;
  c.level = Level::full;
  c.landlock = 7;
  c.groups = "cgroup v2 (delegated by systemd)";
  return c;
}

Step step(const Confinement& c, const std::string& what) {
  const auto steps = steps_of(c);
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const Step& s) { return s.what == what; });
  if (found == steps.end()) return {what, "not told", "", ""};
  return *found;
}

} // namespace

TEST(Confinement, NothingIsMissing) {
  const auto steps = steps_of(whole());
  ASSERT_EQ(steps.size(), 5u);
  for (const auto& one : steps) EXPECT_TRUE(one.good()) << one.what;
  EXPECT_EQ(step(whole(), "Landlock").state, "ABI 7");
  EXPECT_EQ(step(whole(), "control groups").state, "cgroup v2 (delegated by systemd)");
}

TEST(Confinement, WithoutControlGroups) {
  auto c = whole();
  c.level = Level::namespaces;
  c.groups = "";
  c.no_groups = fail(ErrorKind::machine, "`/sys/fs/cgroup` is not writable", "systemd-run --user x").value();
  const auto missing = step(c, "control groups");
  EXPECT_EQ(missing.state, "missing");
  EXPECT_NE(missing.cost.find("the level is at most L2"), std::string::npos);
  EXPECT_NE(missing.cost.find("`/sys/fs/cgroup` is not writable"), std::string::npos);
  EXPECT_EQ(missing.mend, "systemd-run --user x");
}

TEST(Confinement, AGroupThatNoProgramGetsInto) {
  auto c = whole();
  c.level = Level::namespaces;
  EXPECT_EQ(step(c, "control groups").state, "refused");
  EXPECT_FALSE(step(c, "control groups").mend.empty());
}

TEST(Confinement, AtL2pGroupsAreNotCalledRefused) {
  auto c = whole();
  c.level = Level::reduced;
  EXPECT_TRUE(step(c, "control groups").good());
}

TEST(Confinement, AnEmptyProc) {
  auto c = whole();
  c.level = Level::reduced;
  EXPECT_NE(step(c, "/proc").cost.find("Java does not start"), std::string::npos);
  EXPECT_NE(step(c, "/proc").mend.find("findmnt"), std::string::npos);
  c.in_container = true;
  EXPECT_NE(step(c, "/proc").mend.find("systempaths=unconfined"), std::string::npos);
}

TEST(Confinement, WithoutLandlockTheOtherModulesStay) {
  auto c = whole();
  c.landlock = 0;
  c.modules = "capability,yama,apparmor";
  EXPECT_NE(step(c, "Landlock").mend.find("lsm=landlock,capability,yama,apparmor"), std::string::npos);
  EXPECT_FALSE(step(c, "Landlock").cost.empty());
}

TEST(Confinement, WithoutNamespacesNothingRuns) {
  auto c = whole();
  c.level.reset();
  c.refusal = fail(ErrorKind::machine, "user namespaces are turned off", "sudo sysctl -w x").value();
  EXPECT_NE(step(c, "namespaces").cost.find("no program is run here"), std::string::npos);
  EXPECT_EQ(step(c, "namespaces").mend, "sudo sysctl -w x");
  EXPECT_EQ(step(c, "seccomp").state, "not told");
  EXPECT_EQ(step(c, "Landlock").state, "ABI 7");
}
