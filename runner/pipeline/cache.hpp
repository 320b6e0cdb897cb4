// Folders that are kept by digest below XDG cache. Anything in there may go at any time; what is there is
// whole.
#pragma once

#include "sandboxes/base/file.hpp"

#include <cstdint>

namespace bex::pipeline {

// Of builds, of generated data and of the tool chains' own caches, each.
inline constexpr std::uint64_t cache_limit = std::uint64_t{2} << 30;

// Renames `made` to `folder`; when another process was faster, its folder stays and ours goes.
[[nodiscard]] Result<void> keep(TempDir made, const fs::path& folder);

// Marks an entry as used now; false when it is not there, or when there is nothing in it any more (then
// `keep` puts a whole one in its place).
bool touch(const fs::path& folder);

// Removes the entries that were used longest ago until at most `limit` bytes are left. Entries used within
// the last hour stay: another process may be running from them.
void prune(const fs::path& folder, std::uint64_t limit);

// For the beginning of a command: removes what killed processes left below `cache` and in the folder for
// temporary files, and prunes what is kept to `limit` each unless that was done within the last hour.
void tidy(const fs::path& cache, std::uint64_t limit = cache_limit);

} // namespace bex::pipeline
