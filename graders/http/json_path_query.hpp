// A JSONPath query, parsed. For json_path*.cpp only.
#pragma once

#include "graders/http/json_path.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bex::http {

struct PathExpression;

struct PathSelector {
  struct Slice {
    std::optional<std::int64_t> start, end;
    std::int64_t step = 1;
  };
  struct Wildcard {};
  using Filter = std::shared_ptr<const PathExpression>;
  std::variant<std::string, Wildcard, std::int64_t, Slice, Filter> what; // a text: a name; a number: an index
};

struct PathSegment {
  bool descendant = false;
  std::vector<PathSelector> selectors;
};

struct PathQuery {
  bool from_root = true; // else from the current node, `@`
  std::vector<PathSegment> segments;

  // At most one node, whatever the JSON (section 2.3.5.1).
  [[nodiscard]] bool is_singular() const;
};

enum class PathFunction { length, count, match, search, value };

struct PathCall;
using PathOperand = std::variant<Json, PathQuery, std::shared_ptr<const PathCall>>;

struct PathCall {
  PathFunction function;
  std::vector<PathOperand> arguments;
};

enum class PathOperator { equal, unequal, less, at_most, greater, at_least };

// Section 2.3.5: `all` and `any` join parts, `none` denies its only one; `test` asks whether its operand is
// there or true; `compare` has two operands.
struct PathExpression {
  enum class Kind { all, any, none, test, compare };
  Kind kind = Kind::test;
  std::vector<PathExpression> parts;
  PathOperator comparison = PathOperator::equal;
  std::vector<PathOperand> operands;
};

[[nodiscard]] tl::expected<PathQuery, PathFault> parse_path(std::string_view text);

} // namespace bex::http
