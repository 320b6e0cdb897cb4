#include <cstdint>
#include <iostream>
#include <vector>

using Numbers = std::vector<std::int64_t>;

std::int64_t count_pairs(const Numbers& numbers) {
  std::int64_t wrong = 0;
  for (std::size_t later = 0; later < numbers.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (numbers[earlier] > numbers[later]) ++wrong;
    }
  }
  return wrong;
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::size_t count = 0;
  std::cin >> count;
  Numbers numbers(count);
  for (auto& number : numbers) std::cin >> number;

  std::cout << count_pairs(numbers) << '\n';
}
