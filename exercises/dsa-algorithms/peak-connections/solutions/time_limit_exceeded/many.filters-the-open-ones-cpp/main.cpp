#include <algorithm>
#include <cstddef>
#include <iostream>
#include <utility>
#include <vector>

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  int count = 0;
  std::cin >> count;
  std::vector<std::pair<int, int>> sessions;
  for (int start = 0, end = 0; count > 0 && std::cin >> start >> end; --count) {
    if (start == end) continue;  // never open
    sessions.emplace_back(start, end);
  }
  std::sort(sessions.begin(), sessions.end());

  std::vector<int> ends;
  std::size_t peak = 0;
  int peak_moment = 0;
  for (const auto& [moment, end] : sessions) {
    std::erase_if(ends, [now = moment](int other) { return other <= now; });
    ends.push_back(end);
    if (ends.size() > peak) {
      peak = ends.size();
      peak_moment = moment;
    }
  }
  if (peak == 0) std::cout << "0 none\n";
  else std::cout << peak << ' ' << peak_moment << '\n';
}
