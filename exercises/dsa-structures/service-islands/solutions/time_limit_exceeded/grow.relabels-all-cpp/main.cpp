#include <iostream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

class Islands {
public:
  void link(const std::string& first, const std::string& second) {
    const int label = representative(make_known(first));
    const int other = representative(make_known(second));
    if (label == other) return;
    for (int& each : labels_) {
      if (each == other) each = label;
    }
    sizes_[label] += sizes_[other];
    --count_;
  }

  bool same(const std::string& first, const std::string& second) {
    if (first == second) return true;
    const auto a = numbers_.find(first);
    const auto b = numbers_.find(second);
    return a != numbers_.end() && b != numbers_.end() && representative(a->second) == representative(b->second);
  }

  int size(const std::string& name) {
    const auto service = numbers_.find(name);
    return service == numbers_.end() ? 1 : sizes_[representative(service->second)];
  }

  int count() const { return count_; }

private:
  int make_known(const std::string& name) {
    const auto [place, is_new] = numbers_.try_emplace(name, static_cast<int>(labels_.size()));
    if (is_new) {
      labels_.push_back(place->second);
      sizes_.push_back(1);
      ++count_;
    }
    return place->second;
  }

  int representative(int service) {
    return labels_[service];
  }

  std::unordered_map<std::string, int> numbers_; // of the known services
  std::vector<int> labels_;                      // of their islands
  std::vector<int> sizes_;                       // of the islands, by their labels
  int count_ = 0;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  Islands islands;
  int count = 0;
  std::cin >> count;
  for (std::string command, first, second; count > 0 && std::cin >> command; --count) {
    if (command == "ISLANDS") std::cout << islands.count() << '\n';
    else if (std::cin >> first; command == "SIZE") std::cout << islands.size(first) << '\n';
    else if (std::cin >> second; command == "LINK") islands.link(first, second);
    else std::cout << (islands.same(first, second) ? "yes\n" : "no\n");
  }
}
