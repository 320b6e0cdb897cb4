#include <iostream>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

// A treap: a search tree by price that is a heap by random priorities, which keeps it flat whatever the order of the prices. Equal
// prices are nodes of their own. Nodes are named by their index; 0 is no node.
class PriceIndex {
public:
  void add(int price) {
    nodes_.push_back({price, static_cast<unsigned>(random_()), 1, 0, 0});
    const auto [smaller, rest] = split(root_, price);
    root_ = merge(merge(smaller, static_cast<int>(nodes_.size()) - 1), rest);
  }

  void del(int price) {
    const auto [smaller, rest] = split(root_, price);
    auto [equal, greater] = split(rest, price + 1);
    if (equal) equal = merge(nodes_[equal].left, nodes_[equal].right); // all but its root
    root_ = merge(merge(smaller, equal), greater);
  }

  std::optional<int> kth(int k) const {
    if (k < 1 || k > nodes_[root_].size) return std::nullopt;
    for (int node = root_;;) {
      const int left = nodes_[nodes_[node].left].size;
      if (k == left + 1) return nodes_[node].price;
      if (k <= left) {
        node = nodes_[node].left;
      } else {
        k -= left + 1;
        node = nodes_[node].right;
      }
    }
  }

  std::optional<int> next(int price) const { return kth(below(price) + 1); }
  std::optional<int> prev(int price) const { return kth(below(price + 1)); }
  int count(int low, int high) const { return low > high ? 0 : below(high + 1) - below(low); }

private:
  struct Node {
    int price = 0;
    unsigned priority = 0;
    int size = 0; // nodes in the subtree
    int left = 0, right = 0;
  };

  // How many prices are smaller?
  int below(int price) const {
    int total = 0;
    for (int node = root_; node;) {
      if (nodes_[node].price < price) {
        total += nodes_[nodes_[node].left].size + 1;
        node = nodes_[node].right;
      } else {
        node = nodes_[node].left;
      }
    }
    return total;
  }

  void update(int node) { nodes_[node].size = nodes_[nodes_[node].left].size + 1 + nodes_[nodes_[node].right].size; }

  // The nodes with smaller prices, and the rest.
  std::pair<int, int> split(int node, int price) {
    if (!node) return {0, 0};
    if (nodes_[node].price < price) {
      const auto [smaller, rest] = split(nodes_[node].right, price);
      nodes_[node].right = smaller;
      update(node);
      return {node, rest};
    }
    const auto [smaller, rest] = split(nodes_[node].left, price);
    nodes_[node].left = rest;
    update(node);
    return {smaller, node};
  }

  // One tree of two, where no price of the first is greater than one of the second.
  int merge(int first, int second) {
    if (!first || !second) return first + second;
    if (nodes_[first].priority > nodes_[second].priority) {
      const int right = merge(nodes_[first].right, second);
      nodes_[first].right = right;
      update(first);
      return first;
    }
    const int left = merge(first, nodes_[second].left);
    nodes_[second].left = left;
    update(second);
    return second;
  }

  std::vector<Node> nodes_ = std::vector<Node>(1);
  int root_ = 0;
  std::mt19937 random_{20240229};
};

void print(std::optional<int> price) {
  if (price) std::cout << *price << '\n';
  else std::cout << "none\n";
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  PriceIndex index;
  int count = 0;
  std::cin >> count;
  std::string command;
  for (int a = 0, b = 0; count > 0 && std::cin >> command >> a; --count) {
    if (command == "ADD") {
      index.add(a);
    } else if (command == "DEL") {
      index.del(a);
    } else if (command == "NEXT") {
      print(index.next(a));
    } else if (command == "PREV") {
      print(index.prev(a));
    } else if (command == "KTH") {
      print(index.kth(a));
    } else {
      std::cin >> b;
      std::cout << index.count(a, b) << '\n';
    }
  }
}
