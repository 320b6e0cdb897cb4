#include <iostream>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

constexpr int kNotNeeded = -1;

struct Stretch {
  std::size_t begin, end; // the places before it begins and where it ends
  std::size_t length() const { return end - begin; }
};

// `need` holds how often each endpoint is needed, `hits` the numbers of the endpoints.
std::optional<Stretch> shortest_stretch(const std::vector<int>& need, const std::vector<int>& hits) {
  std::optional<Stretch> best;
  long long needed = 0; // of all endpoints
  for (const int count : need) needed += count;
  if (needed == 0) return best;

  for (std::size_t begin = 0; begin < hits.size(); ++begin) {
    std::vector<int> lacking = need;
    long long missing = needed;
    for (std::size_t end = begin; missing > 0 && end < hits.size(); ++end) {
      const int entering = hits[end];
      if (entering == kNotNeeded || lacking[entering] == 0) continue;
      --lacking[entering];
      --missing;
      if (missing == 0 && (!best || end + 1 - begin < best->length())) best = Stretch{begin, end + 1};
    }
  }
  return best;
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  int count = 0;
  std::cin >> count;
  std::unordered_map<std::string, int> numbers; // of the endpoints that are needed
  std::vector<int> needed;                      // how often, by these numbers
  std::vector<int> hits;
  for (std::string command, endpoint; count > 0 && std::cin >> command; --count) {
    if (command == "NEED") {
      int times = 0;
      std::cin >> times >> endpoint;
      numbers.emplace(endpoint, static_cast<int>(needed.size()));
      needed.push_back(times);
    } else {
      std::cin >> endpoint;
      const auto entry = numbers.find(endpoint);
      hits.push_back(entry == numbers.end() ? kNotNeeded : entry->second);
    }
  }

  const auto best = shortest_stretch(needed, hits);
  if (best) std::cout << best->begin + 1 << ' ' << best->end << '\n';
  else std::cout << "none\n";
}
