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

// All candidates in their order, for several threads. The labelled ones of a check are graded whole until one
// of them is caught by that check and no other; the rest need only show that the check catches them, too.
class Schedule {
 public:
  struct Task {
    std::size_t index;
    bool whole; // all checks are asked; else the labelled one, or as many as it takes to fail
  };

  // `candidates` outlive it.
  explicit Schedule(const std::vector<Candidate>& candidates);

  // Waits while all that is left depends on what other threads have taken. Nothing when all are taken.
  [[nodiscard]] std::optional<Task> next();
  // Of every task that was taken; `alone`: its check caught it, and no other.
  void done(const Task& task, bool alone);

 private:
  enum class Shown { no, asking, yes };

  const std::vector<Candidate>& candidates_;
  std::mutex mutex_; // of all below
  std::condition_variable changed_;
  std::vector<bool> taken_;
  std::map<std::string, Shown> checks_;
};

} // namespace bex::pipeline
