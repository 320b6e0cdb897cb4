#include <algorithm>
#include <cstddef>
#include <iostream>
#include <vector>

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  int count = 0;
  std::cin >> count;
  std::vector<int> starts, ends;
  for (int start = 0, end = 0; count > 0 && std::cin >> start >> end; --count) {
    if (start == end) continue;  // never open
    starts.push_back(start);
    ends.push_back(end);
  }
  std::sort(starts.begin(), starts.end());
  std::sort(ends.begin(), ends.end());

  std::size_t peak = 0, closed = 0;
  int peak_moment = 0;
  for (std::size_t opened = 1; opened <= starts.size(); ++opened) {
    const int moment = starts[opened - 1];
    // Of the sessions opened so far the newest ends later than now, so this stops in time.
    while (ends[closed] <= moment) ++closed;
    if (opened - closed > peak) {
      peak = opened - closed;
      peak_moment = moment;
    }
  }
  if (peak == 0) std::cout << "0 none\n";
  else std::cout << peak << ' ' << peak_moment << '\n';
}
