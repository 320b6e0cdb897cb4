#include <algorithm>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

bool smaller(int i, int j) {
  std::cout << "? " << i << ' ' << j << std::endl; // endl flushes: the question leaves now
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "<";
}

// Merges the halves by hand: how often std::sort compares is its own affair.
void sort(std::vector<int>& numbers) {
  if (numbers.size() <= 1) return;
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::vector<int> left(numbers.begin(), middle), right(middle, numbers.end());
  sort(left);
  sort(right);
  std::merge(left.begin(), left.end(), right.begin(), right.end(), numbers.begin(), smaller);
}

int main() {
  std::string line;
  std::getline(std::cin, line);
  std::vector<int> numbers(std::stoul(line));
  std::iota(numbers.begin(), numbers.end(), 1);
  sort(numbers);
  std::cout << '!';
  for (const int number : numbers) std::cout << ' ' << number;
  std::cout << std::endl;
}
