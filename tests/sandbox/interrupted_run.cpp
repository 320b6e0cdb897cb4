// `interrupted_run MARK`: a run that waits for an interrupt of its own process, which is for ever: exit code
// 42 when it ended by that. `interrupted_run MARK FOLDER`: runs of all kinds side by side, one after the
// other, until somebody kills the process; FOLDER is seen by each of them.
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/interrupt.hpp"
#include "sandboxes/sandbox.hpp"

#include <string>
#include <thread>
#include <vector>

namespace {

using Words = std::vector<std::string>;

bex::SandboxSpec probe(Words words, const std::string& mark) {
  bex::SandboxSpec spec;
  spec.argv = {"/probe/sandbox_probe"};
  spec.argv.insert(spec.argv.end(), words.begin(), words.end());
  spec.argv.push_back(mark);
  spec.mounts = {{BEXERCISE_PROBE_FOLDER, "/probe"}};
  return spec;
}

bex::SandboxSpec short_one(Words words, const std::string& mark, const bex::fs::path& folder) {
  auto spec = probe(std::move(words), mark);
  spec.mounts.push_back({folder, folder});
  spec.box = folder;
  spec.data = true;
  spec.network = bex::Network::loopback;
  spec.limits.processes = 20;
  spec.limits.cpu = bex::Millis(100);
  return spec;
}

void run_for_ever(bex::Sandbox& sandbox, const Words& words, const std::string& mark,
                  const bex::fs::path& folder) {
  for (;;) {
    auto spec = short_one(words, mark, folder);
    const auto collected = bex::TempDir::make(folder.parent_path() / "collected");
    if (collected) spec.collect = collected->path();
    (void)sandbox.run(spec);
  }
}

void serve_for_ever(bex::Sandbox& sandbox, const std::string& mark, const bex::fs::path& folder) {
  for (;;) {
    auto running = sandbox.start(short_one({"sleep"}, mark, folder));
    if (running) (void)(*running)->stop(bex::Millis(1));
  }
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) return 2;
  const std::string mark = argv[1];
  if (argc == 2) bex::watch_interrupts();
  const auto sandbox = bex::make_sandbox(bex::Safety::sandboxed);
  if (!sandbox) return 3;
  if (argc == 3) {
    const bex::fs::path folder = argv[2];
    std::vector<std::thread> threads;
    for (const Words& words : {Words{"exit", "0"}, Words{"daemon"}, Words{"wild-fork-bomb"},
                               Words{"memory-of-children", "3", "1"}})
      threads.emplace_back([&, words] { run_for_ever(**sandbox, words, mark, folder); });
    serve_for_ever(**sandbox, mark, folder);
  }
  const auto result = (*sandbox)->run(probe({"sleep"}, mark));
  return !result && result.error().kind == bex::ErrorKind::interrupted ? 42 : 1;
}
