// The facts of one run as words and as JSON: what `run` and `serve` tell.
#pragma once

#include "sandboxes/result.hpp"
#include "sandboxes/spec.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace bex::render {

// "exited with code 0: CPU 12 ms of 10 s, wall 15 ms of 30 s, memory 3.1 MiB of 256 MiB, sandbox L2"; without
// `limits` only what was used.
[[nodiscard]] std::string run_line(const RunResult& result, const Limits* limits);

// "cpu_limit"
[[nodiscard]] std::string ending_name(const Ending& ending);

// Without what it wrote.
[[nodiscard]] nlohmann::ordered_json run_json(const RunResult& result, const Limits& limits);

} // namespace bex::render
