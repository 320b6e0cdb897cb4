// Runs one attack program as the real supervisor does, to be killed meanwhile:
// `attack_supervisor LEVEL WALL_MS PROGRAMS-FOLDER INSIDE PROGRAM [WORD...]`. Exit code 0 when the run ended,
// 4 when it did not start.
#include "tests/attacks/levels.hpp"

#include <cstdlib>
#include <string_view>

namespace {

int run(bex::Sandbox& sandbox, const bex::SandboxSpec& spec) {
  const auto result = sandbox.run(spec);
  if (!result) return 1;
  return std::holds_alternative<bex::NotStarted>(result->ending) ? 4 : 0;
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 6) return 2;
  bex::SandboxSpec spec;
  spec.limits.wall = bex::Millis(std::atoi(argv[2]));
  spec.mounts = {{argv[3], argv[4]}};
  spec.argv = {std::string(argv[4]) + "/" + argv[5]};
  for (int i = 6; i < argc; ++i) spec.argv.push_back(argv[i]);
  if (argv[1] == std::string_view("unsafe")) {
    const auto unsafe = bex::make_sandbox(bex::Safety::unsafe);
    return run(**unsafe, spec);
  }
  for (const auto& strength : bex::attacks::sandboxes_here())
    if (strength.name == argv[1] && strength.sandbox) return run(*strength.sandbox, spec);
  return 3;
}
