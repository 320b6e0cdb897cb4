#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  std::vector<std::int64_t> pile;
  int count = 0;
  std::cin >> count;
  for (std::string operation; count > 0 && std::cin >> operation; --count) {
    if (operation == "PUSH") {
      std::int64_t figure = 0;
      std::cin >> figure;
      pile.push_back(figure);
    } else if (pile.empty()) {
      std::cout << "empty\n";
    } else if (operation == "MIN") {
      std::cout << *std::min_element(pile.begin(), pile.end()) << '\n';
    } else {
      std::cout << pile.back() << '\n';
      pile.pop_back();
    }
  }
}
