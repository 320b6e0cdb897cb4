// An answer against what a step expects of it. Pure.
#pragma once

#include "graders/http/client.hpp"
#include "graders/http/step.hpp"
#include "graders/verdict.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bex::http {

// All that is not as expected. At most five are about `json`, and `more` counts the others.
struct Examination {
  std::vector<Finding> findings;
  std::size_t more = 0;
};
// Only the bytes' validity is looked at when the exchange brought no whole answer. `where` stands in all
// findings that have no place of their own.
[[nodiscard]] Examination examine(const Step& step, const Exchange& exchange, const Variables& variables,
                                  const std::string& where);

// The same of a request that followed from another one.
[[nodiscard]] Examination examine(const Derived& derived, const Exchange& exchange, const std::string& where);

// The value there, or nothing.
[[nodiscard]] std::optional<Json> find_value(const Source& source, const Response& response);

// What the captures find there becomes variables.
void keep(const std::vector<Capture>& captures, const Response& response, Variables& variables);

} // namespace bex::http
