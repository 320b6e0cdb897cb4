#include <algorithm>
#include <vector>

using Window = std::vector<long long>; // start and end

std::vector<Window> join_windows(std::vector<Window> windows) {
  std::sort(windows.begin(), windows.end());
  std::vector<Window> joined;
  for (const Window& window : windows) {
    if (!joined.empty() && window[0] <= joined.back()[1]) joined.back()[1] = std::max(joined.back()[1], window[1]);
    else joined.push_back(window);
  }
  return joined;
}
