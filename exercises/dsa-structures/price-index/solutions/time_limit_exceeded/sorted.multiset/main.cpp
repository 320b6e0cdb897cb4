#include <iostream>
#include <iterator>
#include <set>
#include <string>

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::multiset<int> prices;
  int count = 0;
  std::cin >> count;
  std::string command;
  for (int a = 0, b = 0; count > 0 && std::cin >> command >> a; --count) {
    if (command == "ADD") {
      prices.insert(a);
    } else if (command == "DEL") {
      const auto found = prices.find(a);
      if (found != prices.end()) prices.erase(found);
    } else if (command == "COUNT") {
      std::cin >> b;
      std::cout << (a > b ? 0 : std::distance(prices.lower_bound(a), prices.upper_bound(b))) << '\n';
    } else if (command == "KTH") {
      if (a > static_cast<int>(prices.size())) std::cout << "none\n";
      else std::cout << *std::next(prices.begin(), a - 1) << '\n';
    } else {
      auto place = command == "NEXT" ? prices.lower_bound(a) : prices.upper_bound(a);
      if (command == "PREV") place = place == prices.begin() ? prices.end() : std::prev(place);
      if (place == prices.end()) std::cout << "none\n";
      else std::cout << *place << '\n';
    }
  }
}
