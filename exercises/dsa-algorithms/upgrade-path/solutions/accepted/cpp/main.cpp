#include <algorithm>
#include <array>
#include <iostream>
#include <vector>

using Version = std::array<int, 3>;

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  int count = 0;
  std::cin >> count;
  std::vector<Version> versions(count);
  char point;
  for (auto& [a, b, c] : versions) std::cin >> a >> point >> b >> point >> c;

  std::vector<int> ends;          // for every length, the release of the lowest version with which a path of that length ends
  std::vector<int> before(count); // for each release, the one before it in its path
  for (int release = 0; release < count; ++release) {
    const auto end = std::lower_bound(ends.begin(), ends.end(), release, [&](int a, int b) { return versions[a] < versions[b]; });
    before[release] = end == ends.begin() ? -1 : *(end - 1);
    if (end == ends.end()) ends.push_back(release);
    else *end = release;
  }

  std::vector<int> path;
  for (int release = ends.empty() ? -1 : ends.back(); release >= 0; release = before[release]) path.push_back(release);
  std::cout << path.size() << '\n';
  for (auto release = path.rbegin(); release != path.rend(); ++release) {
    const auto& [a, b, c] = versions[*release];
    std::cout << a << '.' << b << '.' << c << '\n';
  }
}
