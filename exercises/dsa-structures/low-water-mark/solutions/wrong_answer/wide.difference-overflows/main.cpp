#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

// Keeps only the difference of each figure to the minimum below it; a negative one tells that the minimum changed there.
int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  std::vector<std::int64_t> differences;
  std::int64_t lowest = 0;
  int count = 0;
  std::cin >> count;
  for (std::string operation; count > 0 && std::cin >> operation; --count) {
    if (operation == "PUSH") {
      std::int64_t figure = 0;
      std::cin >> figure;
      if (differences.empty()) lowest = figure;
      const auto difference = static_cast<std::int64_t>(static_cast<std::uint64_t>(figure) - static_cast<std::uint64_t>(lowest));
      differences.push_back(difference);
      if (difference < 0) lowest = figure;
    } else if (differences.empty()) {
      std::cout << "empty\n";
    } else if (operation == "MIN") {
      std::cout << lowest << '\n';
    } else {
      const std::int64_t difference = differences.back();
      differences.pop_back();
      std::cout << (difference < 0 ? lowest : lowest + difference) << '\n';
      if (difference < 0) lowest -= difference;
    }
  }
}
