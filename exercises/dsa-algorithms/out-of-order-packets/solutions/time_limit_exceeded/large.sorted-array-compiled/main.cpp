#include <algorithm>
#include <cstdint>
#include <iostream>
#include <vector>

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::size_t count = 0;
  std::cin >> count;
  std::vector<std::int64_t> arrived; // sorted
  std::int64_t wrong = 0;
  for (std::int64_t number = 0; count > 0 && std::cin >> number; --count) {
    const auto place = std::upper_bound(arrived.begin(), arrived.end(), number);
    wrong += arrived.end() - place;
    arrived.insert(place, number);
  }
  std::cout << wrong << '\n';
}
