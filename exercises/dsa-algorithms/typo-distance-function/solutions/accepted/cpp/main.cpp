#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

// The code points of a text in valid UTF-8.
static std::u32string decoded(const std::string& text) {
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

static long long between(const std::u32string& one, const std::u32string& other) {
  std::vector<long long> row(other.size() + 1); // from the beginning of `one` so far to each beginning of `other`
  std::iota(row.begin(), row.end(), 0);
  for (const char32_t letter : one) {
    long long diagonal = row[0]++;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const long long above = row[j];
      row[j] = letter == other[j - 1] ? diagonal : 1 + std::min({diagonal, above, row[j - 1]});
      diagonal = above;
    }
  }
  return row.back();
}

long long distance(const std::string& one, const std::string& other) { return between(decoded(one), decoded(other)); }
