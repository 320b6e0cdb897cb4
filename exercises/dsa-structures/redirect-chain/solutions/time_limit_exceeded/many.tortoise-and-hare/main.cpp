#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

constexpr int none = -1;

struct Page {
  std::string name;
  int next = none;
  int last = none;     // where a walk from here ends, or enters its loop; none: not known yet
  int loop_length = 0; // 0: there is no loop
};

class Table {
public:
  void rule(const std::string& from, const std::string& to) {
    const int source = number(from); // numbers first: they may make the table grow
    const int target = number(to);
    pages_[source].next = target;
  }

  std::string answer(const std::string& name) {
    const int start = number(name);
    trace(start);
    const Page& page = pages_[start];
    const std::string& last = pages_[page.last].name;
    return page.loop_length == 0 ? "end " + last : "loop " + last + ' ' + std::to_string(page.loop_length);
  }

private:
  int number(const std::string& name) {
    const auto [found, is_new] = numbers_.try_emplace(name, static_cast<int>(pages_.size()));
    if (is_new) pages_.emplace_back().name = name;
    return found->second;
  }

  // Two walkers from the start, one of which takes double steps.
  void trace(int start) {
    int slow = start, fast = start;
    do {
      slow = pages_[slow].next;
      for (int step = 0; step < 2 && fast != none; ++step) {
        if (pages_[fast].next == none) pages_[start].last = fast; // an end
        fast = pages_[fast].next;
      }
      if (fast == none) return;
    } while (slow != fast);

    for (slow = start; slow != fast; slow = pages_[slow].next) fast = pages_[fast].next;
    pages_[start].last = slow;
    pages_[start].loop_length = 0;
    do {
      ++pages_[start].loop_length;
      fast = pages_[fast].next;
    } while (fast != slow);
  }

  std::vector<Page> pages_;
  std::unordered_map<std::string, int> numbers_;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  Table table;
  int lines = 0;
  std::cin >> lines;
  for (std::string command, a, b; lines > 0 && std::cin >> command >> a; --lines) {
    if (command == "RULE") {
      std::cin >> b;
      table.rule(a, b);
    } else {
      std::cout << table.answer(a) << '\n';
    }
  }
}
