#include <algorithm>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

class Groups {
public:
  void add(const std::string& tag) {
    std::string signature = tag;
    std::sort(signature.begin(), signature.end());
    const auto [entry, is_new] = places_.try_emplace(signature, groups_.size());
    if (is_new) groups_.emplace_back();
    std::vector<std::string>& group = groups_[entry->second];
    if (std::find(group.begin(), group.end(), tag) == group.end()) group.push_back(tag);
  }

  void print(std::ostream& out) const {
    for (const std::vector<std::string>& group : groups_) {
      out << group.front();
      for (std::size_t i = 1; i < group.size(); ++i) out << ' ' << group[i];
      out << '\n';
    }
  }

private:
  std::vector<std::vector<std::string>> groups_;
  std::unordered_map<std::string, std::size_t> places_; // signature -> index of its group
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  int count = 0;
  std::cin >> count;
  Groups groups;
  for (std::string tag; count > 0 && std::cin >> tag; --count) groups.add(tag);
  groups.print(std::cout);
}
