#include <cstdint>
#include <deque>
#include <iostream>

struct Candidate {
  int second;
  std::int64_t size;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  int n = 0, k = 0;
  std::cin >> n >> k;
  std::deque<Candidate> candidates; // seconds that no larger size came after; the sizes fall from front to back
  for (int now = 0; now < n; ++now) {
    std::int64_t size = 0;
    std::cin >> size;
    while (!candidates.empty() && candidates.back().size <= size) candidates.pop_back();
    candidates.push_back({now, size});
    if (candidates.front().second == now - k) candidates.pop_front();
    std::cout << candidates.front().size << '\n';
  }
}
