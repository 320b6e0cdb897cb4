#include "sandboxes/result.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>

namespace bex {
namespace {

TEST(Result, LevelsHaveTheirShortNames) {
  EXPECT_STREQ(name_of(Level::unsafe), "unsafe");
  EXPECT_STREQ(name_of(Level::reduced), "L2p");
  EXPECT_STREQ(name_of(Level::namespaces), "L2");
  EXPECT_STREQ(name_of(Level::full), "L3");
}

TEST(Result, EndingsAreToldInWords) {
  EXPECT_EQ(describe(Exited{3}), "exited with code 3");
  EXPECT_EQ(describe(Signalled{SIGSEGV}), "was killed by SIGSEGV (segmentation fault)");
  EXPECT_EQ(describe(Signalled{40}), "was killed by signal 40");
  EXPECT_EQ(describe(CpuLimit{}), "was stopped at the CPU limit");
  EXPECT_EQ(describe(IdleLimit{}), "was stopped at the wall-clock limit");
  EXPECT_EQ(describe(MemoryLimit{}), "went over the memory limit");
  EXPECT_EQ(describe(OutputLimit{}), "wrote more to stdout than the output limit allows");
  EXPECT_EQ(describe(ProcessLimit{}), "reached the process limit");
  EXPECT_EQ(describe(Denied{"a call"}), "was stopped for a call");
  EXPECT_EQ(describe(Stopped{}), "was stopped because the check was over");
  EXPECT_EQ(describe(NotStarted{"mount /usr read-only", EPERM}),
            "could not be started: mount /usr read-only: Operation not permitted (EPERM)");
  EXPECT_EQ(describe(NotStarted{}), "was not started");
}

} // namespace
} // namespace bex
