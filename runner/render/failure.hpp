// One failed check, or a failed build, in full.
#pragma once

#include "runner/model/report.hpp"
#include "runner/render/style.hpp"

#include <string>

namespace bex::render {

[[nodiscard]] std::string failure(const model::CheckReport& check, const std::string& own_exercise,
                                  const Style& style);
[[nodiscard]] std::string build_failure(const Outcome& build, const Style& style);

} // namespace bex::render
