#include <iostream>
#include <list>
#include <string>
#include <unordered_map>

class Line {
public:
  void add(const std::string& job) {
    const auto [entry, is_new] = places_.try_emplace(job);
    if (is_new) entry->second = jobs_.insert(jobs_.end(), job);
  }

  std::string next() {
    if (jobs_.empty()) return "none";
    std::string job = jobs_.front();
    cancel(job);
    return job;
  }

  void cancel(const std::string& job) {
    const auto entry = places_.find(job);
    if (entry == places_.end()) return;
    jobs_.erase(entry->second);
    places_.erase(entry);
  }

  bool waits(const std::string& job) const { return places_.count(job) > 0; }
  std::size_t size() const { return places_.size(); }

private:
  std::list<std::string> jobs_;
  std::unordered_map<std::string, std::list<std::string>::iterator> places_;
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
