#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

std::vector<std::size_t> places(const std::string& log, const std::string& pattern) {
  std::vector<std::size_t> found;
  for (auto place = log.find(pattern); place != std::string::npos; place = log.find(pattern, place + 1)) {
    found.push_back(place);
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
