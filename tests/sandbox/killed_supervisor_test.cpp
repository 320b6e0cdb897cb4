// A supervisor that is killed at any moment leaves nothing: no process and no mount within a second, no
// control group and no file after the next start.
#include "sandboxes/cgroups/groups.hpp"
#include "sandboxes/cgroups/tree.hpp"
#include "tests/sandbox/support.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <functional>
#include <random>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace bex::test {
namespace {

using Clock = std::chrono::steady_clock;

std::string text_of_file(const fs::path& path) {
  const Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return file ? read_to_end(file.get()).value_or("") : std::string();
}

// Processes that have `mark` among their words, or see a mount with it: the supervisor's own copies, which
// build and watch boxes, have its words.
int traces_of(const std::string& mark) {
  int count = 0;
  std::error_code gone;
  for (const auto& entry : fs::directory_iterator("/proc", gone)) {
    const auto name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    for (const char* file : {"cmdline", "mountinfo"})
      if (text_of_file(entry.path() / file).find(mark) != std::string::npos) ++count;
  }
  return count;
}

// The control groups in which this process's groups and those of its children are made.
std::vector<std::string> bases() {
  const auto own = parse_memberships(text_of_file("/proc/self/cgroup"));
  const auto mounts = parse_cgroup_mounts(text_of_file("/proc/self/mountinfo"));
  std::vector<std::string> all;
  for (const char* controller : {"", "memory", "pids", "cpuacct"})
    if (auto folder = folder_of(controller, own, mounts)) {
      if (const auto at = folder->find("/bexercise."); at != folder->npos) folder->resize(at);
      all.push_back(*folder);
    }
  return all;
}

int groups_of(pid_t owner) {
  int count = 0;
  for (const auto& base : bases()) {
    std::error_code gone;
    for (const auto& entry : fs::directory_iterator(base, gone))
      if (entry.path().filename().string().starts_with(fmt::format("bexercise.{}.", owner))) ++count;
  }
  return count;
}

struct Supervisor {
  std::string mark;
  pid_t pid = -1;

  explicit Supervisor(const fs::path& folder)
      : mark(fmt::format("mark-killed-{}-{}", ::getpid(), folder.filename().string())) {
    // The folder that each run sees carries the mark into the tables of mounts.
    const auto seen = folder / mark;
    fs::create_directories(seen);
    const auto temporary = "TMPDIR=" + folder.string();
    pid = ::fork();
    if (pid != 0) return;
    const char* words[] = {BEXERCISE_INTERRUPTED_RUN, mark.c_str(), seen.c_str(), nullptr};
    const char* env[] = {temporary.c_str(), nullptr};
    ::execve(words[0], const_cast<char**>(words), const_cast<char**>(env));
    ::_exit(1);
  }
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;
  ~Supervisor() { kill(); }
  void kill() {
    if (pid > 0) ::kill(pid, SIGKILL), ::waitpid(pid, nullptr, 0);
    pid = -1;
  }
};

// Within `limit`, on a machine that lets us look a hundred times in that.
bool within(Millis limit, const std::function<bool()>& fact) {
  const auto end = Clock::now() + limit;
  for (int looks = 0; looks < 100 || Clock::now() < end; ++looks) {
    if (fact()) return true;
    std::this_thread::sleep_for(Millis(2));
  }
  return false;
}

// Everything in `folder` but what the test itself made there.
std::vector<std::string> files_in(const fs::path& folder, const std::string& mark) {
  std::vector<std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (const auto name = entry.path().lexically_relative(folder).string();
        name != mark && !name.starts_with("collected")) // the caller's own folders for results
      all.push_back(name);
  return all;
}

unsigned seed() {
  const char* given = std::getenv("BEXERCISE_SEED");
  return given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device()();
}

// In parts, so that each stays well within the time that a test may take on a busy machine.
class KilledSupervisor : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Rounds, KilledSupervisor, testing::Range(0u, 4u));
constexpr int rounds = 50;

TEST_P(KilledSupervisor, LeavesNothing) {
  const unsigned start = seed() + GetParam();
  std::printf("BEXERCISE_SEED=%u\n", start - GetParam());
  std::mt19937 random(start);
  const bool grouped = open_groups().has_value();
  const auto work = TempDir::make();
  ASSERT_TRUE(work);

  // How long a supervisor takes here to its first run; the moments lie on both sides of it.
  Millis start_up{};
  {
    Supervisor first(work->path() / "first");
    const auto begin = Clock::now();
    ASSERT_TRUE(within(Millis(20'000), [&] { return traces_of(first.mark) >= 4; }));
    start_up = std::chrono::duration_cast<Millis>(Clock::now() - begin);
  }
  std::uniform_int_distribution<long> moment(0, std::clamp<long>(2 * start_up.count(), 30, 2000) * 1000);

  int alive = 0, grouped_ones = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto folder = work->path() / std::to_string(round);
    Supervisor supervisor(folder);
    const pid_t owner = supervisor.pid;
    std::this_thread::sleep_for(Micros(moment(random)));
    alive += traces_of(supervisor.mark) > 2; // itself, twice at most, and a process inside
    supervisor.kill();
    ASSERT_TRUE(within(Millis(1000), [&] { return traces_of(supervisor.mark) == 0; })) << "round " << round;
    if (grouped) {
      grouped_ones += groups_of(owner) > 0;
      (void)open_groups();
      ASSERT_EQ(groups_of(owner), 0) << "round " << round;
    }
    ASSERT_EQ(files_in(folder, supervisor.mark), std::vector<std::string>()) << "round " << round;
  }
  std::printf("start-up %ld ms, %d killed with processes inside, %d with control groups\n",
              static_cast<long>(start_up.count()), alive, grouped_ones);
  // Others may mount what they like meanwhile; each of ours would show that folder.
  EXPECT_EQ(text_of_file("/proc/self/mountinfo").find(work->path()), std::string::npos);
  EXPECT_TRUE(make_sandbox(Safety::sandboxed).has_value());
  EXPECT_GT(alive, 0);
  if (sandbox().level() == Level::full) {
    EXPECT_GT(grouped_ones, 0);
  }
}

} // namespace
} // namespace bex::test
