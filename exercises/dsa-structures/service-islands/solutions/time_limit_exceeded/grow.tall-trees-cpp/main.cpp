#include <iostream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

class Islands {
public:
  void link(const std::string& first, const std::string& second) {
    int small = representative(make_known(first));
    int large = representative(make_known(second));
    if (small == large) return;
    parents_[small] = large;
    sizes_[large] += sizes_[small];
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
    const auto [place, is_new] = numbers_.try_emplace(name, static_cast<int>(parents_.size()));
    if (is_new) {
      parents_.push_back(place->second);
      sizes_.push_back(1);
      ++count_;
    }
    return place->second;
  }

  int representative(int service) {
    while (parents_[service] != service) {
      service = parents_[service];
    }
    return service;
  }

  std::unordered_map<std::string, int> numbers_; // of the known services
  std::vector<int> parents_;                     // the representative of an island is its own parent
  std::vector<int> sizes_;                       // right for representatives only
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
