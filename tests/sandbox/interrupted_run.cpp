// A run that waits for an interrupt of its own process, which is for ever: exit code 42 when it ended by
// that. `interrupted_run MARK`.
#include "sandboxes/base/interrupt.hpp"
#include "sandboxes/sandbox.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  bex::watch_interrupts();
  const auto sandbox = bex::make_sandbox(bex::Safety::sandboxed);
  if (!sandbox) return 3;
  bex::SandboxSpec spec;
  spec.argv = {"/probe/sandbox_probe", "sleep", argv[1]};
  spec.mounts = {{BEXERCISE_PROBE_FOLDER, "/probe"}};
  const auto result = (*sandbox)->run(spec);
  return !result && result.error().kind == bex::ErrorKind::interrupted ? 42 : 1;
}
