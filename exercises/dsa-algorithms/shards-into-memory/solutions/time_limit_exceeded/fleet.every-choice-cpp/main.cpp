#include <iostream>
#include <vector>

struct Shard {
  int size;
  int value;
};

class Choices {
public:
  int best = 0;
  std::vector<int> best_choice;

  Choices(const std::vector<Shard>& shards, int budget) : shards_(shards) { choose(0, budget, 0); }

private:
  // Tries every choice that adds shards from `first` on.
  void choose(std::size_t first, int memory, int worth) {
    if (worth > best) {
      best = worth;
      best_choice = chosen_;
    }
    for (std::size_t i = first; i < shards_.size(); ++i) {
      if (shards_[i].size > memory) continue;
      chosen_.push_back(static_cast<int>(i) + 1);
      choose(i + 1, memory - shards_[i].size, worth + shards_[i].value);
      chosen_.pop_back();
    }
  }

  const std::vector<Shard>& shards_;
  std::vector<int> chosen_;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  int count = 0;
  int budget = 0;
  std::cin >> count >> budget;
  std::vector<Shard> shards(count);
  for (auto& shard : shards) std::cin >> shard.size >> shard.value;

  const Choices choices(shards, budget);
  std::cout << choices.best << '\n';
  for (std::size_t i = 0; i < choices.best_choice.size(); ++i) std::cout << (i > 0 ? " " : "") << choices.best_choice[i];
  std::cout << '\n';
}
