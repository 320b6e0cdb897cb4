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

class Search {
public:
  std::vector<bool> critical_link;
  std::vector<int> parts; // what is left of the network around the router when it is lost

  explicit Search(const Network& network)
      : critical_link(network.links.size()), parts(network.names.size(), 0), network_(network),
        depth_(network.names.size(), unseen), highest_(depth_), came_by_(depth_), tried_(depth_.size(), 0) {
    for (int start = 0; start < static_cast<int>(depth_.size()); ++start)
      if (depth_[start] == unseen) from(start);
  }

private:
  static constexpr int unseen = -1;

  void from(int start) {
    depth_[start] = highest_[start] = 0;
    std::vector<int> path{start};
    while (!path.empty()) {
      const int router = path.back();
      if (tried_[router] < network_.ways[router].size()) {
        const auto [link, other] = network_.ways[router][tried_[router]++];
        if (depth_[other] == unseen) {
          depth_[other] = highest_[other] = static_cast<int>(path.size());
          came_by_[other] = link;
          parts[other] = 1; // what lies above
          path.push_back(other);
        } else if (link != came_by_[router]) {
          highest_[router] = std::min(highest_[router], depth_[other]);
        }
        continue;
      }
      path.pop_back();
      if (path.empty()) break;
      const int above = path.back();
      highest_[above] = std::min(highest_[above], highest_[router]);
      if (highest_[router] > depth_[above]) critical_link[came_by_[router]] = true;
      if (highest_[router] >= depth_[above]) ++parts[above];
    }
  }

  const Network& network_;
  std::vector<int> depth_;
  std::vector<int> highest_;       // the smallest depth that a link from the router or from below it leads to
  std::vector<int> came_by_;       // the link by which the search came
  std::vector<std::size_t> tried_; // how many links of the router are done
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
