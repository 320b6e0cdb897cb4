#include <algorithm>
#include <iostream>
#include <vector>

struct Shard {
  int size;
  int value;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  int count = 0;
  int budget = 0;
  std::cin >> count >> budget;
  std::vector<Shard> shards(count);
  for (auto& shard : shards) std::cin >> shard.size >> shard.value;

  // The best values before any shard, after the first one, and so on.
  std::vector<std::vector<int>> best(count + 1, std::vector<int>(budget + 1, 0));
  for (int i = 0; i < count; ++i) {
    const auto [size, value] = shards[i];
    for (int memory = 0; memory <= budget; ++memory) {
      best[i + 1][memory] = best[i][memory];
      if (memory >= size) best[i + 1][memory] = std::max(best[i][memory], best[i][memory - size] + value);
    }
  }

  std::vector<int> chosen;
  for (int i = count, memory = budget; i > 0; --i) {
    if (best[i][memory] == best[i - 1][memory]) continue;
    chosen.push_back(i);
    memory -= shards[i - 1].size;
  }
  std::cout << best[count][budget] << '\n';
  for (std::size_t i = 0; i < chosen.size(); ++i) std::cout << (i > 0 ? " " : "") << chosen[i];
  std::cout << '\n';
}
