// Laying an exercise out and showing it: what `next` and `start` share.
#pragma once

#include "runner/cli/session.hpp"

namespace bex::cli {

// Lays out the starter in the language that was asked for, or was used last, or that this machine has; shows
// the statement.
[[nodiscard]] Answered open_exercise(Session& session, store::Progress& progress,
                                     const store::PackPlace& place, const model::Pack& pack,
                                     const model::Exercise& exercise);

} // namespace bex::cli
