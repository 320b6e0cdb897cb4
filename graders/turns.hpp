// Whose turn it is on this machine: what measures time runs while no other bexercise runs programs.
#pragma once

#include "sandboxes/base/clock.hpp"
#include "sandboxes/base/error.hpp"
#include "sandboxes/base/fd.hpp"

#include <chrono>
#include <filesystem>
#include <functional>

namespace bex {

// Held while programs run; it ends with this object, and with the process at the latest.
class Turn {
 public:
  Turn() = default;
  explicit Turn(Fd held) : held_(std::move(held)) {}

 private:
  Fd held_;
};

// Processes of all users take part, and whoever can read a folder can hold its lock. So a turn is a courtesy:
// it is waited for, but not for ever, and without the folders nobody waits. A thread that holds one must not
// ask for another.
class Turns {
 public:
  static constexpr std::chrono::seconds silence{1}, patience{120};

  // Nobody is waited for.
  Turns() = default;
  // The locks are those of two folders: who wants to be alone keeps `gate` while it waits for `place`, so
  // that no one else comes in before it. `on_wait` is called once when a turn takes longer than `silence`.
  // `clock` must outlive this object and its copies.
  Turns(std::filesystem::path place, std::filesystem::path gate, Clock& clock, std::function<void()> on_wait);
  // The folders that all users of the machine share.
  [[nodiscard]] static Turns of_machine(Clock& clock, std::function<void()> on_wait);

  // For programs that do not mind others. The only error is of kind `interrupted`.
  [[nodiscard]] Result<Turn> beside() const;
  // For programs that are to have the machine to themselves.
  [[nodiscard]] Result<Turn> alone() const;

 private:
  [[nodiscard]] Result<Turn> take(int kind) const;

  std::filesystem::path place_, gate_;
  Clock* clock_ = nullptr;
  std::function<void()> on_wait_;
};

} // namespace bex
