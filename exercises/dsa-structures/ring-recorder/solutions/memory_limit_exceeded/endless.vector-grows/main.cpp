#include <iostream>
#include <string>
#include <utility>
#include <vector>

class Ring {
public:
  explicit Ring(std::size_t capacity) : capacity_(capacity) {}

  bool empty() const { return oldest_ == entries_.size(); }
  bool full() const { return entries_.size() - oldest_ == capacity_; }

  void add(std::string entry) { entries_.push_back(std::move(entry)); }
  std::string take() { return entries_[oldest_++]; }

  void print(std::ostream& out) const {
    for (std::size_t i = oldest_; i < entries_.size(); ++i) out << (i > oldest_ ? " " : "") << entries_[i];
  }

private:
  std::size_t capacity_;
  std::vector<std::string> entries_;
  std::size_t oldest_ = 0;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  std::size_t operations = 0, capacity = 0;
  std::cin >> operations >> capacity;
  Ring ring(capacity);
  for (std::string command, entry; operations > 0 && std::cin >> command; --operations) {
    if (command == "WRITE") {
      std::cin >> entry;
      if (ring.full()) std::cout << "full\n";
      else ring.add(entry);
    } else if (command == "FORCE") {
      std::cin >> entry;
      if (ring.full()) ring.take();
      ring.add(entry);
    } else if (ring.empty()) {
      std::cout << "empty\n";
    } else if (command == "READ") {
      std::cout << ring.take() << '\n';
    } else {
      ring.print(std::cout);
      std::cout << '\n';
    }
  }
}
