#include <algorithm>
#include <vector>

std::vector<long long> peak(const std::vector<long long>& starts, const std::vector<long long>& ends) {
  std::vector<long long> opening, closing;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    if (starts[i] == ends[i]) continue; // never open
    opening.push_back(starts[i]);
    closing.push_back(ends[i]);
  }
  std::sort(opening.begin(), opening.end());
  std::sort(closing.begin(), closing.end());

  std::size_t most = 0, closed = 0;
  long long moment_of_most = 0;
  for (std::size_t opened = 1; opened <= opening.size(); ++opened) {
    const long long moment = opening[opened - 1];
    // Of the sessions opened so far the newest ends later than now, so this stops in time.
    while (closing[closed] <= moment) ++closed;
    if (opened - closed > most) {
      most = opened - closed;
      moment_of_most = moment;
    }
  }
  if (most == 0) return {};
  return {static_cast<long long>(most), moment_of_most};
}
