#include <algorithm>
#include <cstdint>
#include <iostream>
#include <vector>

using Numbers = std::vector<std::int64_t>;

// The pairs in the wrong order between begin and end; that part of the list is sorted afterwards.
std::int64_t count_and_sort(Numbers& numbers, std::size_t begin, std::size_t end, Numbers& buffer) {
  if (end - begin < 2) return 0;
  const std::size_t middle = begin + (end - begin) / 2;
  std::int64_t wrong = count_and_sort(numbers, begin, middle, buffer) + count_and_sort(numbers, middle, end, buffer);

  std::size_t left = begin;
  std::size_t right = middle;
  for (std::size_t to = begin; to < end; ++to) {
    if (right == end || (left < middle && numbers[left] <= numbers[right])) {
      buffer[to] = numbers[left++];
    } else {
      wrong += static_cast<std::int64_t>(middle - left); // all that are left there came earlier and are larger
      buffer[to] = numbers[right++];
    }
  }
  std::copy(buffer.begin() + begin, buffer.begin() + end, numbers.begin() + begin);
  return wrong;
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::size_t count = 0;
  std::cin >> count;
  Numbers numbers(count);
  for (auto& number : numbers) std::cin >> number;

  Numbers buffer(count);
  std::cout << count_and_sort(numbers, 0, count, buffer) << '\n';
}
