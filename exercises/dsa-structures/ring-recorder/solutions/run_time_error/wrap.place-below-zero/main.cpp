#include <iostream>
#include <string>
#include <utility>
#include <vector>

class Ring {
public:
  explicit Ring(std::size_t capacity) : slots_(capacity) {}

  bool empty() const { return count_ == 0; }
  bool full() const { return count_ == slots_.size(); }

  void add(std::string entry) {
    slots_.at(next_) = std::move(entry);
    next_ = (next_ + 1) % slots_.size();
    ++count_;
  }

  std::string take() {
    std::string entry = slots_.at(place(0));
    --count_;
    return entry;
  }

  void print(std::ostream& out) const {
    for (std::size_t i = 0; i < count_; ++i) out << (i > 0 ? " " : "") << slots_.at(place(i));
  }

private:
  // The slot of entry i, counted from the oldest.
  std::size_t place(std::size_t i) const { return next_ == 0 ? slots_.size() - count_ + i : next_ - count_ + i; }

  std::vector<std::string> slots_;
  std::size_t next_ = 0;
  std::size_t count_ = 0;
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
