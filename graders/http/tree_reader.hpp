// Trees and their entries in a TOML file.
#pragma once

#include "graders/http/step.hpp"
#include "graders/http/tree.hpp"
#include "graders/reader.hpp"

#include <optional>

namespace bex::http {

// [http.tree]
[[nodiscard]] std::optional<Tree> read_tree(Reader& table);

// What a step puts into `tree`.
[[nodiscard]] TreeEntry read_change(Reader& table, const Tree& tree, const Scope& scope);

} // namespace bex::http
