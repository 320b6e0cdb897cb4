#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

class Log {
public:
  void append(std::int64_t stamp) { stamps_.push_back(stamp); }
  std::size_t size() const { return stamps_.size(); }

  // How many lines have a stamp before the time.
  std::size_t before(std::int64_t time) const {
    return static_cast<std::size_t>(std::lower_bound(stamps_.begin(), stamps_.end(), time) - stamps_.begin());
  }

  // The same, searched by hand.
  std::size_t last_before(std::int64_t time) const {
    std::size_t low = 0, high = stamps_.size(); // the border lies between them
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (stamps_[middle] < time) low = middle;
      else high = middle;
    }
    return low;
  }

private:
  std::vector<std::int64_t> stamps_; // in ascending order
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  Log log;
  int count = 0;
  std::cin >> count;
  std::string command;
  for (std::int64_t time = 0; count > 0 && std::cin >> command >> time; --count) {
    if (command == "LOG") {
      log.append(time);
    } else if (command == "FIRST") {
      const std::size_t before = log.before(time);
      if (before < log.size()) std::cout << before + 1 << '\n';
      else std::cout << "none\n";
    } else if (command == "LAST") {
      const std::size_t before = log.last_before(time);
      if (before > 0) std::cout << before << '\n';
      else std::cout << "none\n";
    } else {
      std::int64_t end = 0;
      std::cin >> end;
      std::cout << log.before(end) - log.before(time) << '\n';
    }
  }
}
