#include "runner/pipeline/schedule.hpp"

namespace bex::pipeline {

Schedule::Schedule(const std::vector<std::vector<Candidate>>& exercises) {
  for (const auto& candidates : exercises)
    exercises_.push_back({candidates, std::vector<bool>(candidates.size(), false), {}});
}

std::optional<Schedule::Task> Schedule::take(std::size_t number, bool& waiting) {
  auto& exercise = exercises_[number];
  for (std::size_t i = 0; i < exercise.candidates.size(); ++i) {
    if (exercise.taken[i]) continue;
    const auto& candidate = exercise.candidates[i];
    const bool labelled = candidate.must == Candidate::Must::get_verdict;
    auto* shown = labelled ? &exercise.checks[candidate.check] : nullptr;
    if (shown && *shown == Shown::asking) {
      waiting = true;
      continue;
    }
    exercise.taken[i] = true;
    if (!shown) return Task{number, i, candidate.must == Candidate::Must::pass};
    if (*shown == Shown::yes) return Task{number, i, false};
    *shown = Shown::asking;
    return Task{number, i, true};
  }
  return std::nullopt;
}

std::optional<Schedule::Task> Schedule::next() {
  std::unique_lock lock(mutex_);
  for (;;) {
    bool waiting = false;
    for (std::size_t number = 0; number < exercises_.size(); ++number)
      if (const auto task = take(number, waiting)) return task;
    if (!waiting) return std::nullopt;
    changed_.wait(lock);
  }
}

void Schedule::done(const Task& task, bool alone) {
  {
    const std::scoped_lock lock(mutex_);
    auto& exercise = exercises_[task.exercise];
    const auto& candidate = exercise.candidates[task.candidate];
    if (!task.whole || candidate.must != Candidate::Must::get_verdict) return;
    exercise.checks[candidate.check] = alone ? Shown::yes : Shown::no;
  }
  changed_.notify_all();
}

} // namespace bex::pipeline
