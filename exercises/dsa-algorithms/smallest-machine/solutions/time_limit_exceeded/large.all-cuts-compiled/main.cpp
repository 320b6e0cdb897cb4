#include <algorithm>
#include <cstdint>
#include <iostream>
#include <vector>

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::size_t count = 0;
  std::int64_t nights = 0;
  std::cin >> count >> nights;
  std::vector<std::int64_t> jobs(count);
  for (auto& job : jobs) std::cin >> job;

  std::vector<std::int64_t> total(count + 1); // of the jobs before each
  for (std::size_t i = 0; i < count; ++i) total[i + 1] = total[i] + jobs[i];
  auto best = total; // the capacity that each beginning of the list needs, with one night
  for (std::int64_t night = 1; night < std::min<std::int64_t>(nights, static_cast<std::int64_t>(count)); ++night) {
    auto more = best;
    for (std::size_t end = 1; end <= count; ++end) {
      for (std::size_t cut = 0; cut < end; ++cut) more[end] = std::min(more[end], std::max(best[cut], total[end] - total[cut]));
    }
    best = more;
  }
  std::cout << best[count] << '\n';
}
