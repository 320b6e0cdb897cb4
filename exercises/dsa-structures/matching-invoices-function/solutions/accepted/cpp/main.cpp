#include <unordered_map>
#include <vector>

std::vector<long long> find_pair(const std::vector<long long>& amounts, long long total) {
  std::unordered_map<long long, long long> first; // amount -> number of the first invoice with it
  first.reserve(amounts.size());
  long long number = 0;
  for (const long long amount : amounts) {
    ++number;
    const auto partner = first.find(total - amount);
    if (partner != first.end()) return {partner->second, number};
    first.emplace(amount, number); // keeps an earlier number
  }
  return {};
}
