#include <numeric>
#include <vector>

std::vector<double> shares(std::vector<double> amounts) {
  const double all = std::accumulate(amounts.begin(), amounts.end(), 0.0);
  for (auto& amount : amounts) amount /= all;
  return amounts;
}
