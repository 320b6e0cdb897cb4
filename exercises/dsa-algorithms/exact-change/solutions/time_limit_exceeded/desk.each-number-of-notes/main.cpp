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
  int top = 0; // the largest amount that is asked for
  int count = 0;
  std::cin >> count;
  std::string word;
  int number = 0;
  for (; count > 0 && std::cin >> word >> number; --count) {
    if (word == "NOTE") {
      kinds.insert(number);
    } else {
      questions.push_back({word, number});
      top = std::max(top, number);
    }
  }

  const int impossible = top + 1; // more notes than any amount can need
  std::vector<int> fewest(top + 1, impossible);
  std::vector<int> ways(top + 1, 0);
  fewest[0] = 0;
  ways[0] = 1;
  for (const int kind : kinds) {
    for (int amount = kind; amount <= top; ++amount) {
      fewest[amount] = std::min(fewest[amount], fewest[amount - kind] + 1);
    }
    std::vector<int> more(top + 1, 0); // the ways with any number of notes of this kind
    for (int amount = 0; amount <= top; ++amount)
      for (int rest = amount; rest >= 0; rest -= kind) more[amount] = (more[amount] + ways[rest]) % modulus;
    ways = more;
  }

  for (const auto& question : questions) {
    if (question.word == "WAYS") std::cout << ways[question.amount] << '\n';
    else std::cout << (fewest[question.amount] < impossible ? fewest[question.amount] : -1) << '\n';
  }
}
