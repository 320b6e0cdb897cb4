#include <iostream>
#include <string>

int main() {
  std::ios::sync_with_stdio(false); // makes reading many lines fast

  std::string line;
  std::getline(std::cin, line);
  const int count = std::stoi(line);

  for (int i = 0; i < count && std::getline(std::cin, line); ++i) {
    const std::string command = line.substr(0, 4);
    const std::string rest = line.size() > 5 ? line.substr(5) : ""; // what stands behind the command and its blank

    if (command == "TYPE") {
      // append the text `rest`
    } else if (command == "BACK") {
      // remove the last std::stoi(rest) characters
    } else if (command == "UNDO") {
    } else if (command == "REDO") {
    } else if (command == "SHOW") {
      std::cout << "?\n"; // the length of the text, a blank, its last 10 characters
    }
  }
}
