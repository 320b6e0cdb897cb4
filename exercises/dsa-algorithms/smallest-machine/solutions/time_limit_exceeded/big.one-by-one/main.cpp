#include <algorithm>
#include <cstdint>
#include <iostream>
#include <vector>

// For a machine that is large enough for each single job.
std::int64_t nights_needed(const std::vector<std::int64_t>& jobs, std::int64_t capacity) {
  std::int64_t nights = 1;
  std::int64_t used = 0; // of this night
  for (const std::int64_t job : jobs) {
    used += job;
    if (used > capacity) {
      ++nights;
      used = job;
    }
  }
  return nights;
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::size_t count = 0;
  std::int64_t nights = 0;
  std::cin >> count >> nights;
  std::vector<std::int64_t> jobs(count);
  for (auto& job : jobs) std::cin >> job;

  std::int64_t enough = *std::max_element(jobs.begin(), jobs.end());
  while (nights_needed(jobs, enough) > nights) ++enough;
  std::cout << enough << '\n';
}
