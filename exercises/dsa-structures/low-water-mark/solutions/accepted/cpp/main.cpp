#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

struct Entry {
  std::int64_t figure;
  std::int64_t lowest; // of this figure and all below
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  std::vector<Entry> pile;
  int count = 0;
  std::cin >> count;
  for (std::string operation; count > 0 && std::cin >> operation; --count) {
    if (operation == "PUSH") {
      std::int64_t figure = 0;
      std::cin >> figure;
      pile.push_back({figure, pile.empty() ? figure : std::min(figure, pile.back().lowest)});
    } else if (pile.empty()) {
      std::cout << "empty\n";
    } else if (operation == "MIN") {
      std::cout << pile.back().lowest << '\n';
    } else {
      std::cout << pile.back().figure << '\n';
      pile.pop_back();
    }
  }
}
