#include "sandboxes/plan.hpp"

#include "sandboxes/base/file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <sys/resource.h>

namespace bex {
namespace {

using Kind = Op::Kind;

SandboxSpec spec() {
  SandboxSpec s;
  s.argv = {"tool", "word"};
  s.env = {{"PATH", "/a:/b"}, {"X", "1"}};
  return s;
}

Means means() {
  using Entry = SystemView::Entry::Kind;
  Means m;
  m.ids = {true, 65534, 65534};
  m.system.entries = {{Entry::folder, "/usr", ""},
                      {Entry::link, "/bin", "usr/bin"},
                      {Entry::copy, "/etc/services", "http 80/tcp\n"}};
  return m;
}

std::ptrdiff_t find(const Ops& plan, Kind kind, const char* path) {
  const auto at = std::find_if(plan.ops.begin(), plan.ops.end(), [&](const Op& op) {
    return op.kind == kind && std::strcmp(op.path, path) == 0;
  });
  return at == plan.ops.end() ? -1 : at - plan.ops.begin();
}

std::ptrdiff_t last(const Ops& plan, Kind kind) {
  std::ptrdiff_t found = -1;
  for (std::size_t i = 0; i < plan.ops.size(); ++i)
    if (plan.ops[i].kind == kind) found = static_cast<std::ptrdiff_t>(i);
  return found;
}

rlim64_t limit(const Plan& plan, int resource) {
  for (const auto& l : plan.rlimits)
    if (l.resource == resource) return l.value.rlim_max;
  return 0;
}

TEST(PlanPrepared, AllOfTheHostIsTakenBeforeTheRootChangesAndNothingAfter) {
  SandboxSpec s = spec();
  s.mounts = {{"/opt/jdk", "/opt/jdk"}};
  const Means m = means();
  const Ops plan = plan_prepared(s, m);
  const auto enter = find(plan, Kind::enter, "/");
  ASSERT_GT(enter, 0);
  EXPECT_LT(last(plan, Kind::take), enter);
  EXPECT_LT(last(plan, Kind::device), enter);
  EXPECT_LT(last(plan, Kind::host_proc), enter);
  for (std::ptrdiff_t i = 0; i < enter; ++i) EXPECT_GE(plan.ops[static_cast<std::size_t>(i)].slot, 0);
  EXPECT_EQ(plan.ops.back().kind, Kind::seal);
}

TEST(PlanPrepared, EverySlotIsTakenOnceAndPlacedOnce) {
  const Means m = means();
  const Ops plan = plan_prepared(spec(), m);
  std::vector<int> taken(plan.slots.size()), placed(plan.slots.size());
  for (const auto& op : plan.ops) {
    if (op.slot < 0) continue;
    ++(op.kind == Kind::place ? placed : taken).at(static_cast<std::size_t>(op.slot));
  }
  EXPECT_EQ(taken, std::vector<int>(taken.size(), 1));
  EXPECT_EQ(placed, taken);
}

TEST(PlanPrepared, ParentsOfAMountAreMadeInOrder) {
  SandboxSpec s = spec();
  s.mounts = {{"/usr", "/opt/a/../b/c/"}};
  const Means m = means();
  const Ops plan = plan_prepared(s, m);
  EXPECT_LT(find(plan, Kind::folder, "opt"), find(plan, Kind::folder, "opt/b"));
  EXPECT_LT(find(plan, Kind::folder, "opt/b"), find(plan, Kind::folder, "opt/b/c"));
  EXPECT_LT(find(plan, Kind::folder, "opt/b/c"), find(plan, Kind::place, "opt/b/c"));
  EXPECT_EQ(find(plan, Kind::folder, "opt/a"), -1);
}

TEST(PlanPrepared, NamesOfOtherHostsLeadInside) {
  SandboxSpec s = spec();
  s.hosts = {"mail.test"};
  const Means m = means();
  const Ops plan = plan_prepared(s, m);
  const auto& file = plan.ops[static_cast<std::size_t>(find(plan, Kind::file, "etc/hosts"))];
  EXPECT_NE(std::string(file.source, file.length).find("\n127.0.0.1 mail.test\n"), std::string::npos);
  EXPECT_NE(shared_key(s), shared_key(spec()));
}

TEST(PlanPrepared, AReplacedHostFolderIsAnotherBox) {
  const auto root = TempDir::make();
  const auto folder = root->path() / "cache";
  std::filesystem::create_directory(folder);
  SandboxSpec s = spec();
  s.mounts = {{folder, "/cache"}};
  const auto before = shared_key(s);
  EXPECT_EQ(shared_key(s), before);
  std::filesystem::rename(folder, root->path() / "old");
  std::filesystem::create_directory(folder);
  EXPECT_NE(shared_key(s), before);
}

TEST(Plan, DataAndNetworkOnlyWhenAskedFor) {
  SandboxSpec s = spec();
  const Means m = means();
  EXPECT_EQ(find(plan_run(s, {}, m), Kind::tmpfs, "data"), -1);
  EXPECT_EQ(last(plan_run(s, {}, m), Kind::loopback), -1);
  EXPECT_FALSE(plan_run(s, {}, m).own_network);
  s.data = true;
  s.network = Network::loopback;
  EXPECT_GE(find(plan_run(s, {}, m), Kind::tmpfs, "data"), 0);
  EXPECT_GT(last(plan_run(s, {}, m), Kind::loopback), 0);
  EXPECT_TRUE(plan_run(s, {}, m).own_network);
}

TEST(Plan, AnInletListensWhenTheLoopbackIsUp) {
  SandboxSpec s = spec();
  s.network = Network::loopback;
  const Means m = means();
  EXPECT_EQ(last(plan_run(s, {}, m), Kind::listen), -1);
  s.inlet = {9000, [](Fd) {}};
  const Plan plan = plan_run(s, {}, m);
  EXPECT_GT(last(plan, Kind::listen), last(plan, Kind::loopback));
  EXPECT_EQ(step_of(plan.ops[static_cast<std::size_t>(last(plan, Kind::listen))]), "listen on port 9000");
  EXPECT_GE(last(plan_folder(s, {}), Kind::listen), 0);
}

TEST(Plan, AMountBelowTheBoxWaitsUntilTheBoxIsThere) {
  SandboxSpec s = spec();
  s.mounts = {{"/usr", "/box/node_modules"}, {"/usr", "/boxes"}};
  const Means m = means();
  const Ops prepared = plan_prepared(s, m);
  EXPECT_GT(find(prepared, Kind::place, "mnt/0"), 0);
  EXPECT_GT(find(prepared, Kind::place, "boxes"), 0);
  EXPECT_EQ(find(prepared, Kind::place, "box/node_modules"), -1);
  const Plan run = plan_run(s, {}, m);
  const auto move = find(run, Kind::move, "box/node_modules");
  EXPECT_LT(find(run, Kind::tmpfs, "box"), find(run, Kind::folder, "box/node_modules"));
  EXPECT_LT(find(run, Kind::folder, "box/node_modules"), move);
  ASSERT_GT(move, 0);
  EXPECT_STREQ(run.ops[static_cast<std::size_t>(move)].source, "mnt/0");
  EXPECT_EQ(find(run, Kind::move, "boxes"), -1);
}

TEST(Plan, WithoutAFreshProcThereIsAnEmptyFolder) {
  Means m = means();
  EXPECT_GE(find(plan_run(spec(), {}, m), Kind::proc, "proc"), 0);
  m.fresh_proc = false;
  EXPECT_EQ(last(plan_prepared(spec(), m), Kind::host_proc), -1);
  EXPECT_GT(find(plan_prepared(spec(), m), Kind::folder, "proc"), 0);
  EXPECT_EQ(last(plan_run(spec(), {}, m), Kind::proc), -1);
}

TEST(Plan, FilesOfTheSpecBelongToTheProgram) {
  SandboxSpec s = spec();
  s.files = {{"in/expected", "text"}};
  BoxTree tree;
  tree.entries = {{BoxTree::Entry::Kind::file, "main", "", 0755},
                  {BoxTree::Entry::Kind::link, "l", "main", 0}};
  const Means m = means();
  const Plan plan = plan_run(s, tree, m);
  for (const auto at : {find(plan, Kind::copy, "box/main"), find(plan, Kind::link, "box/l"),
                        find(plan, Kind::folder, "box/in"), find(plan, Kind::file, "box/in/expected")}) {
    ASSERT_GT(at, find(plan, Kind::tmpfs, "box"));
    EXPECT_TRUE(plan.ops[static_cast<std::size_t>(at)].owned);
  }
  const Ops prepared = plan_prepared(s, m);
  EXPECT_FALSE(prepared.ops[static_cast<std::size_t>(find(prepared, Kind::file, "etc/passwd"))].owned);
}

TEST(Plan, ProgramIsLookedUpInItsOwnPath) {
  const Means m = means();
  const Plan plan = plan_run(spec(), {}, m);
  ASSERT_EQ(plan.candidates.size(), 2u);
  EXPECT_STREQ(plan.candidates[0], "/a/tool");
  EXPECT_STREQ(plan.candidates[1], "/b/tool");
  ASSERT_EQ(plan.argv.size(), 3u);
  EXPECT_STREQ(plan.argv[1], "word");
  EXPECT_EQ(plan.argv[2], nullptr);
  EXPECT_STREQ(plan.env[1], "X=1");
}

TEST(Plan, InitCountsAsAProcessWhereItHasTheProgramsId) {
  SandboxSpec s = spec();
  s.limits.processes = 10;
  Means m = means();
  EXPECT_EQ(limit(plan_run(s, {}, m), RLIMIT_NPROC), 10u);
  m.ids.two = false;
  EXPECT_EQ(limit(plan_run(s, {}, m), RLIMIT_NPROC), 11u);
  EXPECT_EQ(limit(plan_folder(s, {}), RLIMIT_NPROC), 0u);
}

TEST(Plan, LimitsNeverRise) {
  SandboxSpec s = spec();
  s.limits.open_files = 1u << 30;
  rlimit now{};
  ::getrlimit(RLIMIT_NOFILE, &now);
  const Means m = means();
  EXPECT_LE(limit(plan_run(s, {}, m), RLIMIT_NOFILE), now.rlim_max);
  EXPECT_EQ(limit(plan_run(s, {}, m), RLIMIT_CORE), 0u);
}

// Its ticks may run ahead of what is counted by far, and it kills without a word.
TEST(Plan, TheKernelsOwnLimitOfTimeLeavesTheSupervisorItsTurn) {
  SandboxSpec s = spec();
  s.limits.cpu = Millis(10'000);
  const Means m = means();
  EXPECT_GE(limit(plan_run(s, {}, m), RLIMIT_CPU), 20u);
}

TEST(Plan, StepsAreVerbPhrases) {
  EXPECT_EQ(step_of({.kind = Kind::take, .source = "/usr"}), "mount /usr read-only");
  EXPECT_EQ(step_of({.kind = Kind::proc}), "mount a fresh /proc");
  EXPECT_EQ(step_of({.kind = Kind::copy, .path = "box/a", .source = "a"}), "copy a to /box/a");
}

TEST(CheckSpec, NamesWhatIsWrong) {
  EXPECT_TRUE(check_spec(spec()));
  const auto wrong = [](auto change) {
    SandboxSpec s = spec();
    change(s);
    return !check_spec(s);
  };
  EXPECT_TRUE(wrong([](auto& s) { s.argv.clear(); }));
  EXPECT_TRUE(wrong([](auto& s) { s.argv[1] = std::string("a\0b", 3); }));
  EXPECT_TRUE(wrong([](auto& s) { s.env = {{"A=B", ""}}; }));
  EXPECT_TRUE(wrong([](auto& s) { s.files = {{"../a", ""}}; }));
  EXPECT_TRUE(wrong([](auto& s) { s.files = {{"/a", ""}}; }));
  EXPECT_TRUE(wrong([](auto& s) { s.files = {{".", ""}}; }));
  EXPECT_TRUE(wrong([](auto& s) { s.mounts = {{"/a", "b"}}; }));
  EXPECT_TRUE(wrong([](auto& s) { s.mounts = {{"/a", "/b/.."}}; }));
  EXPECT_TRUE(wrong([](auto& s) { s.cwd = "box"; }));
  EXPECT_TRUE(wrong([](auto& s) { s.limits.wall = Millis(0); }));
}

} // namespace
} // namespace bex
