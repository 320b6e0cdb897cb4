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

  std::vector<int> best(budget + 1, 0); // for each amount of memory, the largest value of the shards so far that fit
  std::vector<std::vector<bool>> improved(count, std::vector<bool>(budget + 1)); // which amounts each shard improved
  for (int i = 0; i < count; ++i) {
    const auto [size, value] = shards[i];
    for (int memory = budget; memory >= size; --memory) { // downward: what is left over must not hold this shard already
      const int worth = best[memory - size] + value;
      if (worth > best[memory]) {
        best[memory] = worth;
        improved[i][memory] = true;
      }
    }
  }

  std::vector<int> chosen;
  for (int i = count - 1, memory = budget; i >= 0; --i) {
    if (!improved[i][memory]) continue;
    chosen.push_back(i + 1);
    memory -= shards[i].size;
  }
  std::cout << best[budget] << '\n';
  for (std::size_t i = 0; i < chosen.size(); ++i) std::cout << (i > 0 ? " " : "") << chosen[i];
  std::cout << '\n';
}
