#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

// Every report prints the right thing. Keep what it prints, and make its cost grow more slowly.

using Names = std::vector<std::string>;
using Amounts = std::vector<long long>;

std::string duplicates(const Names& names) {
  std::string found;
  for (std::size_t self = 0; self < names.size(); ++self) {
    bool is_first = true, again = false;
    for (std::size_t other = 0; other < names.size(); ++other) {
      if (names[other] == names[self]) {
        if (other < self) is_first = false;
        else if (other > self) again = true;
      }
    }
    if (is_first && again) found += (found.empty() ? "" : " ") + names[self];
  }
  return found.empty() ? "none" : found;
}

std::string total(const Amounts& amounts, int first, int last) {
  long long result = 0;
  for (int number = first - 1; number < last; ++number) result += amounts[number];
  return std::to_string(result);
}

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

std::string nearest(const Amounts& amounts, long long wanted) {
  long long best = -1;
  for (const long long amount : amounts) {
    const long long nearer = std::llabs(amount - wanted) - std::llabs(best - wanted);
    if (best < 0 || nearer < 0 || (nearer == 0 && amount < best)) best = amount;
  }
  return best < 0 ? "none" : std::to_string(best);
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  int count = 0;
  std::cin >> count;
  Names names(count);
  Amounts amounts(count);
  for (int number = 0; number < count; ++number) std::cin >> names[number] >> amounts[number];

  int left = 0;
  std::cin >> left;
  for (std::string kind; left > 0 && std::cin >> kind; --left) {
    int first = 0, last = 0;
    long long wanted = 0;
    if (kind == "DUPLICATES") std::cout << duplicates(names) << '\n';
    else if (kind == "TOTAL" && std::cin >> first >> last) std::cout << total(amounts, first, last) << '\n';
    else if (kind == "TOP") std::cout << top(names, amounts) << '\n';
    else if (std::cin >> wanted) std::cout << nearest(amounts, wanted) << '\n';
  }
}
