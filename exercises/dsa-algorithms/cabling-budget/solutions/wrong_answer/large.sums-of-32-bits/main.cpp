#include <algorithm>
#include <iostream>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

struct Cable {
  int cost;
  int one;
  int other;
};

// Sites of one island point, over any number of steps, to its leader; what is known of the island stands with the leader.
struct Islands {
  std::vector<int> points_to;
  std::vector<int> sites;
  std::vector<int> costs;

  explicit Islands(std::size_t count) : points_to(count), sites(count, 1), costs(count, 0) {
    std::iota(points_to.begin(), points_to.end(), 0);
  }

  int leader(int site) {
    while (points_to[site] != site) {
      points_to[site] = points_to[points_to[site]];
      site = points_to[site];
    }
    return site;
  }

  void lay(const Cable& cable) {
    int large = leader(cable.one);
    int small = leader(cable.other);
    if (large == small) return;
    if (sites[large] < sites[small]) std::swap(large, small);
    points_to[small] = large;
    sites[large] += sites[small];
    costs[large] += costs[small] + cable.cost;
  }
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  std::vector<std::string> names; // in the order of naming
  std::unordered_map<std::string, int> numbers;
  std::vector<Cable> cables;
  const auto read_site = [&] {
    std::string name;
    std::cin >> name;
    const auto [entry, is_new] = numbers.try_emplace(name, static_cast<int>(names.size()));
    if (is_new) names.push_back(name);
    return entry->second;
  };

  int count = 0;
  std::cin >> count;
  std::string kind;
  for (; count > 0 && std::cin >> kind; --count) {
    const int one = read_site();
    if (kind != "CABLE") continue;
    const int other = read_site();
    int cost = 0;
    std::cin >> cost;
    cables.push_back({cost, one, other});
  }

  std::sort(cables.begin(), cables.end(), [](const Cable& a, const Cable& b) { return a.cost < b.cost; });
  Islands islands(names.size());
  for (const auto& cable : cables) islands.lay(cable);

  std::vector<std::pair<int, int>> firsts; // the first-named site of each island, and the island's leader
  std::vector<bool> seen(names.size());
  int sum = 0;
  for (int site = 0; site < static_cast<int>(names.size()); ++site) {
    const int leader = islands.leader(site);
    if (seen[leader]) continue;
    seen[leader] = true;
    firsts.emplace_back(site, leader);
    sum += islands.costs[leader];
  }
  std::cout << firsts.size() << ' ' << sum << '\n';
  for (const auto& [site, leader] : firsts)
    std::cout << names[site] << ' ' << islands.sites[leader] << ' ' << islands.costs[leader] << '\n';
}
