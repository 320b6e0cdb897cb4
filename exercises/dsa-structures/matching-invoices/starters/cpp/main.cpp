#include <cstdint>
#include <iostream>
#include <vector>

int main() {
  std::ios::sync_with_stdio(false); // makes reading many numbers fast

  std::size_t count = 0;
  std::int64_t total = 0;
  std::cin >> count >> total;
  std::vector<std::int64_t> amounts(count); // amounts[0] is that of invoice 1
  for (std::int64_t& amount : amounts) std::cin >> amount;

  std::cout << "?\n"; // two numbers, or none
}
