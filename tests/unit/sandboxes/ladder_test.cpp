#include "sandboxes/ladder.hpp"

#include <gtest/gtest.h>

#include <cerrno>

namespace bex {
namespace {

const NotStarted no_namespaces{"make the namespaces", EPERM};

TEST(Ladder, NamespacesTurnedOff) {
  Switches switches;
  switches.max_user_namespaces = 0;
  const Error error = explain({"make the namespaces", ENOSPC}, switches);
  EXPECT_EQ(error.kind, ErrorKind::machine);
  EXPECT_EQ(error.help, "sudo sysctl -w user.max_user_namespaces=15000");
  EXPECT_NE(error.what.find("ENOSPC"), std::string::npos);
}

TEST(Ladder, TooManyNamespaces) {
  Switches switches;
  switches.max_user_namespaces = 100;
  EXPECT_EQ(explain({"make the namespaces", ENOSPC}, switches).help,
            "sudo sysctl -w user.max_user_namespaces=15100");
}

TEST(Ladder, DebiansSwitchBindsUsersOnly) {
  Switches switches;
  switches.unprivileged_userns_clone = 0;
  EXPECT_EQ(explain(no_namespaces, switches).help, "sudo sysctl -w kernel.unprivileged_userns_clone=1");
  switches.is_root = true;
  EXPECT_EQ(explain(no_namespaces, switches).help.find("sysctl"), std::string::npos);
}

TEST(Ladder, AppArmorsRestrictionShowsAtTheFirstMount) {
  Switches switches;
  switches.unprivileged_userns_clone = 1;
  switches.apparmor_restriction = 1;
  switches.program = "/usr/bin/bexercise";
  const Error error = explain({"change the root", EACCES}, switches);
  EXPECT_NE(error.help.find("profile bexercise /usr/bin/bexercise flags=(unconfined)"), std::string::npos);
  EXPECT_NE(error.help.find("apparmor_parser -r"), std::string::npos);
}

TEST(Ladder, Containers) {
  Switches switches;
  switches.in_container = true;
  EXPECT_NE(explain(no_namespaces, switches).help.find("--security-opt seccomp=unconfined"),
            std::string::npos);
}

TEST(Ladder, OtherFaultsAreNotBlamedOnASwitch) {
  Switches switches;
  switches.max_user_namespaces = 0;
  EXPECT_EQ(explain({"mount /usr read-only", EIO}, switches).what.find("turned off"), std::string::npos);
}

} // namespace
} // namespace bex
