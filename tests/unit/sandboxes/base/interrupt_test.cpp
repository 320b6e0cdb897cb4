#include "sandboxes/base/interrupt.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <poll.h>

using namespace bex;

namespace {

bool readable(int fd) {
  pollfd watched{fd, POLLIN, 0};
  return ::poll(&watched, 1, 0) == 1;
}

} // namespace

TEST(Interrupt, ACatchKeepsItFromTheRestOfTheProgram) {
  ASSERT_FALSE(interrupted());
  const InterruptCatch held;
  EXPECT_FALSE(readable(held.fd()));
  interrupt_now(SIGINT);
  EXPECT_TRUE(readable(held.fd()));
  EXPECT_FALSE(interrupted());
  EXPECT_FALSE(readable(interrupt_fd()));
}
