#include <cstdint>
#include <iostream>
#include <unordered_map>

int main() {
  std::ios::sync_with_stdio(false);
  int count = 0;
  std::int64_t total = 0;
  std::cin >> count >> total;
  std::unordered_map<int, int> first; // amount -> number of the first invoice with it
  first.reserve(static_cast<std::size_t>(count));
  for (int number = 1; number <= count; ++number) {
    std::int64_t value = 0;
    std::cin >> value;
    const int amount = static_cast<int>(value);
    const auto partner = first.find(static_cast<int>(total - amount));
    if (partner != first.end()) {
      std::cout << partner->second << ' ' << number << '\n';
      return 0;
    }
    first.emplace(amount, number); // keeps an earlier number
  }
  std::cout << "none\n";
}
