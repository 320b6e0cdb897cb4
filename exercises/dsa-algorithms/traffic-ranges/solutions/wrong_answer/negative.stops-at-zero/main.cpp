#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

constexpr int kMinutes = 527040; // of a leap year

// What stands in the list at each place becomes the sum of all up to there.
void accumulate(std::vector<std::int64_t>& list) {
  std::int64_t sum = 0;
  for (auto& element : list) element = sum += element;
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  int count = 0;
  std::cin >> count;

  std::vector<std::int64_t> totals(kMinutes + 1); // first: by how much a minute has more requests than the one before it
  bool summed = false;
  std::string command;
  for (int a = 0, b = 0; count > 0 && std::cin >> command >> a >> b; --count) {
    if (command == "ADD") {
      std::int64_t requests = 0;
      std::cin >> requests;
      totals[a] += requests;
      totals[b + 1] -= requests;
    } else {
      if (!summed) {
        accumulate(totals); // now the requests of each minute
        for (auto& minute : totals) minute = std::max<std::int64_t>(0, minute);
        accumulate(totals); // now those of all minutes up to each
        summed = true;
      }
      std::cout << totals[b] - (a > 0 ? totals[a - 1] : 0) << '\n';
    }
  }
}
