// The pack's own programs: generators, checkers, the reference. They run in the sandbox like a submission,
// and what they do wrong is the pack's fault.
#pragma once

#include "graders/check.hpp"

#include <filesystem>
#include <string>

namespace bex::stdio {

// What went wrong, and what the program at fault wrote to stderr.
struct DataError {
  Error error;
  std::string log;
};
template <class T> using DataResult = tl::expected<T, DataError>;

inline constexpr std::size_t most_log = 16u << 10; // of stderr, in bytes

[[nodiscard]] tl::unexpected<DataError> failed(Error error, std::string log = {});

// The limits of a program that is not what is graded: roomy, but it must end.
[[nodiscard]] Limits roomy(Limits limits);

// A Python script of the exercise, alone in its box.
[[nodiscard]] DataResult<SandboxSpec> script(const std::filesystem::path& path, const Context& context);

// One run; `what` names the program in an error.
[[nodiscard]] DataResult<RunResult> run_program(const SandboxSpec& spec, const std::string& what,
                                                Context& context);

// The stdout of a run that exited with 0.
[[nodiscard]] DataResult<std::string> output_of(const SandboxSpec& spec, const std::string& what,
                                                Context& context);

} // namespace bex::stdio
