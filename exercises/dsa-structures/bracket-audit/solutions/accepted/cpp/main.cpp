#include <iostream>
#include <optional>
#include <string>
#include <vector>

struct Place {
  std::size_t line = 0, column = 0;
};

class Audit {
public:
  // The place of a closing bracket that matches nothing.
  std::optional<Place> read(const std::string& line) {
    ++line_;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (c == '\\') ++i;
      else if (c == '"') quoted_ = !quoted_;
      else if (quoted_) continue;
      else if (c == '(' || c == '[' || c == '{') open_.push_back({c, {line_, i + 1}});
      else if (c == ')' || c == ']' || c == '}') {
        if (open_.empty() || !match(open_.back().bracket, c)) return Place{line_, i + 1};
        open_.pop_back();
      }
    }
    return std::nullopt;
  }

  std::optional<Place> innermost() const {
    if (open_.empty()) return std::nullopt;
    return open_.back().place;
  }

private:
  struct Open {
    char bracket;
    Place place;
  };

  static bool match(char opening, char closing) {
    return (opening == '(' && closing == ')') || (opening == '[' && closing == ']') || (opening == '{' && closing == '}');
  }

  std::vector<Open> open_;
  std::size_t line_ = 0;
  bool quoted_ = false;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::string line;
  std::getline(std::cin, line);
  Audit audit;
  std::optional<Place> fault;
  for (int left = std::stoi(line); left > 0 && !fault && std::getline(std::cin, line); --left) fault = audit.read(line);
  if (!fault) fault = audit.innermost();
  if (fault) std::cout << fault->line << ' ' << fault->column << '\n';
  else std::cout << "ok\n";
}
