// JSONPath, RFC 9535, all of it.
#pragma once

#include "graders/http/json.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bex::http {

struct PathFault {
  std::size_t offset = 0; // of the byte that is wrong
  std::string what;
};

struct PathQuery; // graders/http/json_path_query.hpp

class JsonPath {
 public:
  // A query is well-formed and valid by section 2.1, or it is refused.
  [[nodiscard]] static tl::expected<JsonPath, PathFault> parse(std::string_view text);

  // The nodes in the order of section 2. A query that would visit more than five million values of a hostile
  // body finds nothing.
  [[nodiscard]] std::vector<const Json*> find(const Json& root) const;

 private:
  explicit JsonPath(std::shared_ptr<const PathQuery> query) : query_(std::move(query)) {}
  std::shared_ptr<const PathQuery> query_;
};

} // namespace bex::http
