#include <iostream>

int main() {
  long long number = 0;
  while (std::cin >> number) std::cout << 2 * number << '\n';
}
