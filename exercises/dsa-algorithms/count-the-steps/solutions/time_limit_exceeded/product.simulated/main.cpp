#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using Count = std::int64_t;
using Growth = std::pair<int, int>; // half powers of n, logarithms

// "v" is the variable of the outer loop, "c" a fixed number.
const std::map<std::string, Growth> growths = {
    {"1..n", {2, 0}},          {"1..sqrt", {1, 0}},       {"1..c", {0, 0}},         {"1..n*2", {0, 1}},      {"n..1/2", {0, 1}},
    {"1..n 1..v", {4, 0}},     {"1..n v..n", {4, 0}},     {"1..n 1..v*2", {2, 1}},  {"1..n v..n*2", {2, 0}}, {"1..n v..1/2", {2, 1}},
    {"1..n*2 1..v", {2, 0}},   {"1..n*2 v..n", {2, 1}},   {"n..1/2 1..v", {2, 0}},  {"n..1/2 v..n", {2, 1}}, {"1..sqrt 1..v", {2, 0}},
    {"1..c 1..v", {0, 0}},     {"1..c v..n", {2, 0}},     {"1..c 1..v*2", {0, 0}},  {"1..c v..n*2", {0, 1}}, {"1..c v..1/2", {0, 0}},
};

const std::map<Growth, std::string> names = {
    {{0, 0}, "O(1)"},       {{0, 1}, "O(log n)"}, {{1, 0}, "O(sqrt n)"}, {{2, 0}, "O(n)"},
    {{2, 1}, "O(n log n)"}, {{4, 0}, "O(n^2)"},   {{6, 0}, "O(n^3)"},
};

Count root(Count n) {
  Count guess = static_cast<Count>(std::sqrt(static_cast<double>(n)));
  while (guess * guess > n) --guess;
  while ((guess + 1) * (guess + 1) <= n) ++guess;
  return guess;
}

using Variables = std::map<std::string, Count>; // the outer ones, with "n" and "sqrt"

Count value_of(const std::string& end, const Variables& variables) {
  const auto known = variables.find(end);
  return known == variables.end() ? std::stoll(end) : known->second;
}

Count simulate(const std::vector<std::string>& loops, std::size_t at, Variables& variables) {
  if (at == loops.size()) return 1;
  const std::string& loop = loops[at];
  const std::size_t dots = loop.find(".."), step = std::min(loop.size(), loop.find_first_of("*/"));
  const Count last = value_of(loop.substr(dots + 2, step - dots - 2), variables);
  Count& variable = variables[loop.substr(0, 1)];
  variable = value_of(loop.substr(2, dots - 2), variables);

  Count steps = 0;
  if (loop.find('/') != std::string::npos) {
    for (; variable >= last; variable /= 2) steps += simulate(loops, at + 1, variables);
  } else {
    const bool doubles = loop.find('*') != std::string::npos;
    for (; variable <= last; variable += doubles ? variable : 1) steps += simulate(loops, at + 1, variables);
  }
  return steps;
}

void answer(const std::string& question) {
  std::istringstream in(question);
  Count n = 0;
  in >> n;
  std::vector<std::string> loops;
  std::map<char, std::string> outer, inner; // by the variable of the outer loop
  for (std::string loop; in >> loop;) {
    loops.push_back(loop);
    std::string range = loop.substr(2);
    const std::size_t named = range.find_first_of("ijk");
    if (named == std::string::npos) {
      outer[loop[0]] = range;
    } else {
      const char variable = std::exchange(range[named], 'v');
      inner[variable] = range;
    }
  }

  Growth growth{0, 0};
  for (auto [variable, range] : outer) {
    if (range.find_first_of("ns*/") == std::string::npos) range = "1..c";
    const auto pair = inner.find(variable);
    if (pair != inner.end()) range += " " + pair->second;
    growth.first += growths.at(range).first;
    growth.second += growths.at(range).second;
  }
  Variables variables{{"n", n}, {"sqrt", root(n)}};
  std::cout << simulate(loops, 0, variables) << ' ' << names.at(growth) << '\n';
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::string line;
  std::getline(std::cin, line);
  for (int left = std::stoi(line); left > 0 && std::getline(std::cin, line); --left) answer(line);
}
