#include <algorithm>
#include <iostream>
#include <string>
#include <string_view>

// The code points of a text in valid UTF-8.
std::u32string decoded(std::string_view text) {
  std::u32string points;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) points += byte;
    else if (byte < 0xC0) points.back() = points.back() << 6 | (byte & 0x3F); // goes on with the one before
    else if (byte < 0xE0) points += byte & 0x1F;
    else if (byte < 0xF0) points += byte & 0x0F;
    else points += byte & 0x07;
  }
  return points;
}

// From what is left of `one` from i on to what is left of `other` from j on.
std::size_t distance(const std::u32string& one, const std::u32string& other, std::size_t i = 0, std::size_t j = 0) {
  if (i == one.size()) return other.size() - j;
  if (j == other.size()) return one.size() - i;
  if (one[i] == other[j]) return distance(one, other, i + 1, j + 1);
  return 1 + std::min({distance(one, other, i + 1, j), distance(one, other, i, j + 1),
                       distance(one, other, i + 1, j + 1)});
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  std::string line;
  std::getline(std::cin, line);
  for (int count = std::stoi(line); count > 0 && std::getline(std::cin, line); --count) {
    const auto slash = line.find('/');
    const std::string_view pair = line;
    std::cout << distance(decoded(pair.substr(0, slash)), decoded(pair.substr(slash + 1))) << '\n';
  }
}
