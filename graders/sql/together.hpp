// One interleaving of several sessions, played to its end.
#pragma once

#include "graders/sql/compare.hpp"
#include "graders/sql/interleave.hpp"
#include "graders/sql/side.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bex::sql {

// What was said, or what came when no statement is given.
struct Line {
  std::size_t session = 0;
  std::string statement, came;
};

struct Played {
  std::vector<Side> sessions;                 // what each gave
  Side after;                                 // `then`, tables and objects, when all were over
  std::vector<std::vector<std::size_t>> ends; // for `serial_orders`
  std::vector<Line> lines;
  int waits = 0; // statements that had to wait for a lock
};

using Files = std::map<std::string, std::string>; // file -> SQL

// How many statements each session has; a failure where it has none, very many, or a file has more than the
// rules allow.
[[nodiscard]] tl::expected<std::vector<std::size_t>, Failure> lengths_of(const Rules& rules, const Case& one,
                                                                         const Files& files);

// Sessions take their turns as `turns` says, then one after the other until all is said. One that fails says
// nothing more.
[[nodiscard]] Played play_together(const Round& round, const std::string& image, const std::string& isolation,
                                   const Turns& turns, const Files& files);

// Who said what, and what came of it, for a terminal of 80 columns; of very many lines the last ones.
[[nodiscard]] std::string table_of(const std::vector<Line>& lines);

} // namespace bex::sql
