#include <algorithm>
#include <iostream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

struct Way {
  int link;
  int other; // the router at the other end
};

struct Network {
  std::vector<std::string> names; // in the order of naming
  std::vector<std::pair<int, int>> links;
  std::vector<std::vector<Way>> ways; // of each router

  int router(const std::string& name) {
    const auto [entry, is_new] = numbers_.try_emplace(name, static_cast<int>(names.size()));
    if (is_new) {
      names.push_back(name);
      ways.emplace_back();
    }
    return entry->second;
  }

  void link(int one, int two) {
    const int number = static_cast<int>(links.size());
    links.emplace_back(one, two);
    ways[one].push_back({number, two});
    ways[two].push_back({number, one});
  }

private:
  std::unordered_map<std::string, int> numbers_;
};

// How many networks there are when something is lost; a router that is lost is none.
int networks(const Network& network, int without_router, int without_link) {
  std::vector<bool> seen(network.names.size());
  std::vector<int> waiting;
  int count = 0;
  for (int start = 0; start < static_cast<int>(seen.size()); ++start) {
    if (seen[start] || start == without_router) continue;
    ++count;
    seen[start] = true;
    waiting.push_back(start);
    while (!waiting.empty()) {
      const int router = waiting.back();
      waiting.pop_back();
      for (const auto& [link, other] : network.ways[router]) {
        if (link == without_link || other == without_router || seen[other]) continue;
        seen[other] = true;
        waiting.push_back(other);
      }
    }
  }
  return count;
}

struct Search {
  std::vector<bool> critical_link;
  std::vector<int> parts;

  explicit Search(const Network& network) {
    const int before = networks(network, -1, -1);
    for (int link = 0; link < static_cast<int>(network.links.size()); ++link)
      critical_link.push_back(networks(network, -1, link) > before);
    for (int router = 0; router < static_cast<int>(network.names.size()); ++router)
      parts.push_back(1 + networks(network, router, -1) - before);
  }
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  Network network;
  int count = 0;
  std::cin >> count;
  std::string word, left, right;
  for (; count > 0 && std::cin >> word >> left >> right; --count) {
    const int one = network.router(left);
    const int two = network.router(right);
    network.link(one, two);
  }

  const Search search(network);
  const auto links = std::count(search.critical_link.begin(), search.critical_link.end(), true);
  const auto routers = std::count_if(search.parts.begin(), search.parts.end(), [](int parts) { return parts > 1; });
  std::cout << links << ' ' << routers << '\n';
  for (std::size_t link = 0; link < network.links.size(); ++link)
    if (search.critical_link[link])
      std::cout << "LINK " << network.names[network.links[link].first] << ' '
                << network.names[network.links[link].second] << '\n';
  for (std::size_t router = 0; router < network.names.size(); ++router)
    if (search.parts[router] > 1) std::cout << "ROUTER " << network.names[router] << '\n';
}
