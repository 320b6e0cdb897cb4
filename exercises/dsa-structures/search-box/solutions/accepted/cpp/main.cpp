#include <algorithm>
#include <array>
#include <iostream>
#include <string>
#include <vector>

// A trie whose nodes know the best three terms below them.
class SearchBox {
public:
  void add(const std::string& text, long long weight) {
    path_.clear();
    int node = root;
    for (const char letter : text) {
      int next = nodes_[node].next[letter - 'a'];
      if (next == nothing) {
        next = static_cast<int>(nodes_.size());
        nodes_[node].next[letter - 'a'] = next;
        nodes_.emplace_back();
      }
      node = next;
      path_.push_back(node);
    }
    if (nodes_[node].term == nothing) {
      nodes_[node].term = static_cast<int>(terms_.size());
      terms_.push_back({text, 0});
    }
    const int term = nodes_[node].term;
    terms_[term].weight += weight;
    for (const int prefix : path_) place(term, nodes_[prefix].best);
  }

  void ask(const std::string& prefix, std::ostream& out) const {
    int node = root;
    for (const char letter : prefix) {
      node = nodes_[node].next[letter - 'a'];
      if (node == nothing) {
        out << "none\n";
        return;
      }
    }
    const char* separator = "";
    for (const int term : nodes_[node].best) {
      if (term == nothing) break;
      out << separator << terms_[term].text;
      separator = " ";
    }
    out << '\n';
  }

private:
  static constexpr int root = 0;
  static constexpr int nothing = -1;

  struct Term {
    std::string text;
    long long weight;
  };

  struct Node {
    std::array<int, 26> next;
    std::array<int, 3> best{nothing, nothing, nothing}; // numbers of terms, the best first
    int term = nothing;                                 // the term that ends here
    Node() { next.fill(nothing); }
  };

  bool better(int a, int b) const {
    if (b == nothing) return true;
    if (terms_[a].weight != terms_[b].weight) return terms_[a].weight > terms_[b].weight;
    return terms_[a].text < terms_[b].text;
  }

  // The weight of `term` has grown: it comes in at the end unless it is there, and moves up.
  void place(int term, std::array<int, 3>& best) const {
    auto spot = std::find(best.begin(), best.end(), term);
    if (spot == best.end()) {
      if (!better(term, best.back())) return;
      spot = best.end() - 1;
      *spot = term;
    }
    for (; spot != best.begin() && (*(spot - 1) == nothing || better(term, *(spot - 1))); --spot) {
      std::iter_swap(spot, spot - 1);
    }
  }

  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<Term> terms_;
  std::vector<int> path_; // of the last ADD, without the root
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
