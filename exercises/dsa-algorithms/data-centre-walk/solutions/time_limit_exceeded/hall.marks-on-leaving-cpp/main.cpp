#include <cctype>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

struct State {
  int place;
  int keys;
};

// The map has a frame of racks, so that no step needs to look for the border.
std::optional<int> fewest_steps(const std::string& cells, int width) {
  std::vector<std::vector<bool>> seen(16, std::vector<bool>(cells.size()));
  std::vector<State> frontier{{static_cast<int>(cells.find('S')), 0}};
  seen[0][frontier[0].place] = true;
  for (int steps = 1; !frontier.empty(); ++steps) {
    std::vector<State> following;
    for (const auto [place, keys] : frontier) {
      seen[keys][place] = true;
      for (const int to : {place - width, place - 1, place + 1, place + width}) {
        const unsigned char mark = cells[to];
        int held = keys;
        if (mark == 'T') return steps;
        if (mark == '#') continue;
        if (std::isupper(mark) && mark != 'S' && !(keys >> (mark - 'A') & 1)) continue;
        if (std::islower(mark)) held |= 1 << (mark - 'a');
        if (seen[held][to]) continue;
        following.push_back({to, held});
      }
    }
    frontier = std::move(following);
  }
  return std::nullopt;
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  int height = 0, width = 0;
  std::cin >> height >> width;
  const std::string rack_line(width + 2, '#');
  std::string cells = rack_line;
  for (std::string row; height > 0 && std::cin >> row; --height) cells += '#' + row + '#';
  cells += rack_line;

  const auto steps = fewest_steps(cells, width + 2);
  if (steps) std::cout << *steps << '\n';
  else std::cout << "unreachable\n";
}
