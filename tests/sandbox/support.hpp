// What the tests of the sandbox share. They run real programs, as whoever runs them.
#pragma once

#include "sandboxes/base/file.hpp"
#include "sandboxes/sandbox.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

namespace bex::test {

// The level that BEXERCISE_TEST_LEVEL names (L3, L2, L2p), at most; without it the best there is.
inline Level level_to_test() {
  const char* name = std::getenv("BEXERCISE_TEST_LEVEL");
  for (const Level level : {Level::namespaces, Level::reduced})
    if (name && std::string(name) == name_of(level)) return level;
  return Level::full;
}

// The machine's sandbox; the tests cannot do without one.
inline Sandbox& sandbox() {
  static const auto made = make_sandbox(Safety::sandboxed, level_to_test());
  if (!made) throw std::runtime_error(made.error().what + "\n" + made.error().help);
  return **made;
}

inline Sandbox& unsafe() {
  static const auto made = make_sandbox(Safety::unsafe);
  return **made;
}

// tests/sandbox/probe.cpp with these words, seen at /probe.
inline SandboxSpec probe(std::vector<std::string> words) {
  SandboxSpec spec;
  spec.argv = {"/probe/sandbox_probe"};
  spec.argv.insert(spec.argv.end(), words.begin(), words.end());
  spec.mounts = {{BEXERCISE_PROBE_FOLDER, "/probe"}};
  spec.limits.cpu = Millis(20'000);
  spec.limits.wall = Millis(20'000);
  return spec;
}

inline RunResult run(const SandboxSpec& spec, Sandbox& in = sandbox()) {
  auto result = in.run(spec);
  if (!result) throw std::runtime_error(result.error().what);
  return std::move(*result);
}

inline std::string ending_of(const SandboxSpec& spec, Sandbox& in = sandbox()) {
  return describe(run(spec, in).ending);
}

inline std::string out_of(const SandboxSpec& spec, Sandbox& in = sandbox()) {
  const auto result = run(spec, in);
  EXPECT_TRUE(std::holds_alternative<Exited>(result.ending)) << describe(result.ending) << "\n" << result.err;
  return result.out;
}

} // namespace bex::test
