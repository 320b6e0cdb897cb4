#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::vector<int> values;
  int count = 0;
  std::cin >> count;
  for (std::string command; count > 0 && std::cin >> command; --count) {
    int value = 0;
    if (command == "MEDIAN") {
      if (values.empty()) {
        std::cout << "none\n";
        continue;
      }
      std::vector<int> copy = values;
      const auto middle = copy.begin() + (copy.size() - 1) / 2;
      std::nth_element(copy.begin(), middle, copy.end());
      std::cout << *middle << '\n';
    } else if (std::cin >> value; command == "ADD") {
      values.push_back(value);
    } else if (const auto place = std::find(values.begin(), values.end(), value); place != values.end()) {
      values.erase(place);
    }
  }
}
