#include <algorithm>
#include <iostream>
#include <numeric>
#include <string>
#include <unordered_map>
#include <vector>

using Names = std::vector<std::string>;
using Amounts = std::vector<long long>;

std::string duplicates(const Names& names) {
  std::unordered_map<std::string, int> counts;
  for (const std::string& name : names) ++counts[name];
  std::string found;
  for (const std::string& name : names) {
    int& count = counts[name];
    if (count > 1) found += (found.empty() ? "" : " ") + name;
    count = 0; // it is told
  }
  return found.empty() ? "none" : found;
}

std::string total(const Amounts& sums, int first, int last) { return std::to_string(sums[last] - sums[first - 1]); }

std::string top(const Names& names, const Amounts& amounts) {
  std::vector<int> ranking(amounts.size());
  std::iota(ranking.begin(), ranking.end(), 0);
  const auto shown = ranking.begin() + std::min<std::ptrdiff_t>(10, ranking.size());
  std::partial_sort(ranking.begin(), shown, ranking.end(), [&](int a, int b) {
    return amounts[a] != amounts[b] ? amounts[a] > amounts[b] : a < b;
  });
  std::string text;
  for (auto number = ranking.begin(); number != shown; ++number) {
    text += (text.empty() ? "" : " ") + names[*number] + ":" + std::to_string(amounts[*number]);
  }
  return text.empty() ? "none" : text;
}

std::string nearest(const Amounts& ordered, long long wanted) {
  const auto above = std::lower_bound(ordered.begin(), ordered.end(), wanted); // the first one that is not below
  if (ordered.empty()) return "none";
  if (above == ordered.begin()) return std::to_string(*above);
  const auto below = above - 1;
  return std::to_string(above == ordered.end() || wanted - *below <= *above - wanted ? *below : *above);
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  int count = 0;
  std::cin >> count;
  Names names(count);
  Amounts amounts(count);
  for (int number = 0; number < count; ++number) std::cin >> names[number] >> amounts[number];
  Amounts sums(count + 1); // sums[n] is the total of the first n sales
  std::partial_sum(amounts.begin(), amounts.end(), sums.begin() + 1);
  Amounts ordered = amounts;
  std::sort(ordered.begin(), ordered.end());

  int left = 0;
  std::cin >> left;
  for (std::string kind; left > 0 && std::cin >> kind; --left) {
    int first = 0, last = 0;
    long long wanted = 0;
    if (kind == "DUPLICATES") std::cout << duplicates(names) << '\n';
    else if (kind == "TOTAL" && std::cin >> first >> last) std::cout << total(sums, first, last) << '\n';
    else if (kind == "TOP") std::cout << top(names, amounts) << '\n';
    else if (std::cin >> wanted) std::cout << nearest(ordered, wanted) << '\n';
  }
}
