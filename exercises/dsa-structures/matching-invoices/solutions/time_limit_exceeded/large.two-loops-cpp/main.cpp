#include <cstdint>
#include <iostream>
#include <vector>

int main() {
  std::ios::sync_with_stdio(false);
  std::size_t count = 0;
  std::int64_t total = 0;
  std::cin >> count >> total;
  std::vector<std::int64_t> amounts(count);
  for (std::int64_t& amount : amounts) std::cin >> amount;
  for (std::size_t second = 0; second < count; ++second) {
    for (std::size_t first = 0; first < second; ++first) {
      if (amounts[first] + amounts[second] == total) {
        std::cout << first + 1 << ' ' << second + 1 << '\n';
        return 0;
      }
    }
  }
  std::cout << "none\n";
}
