#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

// All terms, sorted: those with one prefix are neighbours.
class SearchBox {
public:
  void add(const std::string& text, long long weight) {
    auto spot = first_from(text);
    if (spot == terms_.end() || spot->text != text) spot = terms_.insert(spot, {text, 0});
    spot->weight += weight;
  }

  void ask(const std::string& prefix, std::ostream& out) {
    const Term* best[3] = {nullptr, nullptr, nullptr};
    for (auto term = first_from(prefix); term != terms_.end() && term->text.starts_with(prefix); ++term) {
      const Term* candidate = &*term;
      int place = 3;
      while (place > 0 && (best[place - 1] == nullptr || candidate->weight > best[place - 1]->weight)) --place;
      if (place < 3) {
        std::copy_backward(best + place, best + 2, best + 3);
        best[place] = candidate;
      }
    }
    if (best[0] == nullptr) out << "none";
    const char* separator = "";
    for (const Term* term : best) {
      if (term == nullptr) break;
      out << separator << term->text;
      separator = " ";
    }
    out << '\n';
  }

private:
  struct Term {
    std::string text;
    long long weight;
  };

  std::vector<Term>::iterator first_from(const std::string& text) {
    return std::lower_bound(terms_.begin(), terms_.end(), text, [](const Term& term, const std::string& other) { return term.text < other; });
  }

  std::vector<Term> terms_;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  SearchBox box;
  int count = 0;
  std::cin >> count;
  std::string command, text;
  for (long long weight = 0; count > 0 && std::cin >> command >> text; --count) {
    if (command == "ADD") {
      std::cin >> weight;
      box.add(text, weight);
    } else {
      box.ask(text, std::cout);
    }
  }
}
