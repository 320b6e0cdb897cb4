#include <compare>
#include <compare>
#include <cstdint>
#include <functional>
#include <iostream>
#include <limits>
#include <queue>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

// Compared as pairs: the number of links decides between equal latencies.
struct Cost {
  std::int64_t latency = 0;
  int links = 0;
  Cost operator+(const Cost& other) const { return {latency + other.latency, links + other.links}; }
  auto operator<=>(const Cost&) const = default;
};
constexpr Cost unknown{std::numeric_limits<std::int64_t>::max(), 0};

struct Link {
  int to;
  Cost cost;
};

class Network {
public:
  int id(const std::string& name) {
    const auto [entry, is_new] = ids_.try_emplace(name, static_cast<int>(names_.size()));
    if (is_new) {
      names_.push_back(name);
      links_.emplace_back();
    }
    return entry->second;
  }

  void join(int a, int b, std::int64_t latency) {
    links_[a].push_back({b, {latency, 1}});
    links_[b].push_back({a, {latency, 1}});
  }

  void print_route(int start, int target) const {
    const auto costs = costs_to(target);
    if (costs[start] == unknown) {
      std::cout << "unreachable\n";
      return;
    }
    std::cout << costs[start].latency << ' ' << names_[start];
    for (int here = start; here != target;) {
      int next = -1;
      for (const auto& [to, cost] : links_[here]) {
        if (costs[to] + cost == costs[here] && (next < 0 || names_[to] < names_[next])) next = to;
      }
      here = next;
      std::cout << ' ' << names_[here];
    }
    std::cout << '\n';
  }

private:
  std::vector<Cost> costs_to(int target) const {
    using Entry = std::pair<Cost, int>;
    std::vector<Cost> costs(names_.size(), unknown);
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> waiting;
    costs[target] = {};
    waiting.emplace(Cost{}, target);
    while (!waiting.empty()) {
      const auto [cost, router] = waiting.top();
      waiting.pop();
      if (cost > costs[router]) continue;  // it was met again with a smaller cost
      for (const auto& [to, link] : links_[router]) {
        const Cost more = cost + link;
        if (more < costs[to]) {
          costs[to] = more;
          waiting.emplace(more, to);
        }
      }
    }
    return costs;
  }

  std::vector<std::string> names_;
  std::vector<std::vector<Link>> links_;
  std::unordered_map<std::string, int> ids_;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  Network network;
  int count = 0;
  std::cin >> count;
  for (std::string word, first, second; count > 0 && std::cin >> word >> first >> second; --count) {
    const int a = network.id(first), b = network.id(second);
    std::int64_t latency = 0;
    if (word == "ROUTE") network.print_route(a, b);
    else if (std::cin >> latency) network.join(a, b, latency);
  }
}
