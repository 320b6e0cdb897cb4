// What must not happen once in many repeats: a process that survives its run, and a verdict about time that
// depends on the day. Prints JSON: for each the repeats and the failures. Bounded: some minutes.
#include "sandboxes/sandbox.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <exception>
#include <fmt/format.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <csignal>

using namespace bex;

namespace {

struct Figure {
  std::string name;
  int repeats, failures;
};

// A busy loop for each CPU, until this object goes or the process that made it.
class Busy {
 public:
  Busy() {
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
      const pid_t pid = ::fork();
      if (pid > 0) pids_.push_back(pid);
      if (pid != 0) continue;
      ::alarm(900);
      for (;;) asm volatile("" ::: "memory");
    }
  }
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;
  ~Busy() {
    for (const pid_t pid : pids_) ::kill(pid, SIGKILL);
    for (const pid_t pid : pids_) ::waitpid(pid, nullptr, 0);
  }

 private:
  std::vector<pid_t> pids_;
};

RunResult run(Sandbox& sandbox, const SandboxSpec& spec) {
  auto result = sandbox.run(spec);
  if (!result) throw std::runtime_error(result.error().what);
  return std::move(*result);
}

// Processes of the whole machine that have `mark` in their arguments.
int count_marked(const std::string& mark) {
  const std::unique_ptr<DIR, int (*)(DIR*)> proc(::opendir("/proc"), ::closedir);
  int count = 0;
  while (const dirent* entry = proc ? ::readdir(proc.get()) : nullptr) {
    const pid_t pid = std::atoi(entry->d_name);
    if (pid <= 0 || pid == ::getpid()) continue;
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
        std::fopen(fmt::format("/proc/{}/cmdline", pid).c_str(), "r"),
        [](std::FILE* f) { return f ? std::fclose(f) : 0; });
    char buffer[4096];
    const std::size_t n = file ? std::fread(buffer, 1, sizeof buffer, file.get()) : 0;
    count += std::string(buffer, n).find(mark) != std::string::npos ? 1 : 0;
  }
  return count;
}

// Daemons that ignore signals among them; the program itself ends at once.
Figure survivors(Sandbox& sandbox, int repeats) {
  int failures = 0;
  for (int i = 0; i < repeats; ++i) {
    const auto mark = fmt::format("61.{:06}", ::getpid() % 1'000'000);
    SandboxSpec spec;
    spec.argv = {"/bin/sh", "-c",
                 "trap '' TERM HUP INT; i=0; while [ $i -lt 20 ]; do (setsid sleep " + mark +
                     " &); i=$((i+1)); done; exit 0"};
    (void)run(sandbox, spec);
    failures += count_marked(mark) > 0 ? 1 : 0;
  }
  return {"processes that survive their run", repeats, failures};
}

// A program of a given CPU time under twice that as its limit, and under half of it.
Figure flips(Sandbox& sandbox, int repeats) {
  const Busy busy;
  int failures = 0;
  for (int i = 0; i < repeats; ++i)
    for (const int limit : {200, 50}) {
      SandboxSpec spec;
      spec.argv = {"/probe/sandbox_probe", "burn", "100"};
      spec.mounts = {{BEXERCISE_PROBE_FOLDER, "/probe"}};
      spec.limits.cpu = Millis(limit);
      const auto ending = run(sandbox, spec).ending;
      const bool stopped = std::holds_alternative<CpuLimit>(ending);
      failures += stopped == (limit < 100) ? 0 : 1;
    }
  return {"verdicts on time that flip", 2 * repeats, failures};
}

} // namespace

int main() {
  try {
    auto sandbox = make_sandbox(Safety::sandboxed);
    if (!sandbox) throw std::runtime_error(sandbox.error().what);
    const Figure all[] = {survivors(**sandbox, 1000), flips(**sandbox, 200)};
    std::string text;
    for (const auto& f : all)
      text += fmt::format("{}{{\"name\": \"{}\", \"repeats\": {}, \"failures\": {}}}",
                          text.empty() ? "" : ", ", f.name, f.repeats, f.failures);
    fmt::print("[{}]\n", text);
    return 0;
  } catch (const std::exception& e) {
    fmt::print(stderr, "sandbox_soak: {}\n", e.what());
    return 1;
  }
}
