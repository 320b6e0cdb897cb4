#include <algorithm>
#include <iostream>
#include <string>
#include <unordered_set>
#include <vector>

class Groups {
public:
  void add(const std::string& tag) {
    if (!seen_.insert(tag).second) return;
    std::string signature = tag;
    std::sort(signature.begin(), signature.end());
    const std::size_t place = std::find(signatures_.begin(), signatures_.end(), signature) - signatures_.begin();
    if (place == signatures_.size()) {
      signatures_.push_back(signature);
      groups_.emplace_back();
    }
    groups_[place].push_back(tag);
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
  std::vector<std::string> signatures_; // of each group
  std::unordered_set<std::string> seen_;
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
