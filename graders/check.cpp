#include "graders/check.hpp"

namespace bex {

SandboxSpec spec_for(const Program& program) {
  SandboxSpec spec;
  spec.argv = program.argv;
  spec.env = program.env;
  spec.box = program.box;
  spec.mounts = program.mounts;
  spec.limits = program.limits;
  return spec;
}

} // namespace bex
