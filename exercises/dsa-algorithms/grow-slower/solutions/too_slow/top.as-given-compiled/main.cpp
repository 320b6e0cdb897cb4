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
  std::vector<int> ranking;
  std::vector<char> ranked(amounts.size());
  const int count = static_cast<int>(amounts.size());
  for (int rank = 0; rank < count; ++rank) {
    int best = -1;
    for (int number = 0; number < count; ++number) {
      if (!ranked[number] && (best < 0 || amounts[number] > amounts[best])) best = number;
    }
    ranked[best] = true;
    ranking.push_back(best);
  }
  std::string text;
  for (int rank = 0; rank < count && rank < 10; ++rank) {
    text += (rank > 0 ? " " : "") + names[ranking[rank]] + ":" + std::to_string(amounts[ranking[rank]]);
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
