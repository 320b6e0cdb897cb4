// exercise.toml. For runner/model only.
#pragma once

#include "runner/model/fields.hpp"

namespace bex::model {

// All of exercise.toml; what is wrong is reported to the table's document.
[[nodiscard]] Exercise read_exercise(Reader& table, const std::filesystem::path& folder,
                                     std::span<const std::string> siblings);

} // namespace bex::model
