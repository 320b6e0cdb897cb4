// exercise.toml. For runner/model only.
#pragma once

#include "runner/model/fields.hpp"

namespace bex::model {

// All of exercise.toml; what is wrong is reported to the table's document.
[[nodiscard]] Exercise read_exercise(Reader& table, const std::filesystem::path& folder,
                                     std::span<const std::string> siblings);

// The part of exercise.toml that stands without a pack: see load_checks.
[[nodiscard]] Exercise read_http_checks(Reader& table);

// What load_looks reads.
LookFile read_looks(Reader& table);

} // namespace bex::model
