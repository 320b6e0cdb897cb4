#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <utility>

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

// How many of n, n/2, n/4, ... are at least 1: as many as there are powers of two up to n.
Count halvings(Count n) {
  Count count = 0;
  for (; n > 0; n /= 2) ++count;
  return count;
}

Count steps_single(const std::string& loop, Count n, Count last) {
  return loop == "1..n*2" || loop == "n..1/2" ? halvings(n) : last;
}

// What the inner loop does for one value of the outer variable.
Count steps_inside(const std::string& inner, Count v, Count n) {
  if (inner == "1..v") return v;
  if (inner == "v..n") return std::max<Count>(0, n - v + 1);
  if (inner == "v..n*2") return halvings(n / v);
  return halvings(v);
}

Count steps_pair(const std::string& loop, const std::string& inner, Count n, Count last) {
  Count steps = 0;
  if (loop == "1..n*2") {
    for (Count v = 1; v <= n; v *= 2) steps += steps_inside(inner, v, n);
  } else if (loop == "n..1/2") {
    for (Count v = n; v > 0; v /= 2) steps += steps_inside(inner, v, n);
  } else if (loop == "1..c") {
    for (Count v = 1; v <= last; ++v) steps += steps_inside(inner, v, n);
  } else if (inner == "1..v" || inner == "v..n") {
    steps = last * (last + 1) / 2;
  } else {
    for (Count v = 1; v <= n; ++v) steps += steps_inside(inner, v, n);
  }
  return steps;
}

void answer(const std::string& question) {
  std::istringstream in(question);
  Count n = 0;
  in >> n;
  std::map<char, std::string> outer, inner; // by the variable of the outer loop
  for (std::string loop; in >> loop;) {
    std::string range = loop.substr(2);
    const std::size_t named = range.find_first_of("ijk");
    if (named == std::string::npos) {
      outer[loop[0]] = range;
    } else {
      const char variable = std::exchange(range[named], 'v');
      inner[variable] = range;
    }
  }

  Count steps = 1;
  Growth growth{0, 0};
  for (auto [variable, range] : outer) {
    Count last = range == "1..sqrt" ? root(n) : n;
    if (range.find_first_of("ns*/") == std::string::npos) {
      last = std::stoll(range.substr(3));
      range = "1..c";
    }
    const auto pair = inner.find(variable);
    if (pair == inner.end()) {
      steps *= steps_single(range, n, last);
    } else {
      steps *= steps_pair(range, pair->second, n, last);
      range += " " + pair->second;
    }
    growth.first += growths.at(range).first;
    growth.second += growths.at(range).second;
  }
  std::cout << steps << ' ' << names.at(growth) << '\n';
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::string line;
  std::getline(std::cin, line);
  for (int left = std::stoi(line); left > 0 && std::getline(std::cin, line); --left) answer(line);
}
