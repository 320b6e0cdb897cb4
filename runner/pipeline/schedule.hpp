// In which order the submissions of a proof are graded, and how much of each.
#pragma once

#include "runner/pipeline/candidates.hpp"

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace bex::pipeline {

// The candidates of several exercises in their order, for several threads. The labelled ones of a check are
// graded whole until one of them is caught by that check and no other; the rest need only show that the check
// catches them, too. Nobody waits for one exercise while there is something to do in the next.
class Schedule {
 public:
  struct Task {
    std::size_t exercise, candidate;
    bool whole; // all checks are asked; else the labelled one, or as many as it takes to fail
  };

  // `exercises` outlive it.
  explicit Schedule(const std::vector<std::vector<Candidate>>& exercises);

  // Waits while all that is left depends on what other threads have taken. Nothing when all are taken.
  [[nodiscard]] std::optional<Task> next();
  // Of every task that was taken; `alone`: its check caught it, and no other.
  void done(const Task& task, bool alone);

 private:
  enum class Shown { no, asking, yes };
  struct Exercise {
    const std::vector<Candidate>& candidates;
    std::vector<bool> taken;
    std::map<std::string, Shown> checks;
  };

  // What can be taken of an exercise now; `waiting` when there is something that cannot.
  [[nodiscard]] std::optional<Task> take(std::size_t number, bool& waiting);

  std::mutex mutex_; // of all below
  std::condition_variable changed_;
  std::vector<Exercise> exercises_;
};

} // namespace bex::pipeline
