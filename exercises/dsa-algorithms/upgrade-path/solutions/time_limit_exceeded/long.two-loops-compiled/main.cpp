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

  std::vector<int> lengths(count, 1);  // for each release, of the longest path that ends with it
  std::vector<int> before(count, -1);
  for (int release = 0; release < count; ++release)
    for (int earlier = 0; earlier < release; ++earlier)
      if (lengths[earlier] >= lengths[release] && versions[earlier] < versions[release]) {
        lengths[release] = lengths[earlier] + 1;
        before[release] = earlier;
      }

  std::vector<int> path;
  for (int release = count == 0 ? -1 : static_cast<int>(std::max_element(lengths.begin(), lengths.end()) - lengths.begin()); release >= 0; release = before[release]) path.push_back(release);
  std::cout << path.size() << '\n';
  for (auto release = path.rbegin(); release != path.rend(); ++release) {
    const auto& [a, b, c] = versions[*release];
    std::cout << a << '.' << b << '.' << c << '\n';
  }
}
