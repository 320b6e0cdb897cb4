#include <algorithm>
#include <iostream>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

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

int distance(const std::u32string& one, const std::u32string& other) {
  std::vector<int> row(other.size() + 1); // from the beginning of `one` so far to each beginning of `other`
  std::iota(row.begin(), row.end(), 0);
  for (const char32_t letter : one) {
    int diagonal = row[0]++;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const int above = row[j];
      row[j] = letter == other[j - 1] ? diagonal : 1 + std::min({diagonal, above, row[j - 1]});
      diagonal = above;
    }
  }
  return row.back();
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
