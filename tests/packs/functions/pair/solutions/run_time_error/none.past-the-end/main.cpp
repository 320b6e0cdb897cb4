#include <vector>

std::vector<long long> pair(const std::vector<long long>& amounts, long long total) {
  for (std::size_t second = 0; second < amounts.size(); ++second)
    for (std::size_t first = 0; first < second; ++first)
      if (amounts[first] + amounts[second] == total)
        return {static_cast<long long>(first), static_cast<long long>(second)};
  *reinterpret_cast<volatile int*>(8) = 1;
  return {};
}
