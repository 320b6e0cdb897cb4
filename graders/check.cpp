#include "graders/check.hpp"

namespace bex {

SandboxSpec spec_for(const Program& program) {
  SandboxSpec spec;
  spec.argv = program.launcher;
  spec.argv.insert(spec.argv.end(), program.argv.begin(), program.argv.end());
  if (!program.launcher.empty()) spec.network = Network::loopback;
  spec.env = program.env;
  spec.box = program.box;
  spec.mounts = program.mounts;
  spec.limits = program.limits;
  return spec;
}

} // namespace bex
