#include <cctype>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

struct SyntaxAt {
  std::size_t place;
};
struct DivisionByZero {};

struct Item {
  char operation; // 'n' for a number, 's' for a sign, else the operator itself
  std::int64_t number = 0;
};

int rank(char operation) {
  switch (operation) {
    case '(': return 0;
    case '+': case '-': return 1;
    case '*': case '/': case '%': return 2;
    case 's': return 3;
    default: return -1; // not an operator
  }
}

// Numbers and operators, each operator behind its operands.
std::vector<Item> to_postfix(const std::string& formula) {
  std::vector<Item> postfix;
  std::vector<char> waiting; // operators and open parentheses
  bool operand_expected = true;
  int open = 0;
  const auto carry_over = [&] {
    postfix.push_back({waiting.back()});
    waiting.pop_back();
  };

  for (std::size_t i = 0; i < formula.size(); ++i) {
    const char c = formula[i];
    if (c == ' ') continue;
    if (operand_expected && std::isdigit(static_cast<unsigned char>(c))) {
      std::int64_t number = c - '0';
      while (i + 1 < formula.size() && std::isdigit(static_cast<unsigned char>(formula[i + 1]))) number = number * 10 + (formula[++i] - '0');
      postfix.push_back({'n', number});
      operand_expected = false;
    } else if (operand_expected && c == '(') {
      waiting.push_back('(');
      ++open;
    } else if (operand_expected && c == '-') {
      waiting.push_back('s');
    } else if (!operand_expected && c == ')' && open > 0) {
      while (waiting.back() != '(') carry_over();
      waiting.pop_back();
      --open;
    } else if (!operand_expected && (rank(c) == 1 || rank(c) == 2)) {
      while (!waiting.empty() && rank(waiting.back()) >= rank(c)) carry_over();
      waiting.push_back(c);
      operand_expected = true;
    } else {
      throw SyntaxAt{i + 1};
    }
  }
  if (operand_expected || open > 0) throw SyntaxAt{formula.size() + 1};
  while (!waiting.empty()) carry_over();
  return postfix;
}

std::int64_t work_out(const std::vector<Item>& postfix) {
  std::vector<std::int64_t> values;
  for (const Item& item : postfix) {
    if (item.operation == 'n') {
      values.push_back(item.number);
    } else if (item.operation == 's') {
      values.back() = -values.back();
    } else {
      const std::int64_t b = values.back();
      values.pop_back();
      std::int64_t& a = values.back();
      switch (item.operation) {
        case '+': a += b; break;
        case '-': a -= b; break;
        case '*': a *= b; break;
        default:
          if (b == 0) throw DivisionByZero{};
          a = item.operation == '/' ? a / b : a % b;
      }
    }
  }
  return values.back();
}

int main() {
  std::ios::sync_with_stdio(false);
  std::string formula;
  std::getline(std::cin, formula);
  for (int left = std::stoi(formula); left > 0; --left) {
    std::getline(std::cin, formula);
    try {
      std::cout << work_out(to_postfix(formula)) << '\n';
    } catch (const SyntaxAt& error) {
      std::cout << "error: syntax at " << error.place << '\n';
    } catch (const DivisionByZero&) {
      std::cout << "error: division by zero\n";
    }
  }
}
