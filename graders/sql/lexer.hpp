// SQL as words, where the engine does not tell what a statement says (https://www.sqlite.org/lang.html).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace bex::sql {

// Where the first word behind white space, comments and empty statements is; the length when there is none.
[[nodiscard]] std::size_t first_word(std::string_view sql);

// Whether one statement says in which order its own rows come: an ORDER BY outside of all parentheses.
[[nodiscard]] bool has_order_by(std::string_view statement);

// Whether a statement speaks of row ids (https://www.sqlite.org/rowidtable.html).
[[nodiscard]] bool names_row_ids(std::string_view statement);

// The length of the first statement of PostgreSQL's dialect, its semicolon included
// (https://www.postgresql.org/docs/15/sql-syntax-lexical.html): not within quotes, dollar quotes, comments
// that nest, parentheses, or the BEGIN ATOMIC ... END of a function.
[[nodiscard]] std::size_t statement_length(std::string_view sql);

struct Piece {
  std::size_t offset = 0;
  std::string_view text;
};
// The statements of a script, each from its first word on.
[[nodiscard]] std::vector<Piece> statements_of(std::string_view script);

} // namespace bex::sql
