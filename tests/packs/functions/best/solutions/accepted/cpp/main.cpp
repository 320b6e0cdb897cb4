#include <numeric>
#include <string>
#include <vector>

static double mean(const std::vector<double>& row) {
  return row.empty() ? 0 : std::accumulate(row.begin(), row.end(), 0.0) / row.size();
}

std::string best(const std::vector<std::string>& names, const std::vector<std::vector<double>>& marks, bool loud) {
  std::size_t found = 0;
  for (std::size_t i = 1; i < names.size(); ++i)
    if (mean(marks[i]) > mean(marks[found])) found = i;
  return names[found] + (loud ? "!" : "");
}
