// The calls of a check and the results that are wanted.
#pragma once

#include "graders/function/observation.hpp"
#include "graders/stdio/data.hpp"

#include <string>
#include <vector>

namespace bex::function {

// In text, as it goes to a driver: of many calls the values would take far more memory.
struct Calls {
  std::vector<std::string> lines; // {"call": ..., "args": [...]}
  std::vector<std::string> wants; // JSON, of the same calls
};

// Generators and the reference run once: what they print is kept, as for programs.
[[nodiscard]] stdio::DataResult<Calls> prepare(const Spec& check, Context& context);

// The arguments in a line of `Calls::lines`.
[[nodiscard]] Value::List args_of(const std::string& line);

} // namespace bex::function
