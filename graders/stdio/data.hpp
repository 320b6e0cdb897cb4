// Inputs and expected outputs, and the pack's own programs that make or judge them.
#pragma once

#include "graders/stdio/observation.hpp"

#include <cstdint>
#include <string>

namespace bex::stdio {

// Why there are none, and what the program at fault wrote to stderr.
struct DataError {
  Error error;
  std::string log;
};
template <class T> using DataResult = tl::expected<T, DataError>;

struct CaseData {
  Input input; // a file where there is one, so that a large input is not held in memory
  std::string expected;
};

// What `one` gives to a program and wants from it; for a generated case with that `seed`. Generators and the
// reference run once: what they print is kept in `context.cache`/data under the digest of all that went into
// it.
[[nodiscard]] DataResult<CaseData> prepare(const Case& one, std::uint64_t seed, Context& context);

// The answer of the checker `program` to the output `came`.
[[nodiscard]] DataResult<CheckerReply> ask_checker(const std::string& program, const CaseData& data,
                                                   const std::string& came, Context& context);

// The bytes of an input.
[[nodiscard]] Result<std::string> bytes_of(const Input& input);

} // namespace bex::stdio
