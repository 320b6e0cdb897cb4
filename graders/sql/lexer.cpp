#include "graders/sql/lexer.hpp"

#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <string>

namespace bex::sql {
namespace {

struct Token {
  enum class Kind { blank, word, other } kind = Kind::other;
  std::size_t length = 1;
};

bool is_letter(char c) { // bytes above ASCII are letters to SQLite
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         (c & 0x80) != 0;
}

// `end` is what the token ends with; at the end of the text it may be missing.
std::size_t length_to(std::string_view sql, std::string_view end, std::size_t from) {
  const auto at = sql.find(end, from);
  return at == std::string_view::npos ? sql.size() : at + end.size();
}

// A quote is doubled within: two tokens side by side are as good as one here.
Token next_token(std::string_view sql) {
  using Kind = Token::Kind;
  const char c = sql.front();
  if (std::string_view(" \t\r\n\f").find(c) != std::string_view::npos) return {Kind::blank, 1};
  if (sql.starts_with("--")) return {Kind::blank, length_to(sql, "\n", 2)};
  if (sql.starts_with("/*")) return {Kind::blank, length_to(sql, "*/", 2)};
  if (c == '\'' || c == '"' || c == '`') return {Kind::other, length_to(sql, sql.substr(0, 1), 1)};
  if (c == '[') return {Kind::other, length_to(sql, "]", 1)};
  if (!is_letter(c)) return {Kind::other, 1};
  const auto end = std::find_if_not(sql.begin(), sql.end(), is_letter);
  return {Kind::word, static_cast<std::size_t>(end - sql.begin())};
}

} // namespace

std::size_t first_word(std::string_view sql) {
  std::size_t at = 0;
  while (at < sql.size()) {
    const auto token = next_token(sql.substr(at));
    if (token.kind != Token::Kind::blank && sql[at] != ';') break;
    at += token.length;
  }
  return at;
}

bool has_order_by(std::string_view statement) {
  int depth = 0;
  std::string last;
  while (!statement.empty()) {
    const auto token = next_token(statement);
    const auto text = statement.substr(0, token.length);
    statement.remove_prefix(token.length);
    if (token.kind == Token::Kind::blank) continue;
    if (text == "(") ++depth;
    if (text == ")") --depth;
    const auto word = token.kind == Token::Kind::word && depth == 0 ? lower(text) : std::string();
    if (last == "order" && word == "by") return true;
    last = word;
  }
  return false;
}

bool names_row_ids(std::string_view statement) {
  while (!statement.empty()) {
    const auto token = next_token(statement);
    const auto word =
        token.kind == Token::Kind::word ? lower(statement.substr(0, token.length)) : std::string();
    if (word == "rowid" || word == "oid" || word == "_rowid_") return true;
    statement.remove_prefix(token.length);
  }
  return false;
}

} // namespace bex::sql
