#include "sandboxes/result.hpp"

#include "sandboxes/base/error.hpp"
#include "sandboxes/base/text.hpp"

#include <cstring>

namespace bex {
namespace {

struct Describer {
  std::string operator()(const Exited& e) const { return "exited with code " + std::to_string(e.code); }
  std::string operator()(const Signalled& e) const {
    const char* name = sigabbrev_np(e.signal);
    const char* text = sigdescr_np(e.signal);
    if (!name || !text) return "was killed by signal " + std::to_string(e.signal);
    return std::string("was killed by SIG") + name + " (" + lower(text) + ")";
  }
  std::string operator()(const CpuLimit&) const { return "was stopped at the CPU limit"; }
  std::string operator()(const IdleLimit&) const { return "was stopped at the wall-clock limit"; }
  std::string operator()(const MemoryLimit&) const { return "went over the memory limit"; }
  std::string operator()(const OutputLimit&) const {
    return "wrote more to stdout than the output limit allows";
  }
  std::string operator()(const ProcessLimit&) const { return "reached the process limit"; }
  std::string operator()(const Denied& e) const { return "was stopped for " + e.what; }
  std::string operator()(const Stopped&) const { return "was stopped because the check was over"; }
  std::string operator()(const NotStarted& e) const {
    if (e.step.empty()) return "was not started";
    return "could not be started: " + (e.error != 0 ? with_errno(e.step, e.error) : e.step);
  }
};

} // namespace

const char* name_of(Level level) {
  switch (level) {
  case Level::unsafe:
    return "unsafe";
  case Level::reduced:
    return "L2p";
  case Level::namespaces:
    return "L2";
  case Level::full:
    return "L3";
  }
  return "unsafe";
}

std::string describe(const Ending& ending) {
  return std::visit(Describer{}, ending);
}

} // namespace bex
