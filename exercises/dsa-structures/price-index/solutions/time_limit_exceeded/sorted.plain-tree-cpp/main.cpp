#include <iostream>
#include <optional>
#include <string>
#include <vector>

// A search tree that is never balanced. Equal prices are one node; nodes whose copies are gone stay. Nodes are named by their index; 0
// is no node.
class PriceIndex {
public:
  void add(int price) {
    int* link = &root_;
    while (*link && nodes_[*link].price != price) {
      Node& node = nodes_[*link];
      ++node.size;
      link = price < node.price ? &node.left : &node.right;
    }
    if (*link) {
      ++nodes_[*link].size;
      ++nodes_[*link].copies;
    } else {
      *link = static_cast<int>(nodes_.size());
      nodes_.push_back({price, 1, 1, 0, 0});
    }
  }

  void del(int price) {
    if (count(price, price) == 0) return;
    for (int at = root_;;) {
      Node& node = nodes_[at];
      --node.size;
      if (node.price == price) {
        --node.copies;
        return;
      }
      at = price < node.price ? node.left : node.right;
    }
  }

  std::optional<int> kth(int k) const {
    if (k < 1 || k > nodes_[root_].size) return std::nullopt;
    for (int at = root_;;) {
      const Node& node = nodes_[at];
      const int left = nodes_[node.left].size;
      if (k <= left) {
        at = node.left;
      } else if (k <= left + node.copies) {
        return node.price;
      } else {
        k -= left + node.copies;
        at = node.right;
      }
    }
  }

  std::optional<int> next(int price) const { return kth(below(price) + 1); }
  std::optional<int> prev(int price) const { return kth(below(price + 1)); }
  int count(int low, int high) const { return low > high ? 0 : below(high + 1) - below(low); }

private:
  struct Node {
    int price = 0;
    int copies = 0;
    int size = 0; // copies in the subtree
    int left = 0, right = 0;
  };

  // How many prices are smaller?
  int below(int price) const {
    int total = 0;
    for (int at = root_; at;) {
      const Node& node = nodes_[at];
      if (node.price < price) {
        total += nodes_[node.left].size + node.copies;
        at = node.right;
      } else {
        at = node.left;
      }
    }
    return total;
  }

  std::vector<Node> nodes_ = std::vector<Node>(1);
  int root_ = 0;
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
