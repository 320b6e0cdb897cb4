// Aligned columns without a head: what render::table is made of.
#pragma once

#include "runner/render/render.hpp"

namespace bex::render {

// As table(), but the first row is a row like the others.
[[nodiscard]] std::string aligned(std::vector<std::vector<Cell>> rows, const Style& style);

} // namespace bex::render
