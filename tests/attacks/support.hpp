// What the tests of the attacks share. Each runs a program of its own making through the public interface of
// the sandbox, and judges by facts.
#pragma once

#include "sandboxes/base/file.hpp"
#include "sandboxes/openings.hpp"
#include "sandboxes/sandbox.hpp"
#include "tests/attacks/levels.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <initializer_list>
#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace bex::attacks {

// A file of the host with a content that nobody can guess.
class Canary {
 public:
  Canary();
  [[nodiscard]] std::string path() const { return (folder_.path() / "canary").string(); }
  [[nodiscard]] fs::path folder() const { return folder_.path(); }
  [[nodiscard]] const std::string& secret() const { return secret_; }
  [[nodiscard]] bool unharmed() const;

 private:
  TempDir folder_;
  std::string secret_, stamp_;
  [[nodiscard]] std::string stamp_now() const;
};

// `what=ENAME` lines of an attack program (programs/attack.hpp): what it tried and what came of it.
using Told = std::multimap<std::string, std::string>;
[[nodiscard]] Told told_in(const std::string& out);
[[nodiscard]] bool has_line(const std::string& out, const std::string& line);
// The number behind `name=`, -1 when it is not there.
[[nodiscard]] long number_in(const std::string& out, const std::string& name);

// At least one thing was tried, and every one that starts with `prefix` was refused.
void expect_refused(const Told& told, const std::string& prefix = "");

[[nodiscard]] bool is_exit(const RunResult& result, int code);

// A folder of the attack programs inside, that no other run on this machine has, and the processes that were
// started from there.
[[nodiscard]] std::string new_place_inside();
[[nodiscard]] std::vector<pid_t> pids_from(const std::string& inside);
[[nodiscard]] int processes_from(const std::string& inside);
[[nodiscard]] bool gone_within(const std::string& inside, Millis patience);
[[nodiscard]] bool come_within(const std::string& inside, int count, Millis patience);

// A child that has not ended; it is not reaped, so that its number stays its own.
[[nodiscard]] bool lives(pid_t child);

class Attack : public ::testing::TestWithParam<Strength> {
 protected:
  void SetUp() override;

  [[nodiscard]] Sandbox& box() { return *GetParam().sandbox; }
  [[nodiscard]] Level level() { return box().level(); }
  [[nodiscard]] bool is_open(int attack) { return is_open_at(level(), attack); }

  // The program of that name with these words.
  [[nodiscard]] SandboxSpec program(const std::string& name, std::vector<std::string> words = {}) const;
  // Runs it, and checks what holds for every attack: no process survives, the canary is neither read nor
  // changed, time and memory of the supervisor stay within bounds.
  RunResult attack(const SandboxSpec& spec);

  Canary canary_;
  std::string inside_ = new_place_inside();
};

[[nodiscard]] std::string report(const RunResult& result);

// For each level of this machine.
#define BEX_AT_EVERY_LEVEL(suite)                                                                            \
  INSTANTIATE_TEST_SUITE_P(At, suite, ::testing::ValuesIn(sandboxes_here()),                                 \
                           [](const auto& each) { return each.param.name; })

} // namespace bex::attacks
