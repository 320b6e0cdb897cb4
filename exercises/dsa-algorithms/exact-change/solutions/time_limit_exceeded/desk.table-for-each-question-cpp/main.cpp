#include <algorithm>
#include <iostream>
#include <set>
#include <string>
#include <vector>

constexpr int modulus = 1'000'000'007;

struct Question {
  std::string word;
  int amount;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  std::set<int> kinds;
  std::vector<Question> questions;
  int count = 0;
  std::cin >> count;
  std::string word;
  int number = 0;
  for (; count > 0 && std::cin >> word >> number; --count) {
    if (word == "NOTE") {
      kinds.insert(number);
    } else {
      questions.push_back({word, number});
    }
  }

  for (const auto& [asked, top] : questions) {
    const int impossible = top + 1; // more notes than any amount can need
    std::vector<int> fewest(top + 1, impossible);
    std::vector<int> ways(top + 1, 0);
    fewest[0] = 0;
    ways[0] = 1;
    for (const int kind : kinds) {
      for (int amount = kind; amount <= top; ++amount) {
        fewest[amount] = std::min(fewest[amount], fewest[amount - kind] + 1);
        ways[amount] = (ways[amount] + ways[amount - kind]) % modulus;
      }
    }
    if (asked == "WAYS") std::cout << ways[top] << '\n';
    else std::cout << (fewest[top] < impossible ? fewest[top] : -1) << '\n';
  }
}
