// Times, sizes and counts as people type them: `1.5s`, `64MiB`, `8`.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/spec.hpp"

#include <string>
#include <vector>

namespace bex::cli {

// The values of the options that set limits, as they were typed; empty for those that were not.
struct LimitWords {
  std::string cpu, wall, memory, processes, output;
};

// `limits` with what was typed in its place, or every mistake in it (kind `usage`). Times from 1 ms to 24 h,
// memory from 1 MiB to 1 TiB, output from 1 byte to 1 GiB, processes from 1 to 4096.
[[nodiscard]] tl::expected<Limits, Errors> limits_of(const LimitWords& words, Limits limits = {});

// "PORT" from 0 to 65535.
[[nodiscard]] Result<std::uint16_t> port_of(const std::string& word);

} // namespace bex::cli
