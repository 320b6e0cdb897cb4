#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

// For each length of a beginning of the pattern: how long a part of its end is a beginning again.
std::vector<std::size_t> borders(const std::string& pattern) {
  std::vector<std::size_t> result(pattern.size() + 1);
  std::size_t length = 0;
  for (std::size_t end = 1; end < pattern.size(); ++end) {
    while (length > 0 && pattern[length] != pattern[end]) length = result[length];
    if (pattern[length] == pattern[end]) ++length;
    result[end + 1] = length;
  }
  return result;
}

std::vector<std::size_t> places(const std::string& log, const std::string& pattern) {
  const auto shorter = borders(pattern);
  std::vector<std::size_t> found;
  std::size_t length = 0;  // so many bytes of the pattern fit so far
  for (std::size_t at = 0; at < log.size(); ++at) {
    while (length > 0 && pattern[length] != log[at]) length = shorter[length];
    if (pattern[length] == log[at]) ++length;
    if (length == pattern.size()) {
      found.push_back(at + 1 - length);
      length = shorter[length];
    }
  }
  return found;
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::string line, log, pattern;
  std::getline(std::cin, line);
  std::getline(std::cin, log);
  for (int count = std::stoi(line); count > 0 && std::getline(std::cin, pattern); --count) {
    const auto found = places(log, pattern);
    std::cout << found.size();
    for (const auto place : found) std::cout << ' ' << place;
    std::cout << '\n';
  }
}
