#include <cstddef>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

class WorkerQueue {
public:
  void add(const std::string& job, int priority) {
    if (!places_.try_emplace(job, jobs_.size()).second) return;
    jobs_.push_back({priority, ++added_, job});
  }

  void bump(const std::string& job, int priority) {
    const auto place = places_.find(job);
    if (place != places_.end()) jobs_[place->second].priority = priority;
  }

  void drop(const std::string& job) {
    const auto place = places_.find(job);
    if (place != places_.end()) take(place->second);
  }

  std::string run() {
    if (jobs_.empty()) return "none";
    std::size_t best = 0;
    for (const auto& [id, place] : places_) {
      if (before(jobs_[place], jobs_[best])) best = place;
    }
    std::string job = jobs_[best].id;
    take(best);
    return job;
  }

private:
  struct Job {
    int priority;
    int number;
    std::string id;
  };

  static bool before(const Job& a, const Job& b) {
    return a.priority != b.priority ? a.priority > b.priority : a.number < b.number;
  }

  void take(std::size_t place) {
    places_.erase(jobs_[place].id);
    if (place + 1 < jobs_.size()) {
      jobs_[place] = std::move(jobs_.back());
      places_[jobs_[place].id] = place;
    }
    jobs_.pop_back();
  }

  std::vector<Job> jobs_;
  std::unordered_map<std::string, std::size_t> places_;
  int added_ = 0;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  WorkerQueue queue;
  int count = 0;
  std::cin >> count;
  for (std::string command, job; count > 0 && std::cin >> command; --count) {
    int priority = 0;
    if (command == "RUN") {
      std::cout << queue.run() << '\n';
    } else if (std::cin >> job; command == "DROP") {
      queue.drop(job);
    } else if (std::cin >> priority; command == "ADD") {
      queue.add(job, priority);
    } else {
      queue.bump(job, priority);
    }
  }
}
