#include "runner/render/run.hpp"

#include <gtest/gtest.h>

#include <csignal>

using namespace bex;
using namespace bex::render;

namespace {

RunResult result(Ending ending) {
  RunResult done;
  done.ending = std::move(ending);
  done.cpu = Millis(12);
  done.wall = Millis(1500);
  done.peak_memory = mib(3);
  done.level = Level::namespaces;
  return done;
}

} // namespace

TEST(Run, OneLineOfFacts) {
  Limits limits;
  limits.cpu = Millis(10'000);
  limits.wall = Millis(250);
  limits.memory = mib(64);
  EXPECT_EQ(
      run_line(result(Exited{3}), &limits),
      "exited with code 3: CPU 12 ms of 10 s, wall 1.50 s of 250 ms, memory 3 MiB of 64 MiB, sandbox L2");
  EXPECT_EQ(run_line(result(CpuLimit{}), nullptr),
            "was stopped at the CPU limit: CPU 12 ms, wall 1.50 s, memory 3 MiB, sandbox L2");
}

TEST(Run, MemoryThatWasNotSeenIsNoZero) {
  auto small = result(Exited{});
  small.peak_memory = {};
  EXPECT_NE(run_line(small, nullptr).find("memory too little to be seen"), std::string::npos);
}

TEST(Run, EveryEndingHasAName) {
  EXPECT_EQ(ending_name(Exited{}), "exited");
  EXPECT_EQ(ending_name(Signalled{}), "signalled");
  EXPECT_EQ(ending_name(CpuLimit{}), "cpu_limit");
  EXPECT_EQ(ending_name(IdleLimit{}), "wall_limit");
  EXPECT_EQ(ending_name(MemoryLimit{}), "memory_limit");
  EXPECT_EQ(ending_name(OutputLimit{}), "output_limit");
  EXPECT_EQ(ending_name(ProcessLimit{}), "process_limit");
  EXPECT_EQ(ending_name(Denied{}), "denied");
  EXPECT_EQ(ending_name(Stopped{}), "stopped");
  EXPECT_EQ(ending_name(NotStarted{}), "not_started");
}

TEST(Run, JsonTellsTheCodeOrTheSignal) {
  const auto exited = run_json(result(Exited{3}), {});
  EXPECT_EQ(exited["code"], 3);
  EXPECT_TRUE(exited["signal"].is_null());
  EXPECT_EQ(exited["level"], "L2");
  EXPECT_EQ(exited["cpu_ms"], 12.0);
  const auto killed = run_json(result(Signalled{SIGKILL}), {});
  EXPECT_TRUE(killed["code"].is_null());
  EXPECT_EQ(killed["signal"], SIGKILL);
}
