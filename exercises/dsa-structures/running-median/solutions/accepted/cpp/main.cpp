#include <iostream>
#include <iterator>
#include <set>
#include <string>

class Values {
public:
  void add(int value) {
    const bool is_low = low_.empty() || value <= *low_.rbegin();
    (is_low ? low_ : high_).insert(value);
    balance();
  }

  void forget(int value) {
    for (auto* half : {&low_, &high_}) {
      const auto place = half->find(value);
      if (place == half->end()) continue;
      half->erase(place);
      balance();
      return;
    }
  }

  bool empty() const { return low_.empty(); }
  int median() const { return *low_.rbegin(); }

private:
  void balance() {
    if (low_.size() > high_.size() + 1) high_.insert(low_.extract(std::prev(low_.end())));
    else if (low_.size() < high_.size()) low_.insert(high_.extract(high_.begin()));
  }

  std::multiset<int> low_; // as large as `high_` or larger by one: its last value is the lower median
  std::multiset<int> high_;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  Values values;
  int count = 0;
  std::cin >> count;
  for (std::string command; count > 0 && std::cin >> command; --count) {
    int value = 0;
    if (command == "MEDIAN") {
      if (values.empty()) std::cout << "none\n";
      else std::cout << values.median() << '\n';
    } else if (std::cin >> value; command == "ADD") {
      values.add(value);
    } else {
      values.forget(value);
    }
  }
}
