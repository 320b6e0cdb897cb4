#include <iostream>
#include <string>

int main() {
  std::ios::sync_with_stdio(false);

  std::string line;
  std::getline(std::cin, line);
  const int count = std::stoi(line);

  for (int number = 1; number <= count && std::getline(std::cin, line); ++number) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      // what does line[i] mean here? It stands in line `number`, column i + 1
    }
  }

  std::cout << "?\n"; // `ok`, or a line and a column
}
