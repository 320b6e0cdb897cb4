// Inputs and expected outputs, and the pack's own programs that make or judge them.
#pragma once

#include "graders/stdio/observation.hpp"
#include "graders/stdio/pack_program.hpp"

#include <cstdint>
#include <string>

namespace bex::stdio {

// One run: a case of the pack, with its own seed when it is generated.
struct Planned {
  const Case* one = nullptr;
  std::uint64_t seed = 0;
};

struct CaseData {
  Input input; // a file where there is one, so that a large input is not held in memory
  std::string expected;
};

// What `one` gives to a program and wants from it; for a generated case with that `seed`. Generators and the
// reference run once: what they print is kept in `context.cache`/data under the digest of all that went into
// it.
[[nodiscard]] DataResult<CaseData> prepare(const Case& one, std::uint64_t seed, Context& context);

// Makes the data of many small cases at once. Whatever goes wrong shows when a case is prepared by itself.
void prepare_ahead(const Case& one, Context& context);

// What the reference prints for an input that no case has; not kept.
[[nodiscard]] DataResult<std::string> expected_of(const std::string& input, Context& context);

// The answer of the checker `program` to the output `came`.
[[nodiscard]] DataResult<CheckerReply> ask_checker(const std::string& program, const CaseData& data,
                                                   const std::string& came, Context& context);

// The bytes of an input.
[[nodiscard]] Result<std::string> bytes_of(const Input& input);

} // namespace bex::stdio
