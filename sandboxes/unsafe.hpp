// Paths inside, told in paths of the host: what a run without a sandbox has instead of mounts.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bex {

// `from` is an absolute path without a slash at its end.
struct Renaming {
  std::string from, to;
};

// `word` with each path that is, or is below, the `from` of a renaming moved to its `to`; the longest `from`
// wins. A path starts at the start of the word, after one of `=:,;"'` or a blank, or after an option of one
// letter (-I/box/include).
[[nodiscard]] std::string rename_paths(std::string_view word, const std::vector<Renaming>& renamings);

} // namespace bex
