#include <iostream>
#include <queue>
#include <string>
#include <unordered_map>
#include <vector>

class WorkerQueue {
public:
  void add(const std::string& job, int priority) {
    const auto [place, is_new] = waiting_.try_emplace(job, Entry{priority, static_cast<int>(names_.size())});
    if (!is_new) return;
    names_.push_back(job);
    heap_.push(place->second);
  }

  void bump(const std::string& job, int priority) {
    const auto place = waiting_.find(job);
    if (place == waiting_.end()) return;
    place->second.priority = priority;
    heap_.push(place->second);
  }

  void drop(const std::string& job) { waiting_.erase(job); }

  std::string run() {
    while (!heap_.empty()) {
      const Entry next = heap_.top();
      heap_.pop();
      const auto place = waiting_.find(names_[next.number]);
      if (place == waiting_.end() || place->second != next) continue; // bumped, dropped or run
      waiting_.erase(place);
      return names_[next.number];
    }
    return "none";
  }

private:
  struct Entry {
    int priority;
    int number; // of the ADD

    bool operator==(const Entry&) const = default;
    bool operator<(const Entry& other) const {
      if (priority != other.priority) return priority < other.priority;
      return number > other.number;
    }
  };

  std::vector<std::string> names_; // of all jobs ever added, by number
  std::priority_queue<Entry> heap_; // with entries that are not valid any more
  std::unordered_map<std::string, Entry> waiting_; // the valid entries
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
