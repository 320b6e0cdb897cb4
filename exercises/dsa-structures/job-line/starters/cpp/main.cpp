#include <iostream>
#include <string>

int main() {
  std::ios::sync_with_stdio(false); // these two lines make reading and printing fast
  std::cin.tie(nullptr);

  int count = 0;
  std::cin >> count;

  for (int i = 0; i < count; ++i) {
    std::string command, job;
    std::cin >> command;
    if (command != "NEXT" && command != "SIZE") std::cin >> job;

    if (command == "ADD") {
    } else if (command == "NEXT") {
      std::cout << "?\n"; // the id of the job that is served, or none
    } else if (command == "CANCEL") {
    } else if (command == "WAITS") {
      std::cout << "?\n"; // yes or no
    } else if (command == "SIZE") {
      std::cout << "?\n"; // how many jobs wait
    }
  }
}
