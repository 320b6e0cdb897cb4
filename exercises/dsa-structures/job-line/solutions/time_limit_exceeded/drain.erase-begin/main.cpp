#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

class Line {
public:
  void add(const std::string& job) {
    if (numbers_.emplace(job, names_.size()).second) {
      line_.push_back(names_.size());
      names_.push_back(job);
    }
  }

  std::string next() {
    while (!line_.empty()) {
      const std::string job = names_[line_.front()];
      line_.erase(line_.begin());
      if (job.empty()) continue; // cancelled
      numbers_.erase(job);
      return job;
    }
    return "none";
  }

  void cancel(const std::string& job) {
    const auto entry = numbers_.find(job);
    if (entry == numbers_.end()) return;
    names_[entry->second].clear();
    numbers_.erase(entry);
  }

  bool waits(const std::string& job) const { return numbers_.count(job) > 0; }
  std::size_t size() const { return numbers_.size(); }

private:
  std::vector<std::string> names_; // of all entries ever made; empty when cancelled
  std::vector<std::size_t> line_;  // numbers of entries
  std::unordered_map<std::string, std::size_t> numbers_;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  Line line;
  int count = 0;
  std::cin >> count;
  for (std::string command, job; count > 0 && std::cin >> command; --count) {
    if (command == "NEXT") std::cout << line.next() << '\n';
    else if (command == "SIZE") std::cout << line.size() << '\n';
    else if (std::cin >> job) {
      if (command == "ADD") line.add(job);
      else if (command == "CANCEL") line.cancel(job);
      else std::cout << (line.waits(job) ? "yes\n" : "no\n");
    }
  }
}
