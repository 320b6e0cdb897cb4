#include <algorithm>
#include <cstdint>
#include <iostream>
#include <vector>

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  int n = 0, k = 0;
  std::cin >> n >> k;
  std::vector<std::int64_t> sizes;
  std::int64_t peak = 0;
  for (int now = 0; now < n; ++now) {
    std::int64_t size = 0;
    std::cin >> size;
    sizes.push_back(size);
    if (now >= k && sizes[now - k] == peak) peak = *std::max_element(sizes.end() - k, sizes.end());
    peak = std::max(peak, size);
    std::cout << peak << '\n';
  }
}
