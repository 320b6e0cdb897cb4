#include "runner/pipeline/schedule.hpp"

namespace bex::pipeline {

Schedule::Schedule(const std::vector<Candidate>& candidates)
    : candidates_(candidates), taken_(candidates.size(), false) {}

std::optional<Schedule::Task> Schedule::next() {
  std::unique_lock lock(mutex_);
  for (;;) {
    bool waiting = false;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (taken_[i]) continue;
      const auto& candidate = candidates_[i];
      const bool labelled = candidate.must == Candidate::Must::get_verdict;
      auto* shown = labelled ? &checks_[candidate.check] : nullptr;
      if (shown && *shown == Shown::asking) {
        waiting = true;
        continue;
      }
      taken_[i] = true;
      if (!shown) return Task{i, candidate.must == Candidate::Must::pass};
      if (*shown == Shown::yes) return Task{i, false};
      *shown = Shown::asking;
      return Task{i, true};
    }
    if (!waiting) return std::nullopt;
    changed_.wait(lock);
  }
}

void Schedule::done(const Task& task, bool alone) {
  const auto& candidate = candidates_[task.index];
  if (!task.whole || candidate.must != Candidate::Must::get_verdict) return;
  {
    const std::scoped_lock lock(mutex_);
    checks_[candidate.check] = alone ? Shown::yes : Shown::no;
  }
  changed_.notify_all();
}

} // namespace bex::pipeline
