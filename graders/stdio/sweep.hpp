// Many small runs of one Python program in one box: a start-up for all of them instead of one each.
#pragma once

#include "graders/stdio/pack_program.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace bex::stdio {

// What the generator prints with each of the seeds `first`, `first + 1`, ...
[[nodiscard]] DataResult<std::vector<std::string>> sweep_generator(const std::filesystem::path& generator,
                                                                   std::uint64_t first, int count,
                                                                   const std::vector<std::string>& args,
                                                                   Context& context);

// What a Python program (the last word of its argv) prints for each of the inputs, all of them within `cpu`.
// An error when one run of them does not exit with 0.
[[nodiscard]] DataResult<std::vector<std::string>> sweep(const Program& program, const std::string& what,
                                                         const std::vector<std::string>& inputs, Millis cpu,
                                                         Context& context);

// How many of the answers the checker accepts before the first that it does not, or that it cannot judge.
[[nodiscard]] DataResult<std::size_t> sweep_checker(const std::filesystem::path& checker,
                                                    const std::vector<std::string>& inputs,
                                                    const std::vector<std::string>& expected,
                                                    const std::vector<std::string>& came, Context& context);

} // namespace bex::stdio
