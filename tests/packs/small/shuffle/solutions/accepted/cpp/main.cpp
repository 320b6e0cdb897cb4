#include <iostream>
#include <string>

int main() {
  std::string command, word;
  std::cin >> command;
  if (command == "words") {
    while (std::cin >> word) std::cout << word << '\n';
    return 0;
  }
  int n = 0;
  std::cin >> n;
  if (command == "half") {
    std::cout << n / 2.0 << '\n';
    return 0;
  }
  for (int i = 0; i < n; ++i) std::cout << i << ' ';
  std::cout << '\n';
}
