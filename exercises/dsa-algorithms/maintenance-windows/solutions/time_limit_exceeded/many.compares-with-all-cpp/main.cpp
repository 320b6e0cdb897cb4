#include <algorithm>
#include <iostream>
#include <utility>
#include <vector>

using Window = std::pair<int, int>;
constexpr int day = 86'400'000;

std::vector<Window> joined(std::vector<Window> windows) {
  std::sort(windows.begin(), windows.end());
  std::vector<Window> result;
  for (const auto& [start, end] : windows) {
    const auto touches = [start = start, end = end](const Window& other) { return other.first <= end && start <= other.second; };
    const auto other = std::find_if(result.begin(), result.end(), touches);
    if (other != result.end()) {
      other->second = std::max(other->second, end);
    } else {
      result.emplace_back(start, end);
    }
  }
  return result;
}

// What sorted windows that stay apart leave free of the day.
std::vector<Window> gaps(const std::vector<Window>& windows) {
  std::vector<Window> result;
  int free_from = 0;
  for (const auto& [start, end] : windows) {
    const int gap_end = std::min(start, day);
    if (free_from < gap_end) result.emplace_back(free_from, gap_end);
    free_from = std::max(free_from, end);
  }
  if (free_from < day) result.emplace_back(free_from, day);
  return result;
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  int count = 0;
  std::cin >> count;
  std::vector<Window> windows(count);
  for (auto& [start, end] : windows) std::cin >> start >> end;

  windows = joined(std::move(windows));
  for (const auto& [start, end] : windows) std::cout << "window " << start << ' ' << end << '\n';
  for (const auto& [start, end] : gaps(windows)) std::cout << "free " << start << ' ' << end << '\n';
}
