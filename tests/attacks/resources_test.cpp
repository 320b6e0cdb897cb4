// CPU time, memory and priorities: 4, 5, 6, 12, 13, 14, 39 and 44.
#include "sandboxes/base/clock.hpp"
#include "tests/attacks/support.hpp"

#include <algorithm>

namespace bex::attacks {
namespace {

class Resources : public Attack {
 protected:
  // The run was ended for its CPU time, and not long after.
  void expect_cpu_limit(const SandboxSpec& spec) {
    const auto result = attack(spec);
    EXPECT_TRUE(std::holds_alternative<CpuLimit>(result.ending)) << report(result);
    EXPECT_GT(result.cpu, Nanos(spec.limits.cpu));
    EXPECT_LT(result.cpu, Nanos(spec.limits.cpu) * 3);
  }
};

TEST_P(Resources, A04_BusyLoop) {
  SandboxSpec spec = program("04_busy_loop");
  spec.limits.cpu = Millis(200);
  expect_cpu_limit(spec);
}

TEST_P(Resources, A05_AChildBurnsWhileTheParentSleeps) {
  for (const char* how : {"child", "orphans"}) {
    SandboxSpec spec = program("05_child_cpu", {how});
    spec.limits.cpu = Millis(250);
    expect_cpu_limit(spec);
  }
}

TEST_P(Resources, A05_ChildrenThatNobodyWaitsFor) {
  SandboxSpec spec = program("05_child_cpu", {"crumbs"});
  spec.limits.cpu = Millis(250);
  spec.limits.wall = is_open(5) ? Millis(2'000) : Millis(20'000);
  const auto result = attack(spec);
  if (!is_open(5)) {
    EXPECT_TRUE(std::holds_alternative<CpuLimit>(result.ending)) << report(result);
    return;
  }
  // On most machines nobody counted it, and the wall clock ends it; a slow one has longer crumbs, which are
  // seen.
  EXPECT_TRUE(std::holds_alternative<IdleLimit>(result.ending) ||
              std::holds_alternative<CpuLimit>(result.ending))
      << report(result);
}

TEST_P(Resources, A06_AsleepOrStopped) {
  for (const char* how : {"sleep", "stop"}) {
    SandboxSpec spec = program("06_sleep", {how});
    spec.limits.wall = Millis(300);
    const auto result = attack(spec);
    EXPECT_TRUE(std::holds_alternative<IdleLimit>(result.ending)) << how << ": " << report(result);
    EXPECT_GE(result.wall, Millis(300));
    EXPECT_LT(result.cpu, Millis(150)) << how;
    EXPECT_EQ(result.out, "waits\n");
  }
}

TEST_P(Resources, A12_MoreMemoryThanAllowed) {
  SandboxSpec spec = program("12_memory", {"200"});
  spec.limits.memory = mib(64);
  const auto result = attack(spec);
  EXPECT_TRUE(std::holds_alternative<MemoryLimit>(result.ending)) << report(result);
  EXPECT_TRUE(has_line(result.out, "touches"));
  spec.argv.back() = "32"; // a limit that ends everything would be no limit
  EXPECT_TRUE(has_line(attack(spec).out, "touched"));
}

TEST_P(Resources, A13_ChildrenTogether) {
  SandboxSpec spec = program("13_memory_of_children", {"private"});
  spec.limits.memory = mib(128);
  const auto result = attack(spec);
  EXPECT_TRUE(std::holds_alternative<MemoryLimit>(result.ending)) << report(result);
  EXPECT_TRUE(result.out.starts_with("child ")) << report(result);
}

TEST_P(Resources, A13_ChildrenTogetherWithSharedMemoryOfTheirOwn) {
  SandboxSpec spec = program("13_memory_of_children", {"shared"});
  spec.limits.memory = mib(128);
  const auto result = attack(spec);
  EXPECT_TRUE(std::holds_alternative<MemoryLimit>(result.ending)) << report(result);
}

// Where nobody counts such memory it is held, else the run ends for it, or the kernel does not give it.
TEST_P(Resources, A14_MemoryThatNoProcessShows) {
  const std::vector<std::vector<std::string>> ways = {
      {"file", "/dev/shm/a"}, {"file", "/tmp/a"}, {"file", "/box/a"}, {"memfd"}, {"pipes"}, {"sockets"},
      {"unmapped"},           {"system-v"}};
  int held = 0;
  for (const auto& way : ways) {
    SandboxSpec spec = program("14_hidden_memory", way);
    spec.limits.memory = mib(32);
    const auto result = attack(spec);
    const auto told = told_in(result.out);
    EXPECT_TRUE(has_line(result.out, "begins")) << report(result);
    const bool over = std::holds_alternative<MemoryLimit>(result.ending);
    const bool kept = has_line(result.out, "kept") && number_in(result.out, "held") > 32;
    held += kept && !over;
    EXPECT_TRUE(is_open(14) || over || !kept) << way.front() << ": " << report(result);
  }
  EXPECT_EQ(held > 0, is_open(14));
}

// What is not counted is bounded all the same, by the size of each folder.
TEST_P(Resources, A14_FilesAreBounded) {
  for (const char* path : {"/dev/shm/a", "/tmp/a", "/box/a"}) {
    SandboxSpec spec = program("14_hidden_memory", {"file", path});
    spec.limits.scratch = mib(16);
    EXPECT_LE(number_in(attack(spec).out, "held"), 16) << path;
  }
}

TEST_P(Resources, A39_Priorities) {
  SandboxSpec spec = program("39_priorities");
  spec.limits.memory = mib(64);
  const auto result = attack(spec);
  const auto told = told_in(result.out);
  for (const char* what : {"fifo", "round-robin", "deadline", "nice", "io-priority", "limit "})
    expect_refused(told, what);
  // Locked memory is memory: either it is not given or it ends the run.
  EXPECT_TRUE(std::holds_alternative<MemoryLimit>(result.ending) || told.find("locked-memory")->second != "0")
      << report(result);
}

// CPU time is a process's own, whoever else is busy.
TEST_P(Resources, A44_ABusyNeighbour) {
  SandboxSpec noise = program("04_busy_loop");
  noise.limits.cpu = Millis(6'000);
  noise.limits.wall = Millis(15'000);
  noise.network = Network::loopback;
  std::vector<std::unique_ptr<Running>> neighbours;
  for (int i = 0; i < 3; ++i) {
    auto neighbour = box().start(noise);
    ASSERT_TRUE(neighbour) << neighbour.error().what;
    neighbours.push_back(std::move(*neighbour));
  }
  const auto all_spin = [&] {
    return std::all_of(neighbours.begin(), neighbours.end(),
                       [](const auto& each) { return each->log(100) == "spins\n" && !each->ended(); });
  };
  for (int i = 0; i < 2000 && !all_spin(); ++i) system_clock().sleep_for(Millis(2));
  ASSERT_TRUE(all_spin()) << "nobody was busy";
  const std::string own = new_place_inside();
  for (int i = 0; i < 3; ++i) {
    SandboxSpec spec = program("04_busy_loop", {"burn", "100"});
    spec.mounts[0].inside = own;
    spec.argv[0] = own + "/04_busy_loop";
    spec.limits.cpu = Millis(400);
    const auto result = box().run(spec);
    ASSERT_TRUE(result) << result.error().what;
    EXPECT_TRUE(is_exit(*result, 0)) << report(*result);
  }
  neighbours.clear();
  EXPECT_EQ(processes_from(inside_), 0);
}

BEX_AT_EVERY_LEVEL(Resources);

} // namespace
} // namespace bex::attacks
