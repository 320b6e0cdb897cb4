#include <string>
#include <vector>

struct Open {
  char bracket;
  long long line, column;
};

static char opening(char closing) { return closing == ')' ? '(' : closing == ']' ? '[' : '{'; }

std::vector<long long> audit(const std::vector<std::string>& lines) {
  std::vector<Open> open; // the innermost on top
  bool quoted = false;
  long long number = 0;
  for (const std::string& line : lines) {
    ++number;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      const auto column = static_cast<long long>(i) + 1;
      if (c == '\\') ++i; // the next character has no meaning
      else if (c == '"') quoted = !quoted;
      else if (quoted) continue;
      else if (c == '(' || c == '[' || c == '{') open.push_back({c, number, column});
      else if (c == ')' || c == ']' || c == '}') {
        if (open.empty() || open.back().bracket != opening(c)) return {number, column};
        open.pop_back();
      }
    }
  }
  if (open.empty()) return {};
  return {open.back().line, open.back().column};
}
