// A shortcut for authors: the small cases of a check against a Python program in one box, so that proving a
// pack costs one start-up for all of them. Only what is right there counts; the rest runs by itself.
#pragma once

#include "graders/stdio/data.hpp"

#include <vector>

namespace bex::stdio {

// The first of `cases` that is not known to be right: 0 where the shortcut does not apply.
[[nodiscard]] std::size_t first_doubtful(const Spec& spec, const std::vector<Planned>& cases,
                                         Context& context);

} // namespace bex::stdio
