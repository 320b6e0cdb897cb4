#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

constexpr int none = -1;

struct Page {
  std::string name;
  int next = none;
  int place = none;    // on the present walk
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

  // Walks to the first page that has an answer, or that this walk has visited, and writes answers on all pages of the way.
  void trace(int start) {
    std::vector<int> way;
    int at = start;
    while (pages_[at].last == none && pages_[at].place == none && pages_[at].next != none) {
      pages_[at].place = static_cast<int>(way.size());
      way.push_back(at);
      at = pages_[at].next;
    }

    if (pages_[at].last == none) {
      if (pages_[at].next == none) pages_[at].last = at; // an end
      else {
        const std::size_t tail = pages_[at].place;
        const int length = static_cast<int>(way.size() - tail);
        for (; way.size() > tail; way.pop_back()) {
          pages_[way.back()].last = way.back(); // each page of a loop is its own entry
          pages_[way.back()].loop_length = length;
        }
      }
    }
    for (const int before : way) {
      pages_[before].last = pages_[at].last;
      pages_[before].loop_length = pages_[at].loop_length;
    }
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
