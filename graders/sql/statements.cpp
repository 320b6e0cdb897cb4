#include "graders/sql/lexer.hpp"

#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <string>

namespace bex::sql {
namespace {

bool is_start(char c) { // of a name
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}
bool is_inner(char c) {
  return is_start(c) || (c >= '0' && c <= '9') || c == '$';
}

std::size_t past(std::string_view sql, std::string_view end, std::size_t from) {
  const auto at = sql.find(end, from);
  return at == std::string_view::npos ? sql.size() : at + end.size();
}

std::size_t comment_length(std::string_view sql) {
  std::size_t at = 2;
  for (int depth = 1; depth > 0 && at < sql.size();) {
    const auto pair = sql.substr(at, 2);
    depth += pair == "/*" ? 1 : pair == "*/" ? -1 : 0;
    at += pair == "/*" || pair == "*/" ? 2 : 1;
  }
  return at;
}

// E'...' has backslashes; a doubled quote is two texts side by side, which is as good here.
std::size_t escaped_length(std::string_view sql) {
  std::size_t at = 2;
  while (at < sql.size() && sql[at] != '\'') at += sql[at] == '\\' ? 2 : 1;
  return std::min(at + 1, sql.size());
}

// $$ or $tag$, up to the same again; 1 for a dollar that opens nothing ($1).
std::size_t dollar_length(std::string_view sql) {
  std::size_t end = 1;
  while (end < sql.size() && sql[end] != '$' && is_inner(sql[end])) ++end;
  if (end >= sql.size() || sql[end] != '$' || (end > 1 && !is_start(sql[1]))) return 1;
  return past(sql, sql.substr(0, end + 1), end + 1);
}

std::size_t token_length(std::string_view sql) {
  const char c = sql.front();
  if (sql.starts_with("--")) return past(sql, "\n", 2);
  if (sql.starts_with("/*")) return comment_length(sql);
  if (sql.starts_with("E'") || sql.starts_with("e'")) return escaped_length(sql);
  if (c == '\'' || c == '"') return past(sql, sql.substr(0, 1), 1);
  if (c == '$') return dollar_length(sql);
  if (!is_start(c)) return 1;
  const auto end = std::find_if_not(sql.begin(), sql.end(), is_inner);
  return static_cast<std::size_t>(end - sql.begin());
}

// How deep a statement is in blocks whose semicolons are its own.
class Blocks {
 public:
  void see(const std::string& word) {
    if (word == "atomic" && last_ == "begin") ++depth_;
    if (word == "case" && depth_ > 0) ++depth_;
    if (word == "end" && depth_ > 0) --depth_;
    last_ = word;
  }
  [[nodiscard]] bool open() const { return depth_ > 0; }

 private:
  int depth_ = 0;
  std::string last_;
};

} // namespace

std::size_t statement_length(std::string_view sql) {
  std::size_t at = 0;
  int parentheses = 0;
  Blocks blocks;
  while (at < sql.size()) {
    const auto length = token_length(sql.substr(at));
    const auto token = sql.substr(at, length);
    at += length;
    if (token == "(") ++parentheses;
    if (token == ")") --parentheses;
    if (is_start(token.front())) blocks.see(lower(token));
    if (token == ";" && parentheses <= 0 && !blocks.open()) break;
  }
  return at;
}

std::vector<Piece> statements_of(std::string_view script) {
  std::vector<Piece> all;
  for (std::size_t at = 0; at < script.size();) {
    const auto length = statement_length(script.substr(at));
    const auto begin = at + first_word(script.substr(at, length));
    at += length;
    if (begin < at) all.push_back({begin, script.substr(begin, at - begin)});
  }
  return all;
}

} // namespace bex::sql
