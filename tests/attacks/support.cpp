#include "tests/attacks/support.hpp"

#include "sandboxes/base/fd.hpp"

#include <atomic>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <random>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace bex::attacks {
namespace {

using Clock = std::chrono::steady_clock;

TempDir new_folder() {
  auto made = TempDir::make();
  if (!made) throw std::runtime_error(made.error().what);
  // What runs as nobody inside must be able to look for it: only namespaces keep it away.
  ::chmod(made->path().c_str(), 0755);
  return std::move(*made);
}

std::string random_word() {
  std::random_device source;
  return fmt::format("{:08x}{:08x}{:08x}", source(), source(), source());
}

// A line of /proc/self/status in KiB.
long status_kib(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name + ":")) return std::atol(line.c_str() + name.size() + 1);
  return -1;
}

template <class Condition> bool within(Millis patience, Condition condition) {
  const auto end = Clock::now() + patience;
  do {
    if (condition()) return true;
    std::this_thread::sleep_for(Millis(5));
  } while (Clock::now() < end);
  return false;
}

// VmHWM begins anew (proc_pid_clear_refs(5)).
void forget_peak() {
  std::ofstream("/proc/self/clear_refs") << "5";
}

} // namespace

Canary::Canary() : folder_(new_folder()), secret_("canary-" + random_word()) {
  std::ofstream(path()) << secret_ << "\n";
  stamp_ = stamp_now();
}

std::string Canary::stamp_now() const {
  struct stat st{};
  if (::lstat(path().c_str(), &st) != 0) return "gone";
  return fmt::format("{} {:o} {} {} {} {}.{}", read_file(path()).value_or("unreadable"), st.st_mode,
                     st.st_uid, st.st_nlink, st.st_ino, st.st_ctim.tv_sec, st.st_ctim.tv_nsec);
}

bool Canary::unharmed() const {
  return stamp_now() == stamp_;
}

Told told_in(const std::string& out) {
  Told told;
  for (std::size_t at = 0; at < out.size();) {
    const auto end = std::min(out.find('\n', at), out.size());
    const std::string line = out.substr(at, end - at);
    if (const auto sign = line.rfind('='); sign != std::string::npos)
      told.emplace(line.substr(0, sign), line.substr(sign + 1));
    at = end + 1;
  }
  return told;
}

bool has_line(const std::string& out, const std::string& line) {
  return ("\n" + out).find("\n" + line + "\n") != std::string::npos;
}

long number_in(const std::string& out, const std::string& name) {
  const auto told = told_in(out);
  const auto found = told.find(name);
  return found == told.end() ? -1 : std::atol(found->second.c_str());
}

void expect_refused(const Told& told, const std::string& prefix) {
  int tried = 0;
  for (const auto& [what, answer] : told) {
    if (!what.starts_with(prefix)) continue;
    ++tried;
    EXPECT_TRUE(answer.starts_with("E")) << what << " was not refused: " << answer;
  }
  EXPECT_GT(tried, 0) << "nothing was tried of `" << prefix << "`";
}

bool is_exit(const RunResult& result, int code) {
  const auto* exited = std::get_if<Exited>(&result.ending);
  return exited && exited->code == code;
}

std::string report(const RunResult& result) {
  return fmt::format(
      "{} at {}, cpu {} ms, wall {} ms, peak {} KiB\n--- stdout\n{:.4000}\n--- stderr\n{:.4000}",
      describe(result.ending), name_of(result.level), result.cpu.count() / 1'000'000,
      result.wall.count() / 1'000'000, result.peak_memory.count >> 10, result.out, result.err);
}

std::string new_place_inside() {
  static std::atomic<int> count{0};
  return fmt::format("/attack-{}-{}", ::getpid(), ++count);
}

std::vector<pid_t> pids_from(const std::string& inside) {
  std::vector<pid_t> pids;
  std::error_code code;
  for (fs::directory_iterator at("/proc", code), end; !code && at != end; at.increment(code)) {
    const Fd file(::open((at->path() / "cmdline").c_str(), O_RDONLY | O_CLOEXEC));
    const auto words = file ? read_to_end(file.get()) : tl::unexpected<int>(0);
    if (words && words->starts_with(inside + "/")) pids.push_back(std::atoi(at->path().filename().c_str()));
  }
  return pids;
}

int processes_from(const std::string& inside) {
  return static_cast<int>(pids_from(inside).size());
}

bool gone_within(const std::string& inside, Millis patience) {
  return within(patience, [&] { return processes_from(inside) == 0; });
}

bool come_within(const std::string& inside, int count, Millis patience) {
  return within(patience, [&] { return processes_from(inside) >= count; });
}

bool lives(pid_t child) {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         info.si_pid == 0;
}

void Attack::SetUp() {
  if (!GetParam().sandbox) FAIL() << "no sandbox on this machine: " << GetParam().why;
}

SandboxSpec Attack::program(const std::string& name, std::vector<std::string> words) const {
  SandboxSpec spec;
  spec.argv = {inside_ + "/" + name};
  spec.argv.insert(spec.argv.end(), words.begin(), words.end());
  spec.mounts = {{BEXERCISE_ATTACKS, inside_}};
  spec.limits.cpu = Millis(8'000);
  spec.limits.wall = Millis(20'000);
  return spec;
}

RunResult Attack::attack(const SandboxSpec& spec) {
  forget_peak();
  const long before_kib = status_kib("VmRSS");
  const auto begin = Clock::now();
  auto result = box().run(spec);
  const auto took = Clock::now() - begin;
  const long grown_kib = status_kib("VmHWM") - before_kib;
  if (!result) {
    ADD_FAILURE() << result.error().what;
    return {};
  }
  EXPECT_FALSE(std::holds_alternative<NotStarted>(result->ending)) << report(*result);
  EXPECT_EQ(result->level, level());
  EXPECT_EQ(processes_from(inside_), 0) << "a process survives";
  EXPECT_TRUE(canary_.unharmed());
  EXPECT_EQ(result->out.find(canary_.secret()), std::string::npos) << "the canary was read: " << result->out;
  EXPECT_EQ(result->err.find(canary_.secret()), std::string::npos) << "the canary was read: " << result->err;
  EXPECT_LT(took, spec.limits.wall + Millis(10'000)) << report(*result);
  EXPECT_LT(result->wall, spec.limits.wall + Millis(5'000));
  // Both streams, and twice that while a buffer grows.
  EXPECT_LT(grown_kib, static_cast<long>(spec.limits.output.count >> 10) * 4 + (16 << 10)) << "KiB";
  return std::move(*result);
}

} // namespace bex::attacks
