// The upstream as a pack writes it; every mistake is reported at its place.
#pragma once

#include "graders/reader.hpp"
#include "graders/upstream/wanted.hpp"

#include <optional>

namespace bex::upstream {

// `upstream` of [http] or [command]; nothing where the exercise has none.
[[nodiscard]] std::optional<Place> parse_place(Reader& settings);

// All of [[check.upstream]]. The exercise has a place for it, or `place` is null.
[[nodiscard]] Script parse_script(Reader& check, const http::Scope& scope, const Place* place);

// [[check.step]] with `arrived`. Without `live` nothing arrives any more, and nothing is captured: the
// program is over. Captures are added to `scope`.
[[nodiscard]] Wanted parse_wanted(Reader& step, http::Scope& scope, bool live);

} // namespace bex::upstream
