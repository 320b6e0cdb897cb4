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

// `lacking` holds how often each endpoint is needed, `hits` the numbers of the endpoints.
std::optional<Stretch> shortest_stretch(std::vector<int> lacking, const std::vector<int>& hits) {
  std::optional<Stretch> best;
  long long missing = 0; // what the stretch lacks of all endpoints
  for (const int count : lacking) missing += count;
  if (missing == 0) return best;

  std::size_t begin = 0;
  for (std::size_t end = 1; end <= hits.size(); ++end) {
    const int entering = hits[end - 1];
    if (entering != kNotNeeded && lacking[entering]-- > 0) --missing; // below 0: it has more than needed
    for (; missing == 0; ++begin) {
      if (!best || end - begin < best->length()) best = Stretch{begin, end};
      const int leaving = hits[begin];
      if (leaving != kNotNeeded && ++lacking[leaving] > 0) ++missing;
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

  const auto best = shortest_stretch(std::move(needed), hits);
  if (best) std::cout << best->begin + 1 << ' ' << best->end << '\n';
  else std::cout << "none\n";
}
