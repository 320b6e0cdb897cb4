#include <algorithm>
#include <iostream>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  int count = 0;
  std::cin >> count;
  std::map<std::string, std::vector<std::string>> groups;
  std::unordered_set<std::string> seen;
  for (std::string tag; count > 0 && std::cin >> tag; --count) {
    if (!seen.insert(tag).second) continue;
    std::string signature = tag;
    std::sort(signature.begin(), signature.end());
    groups[signature].push_back(tag);
  }
  for (const auto& [signature, group] : groups) {
    std::cout << group.front();
    for (std::size_t i = 1; i < group.size(); ++i) std::cout << ' ' << group[i];
    std::cout << '\n';
  }
}
