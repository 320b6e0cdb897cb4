// Which folders of the host a box may see.
#pragma once

#include <filesystem>

namespace bex::pipeline {

// True for `folder` itself and what is below it, by whole names. Both are absolute.
[[nodiscard]] bool lies_in(const std::filesystem::path& path, const std::filesystem::path& folder);

// The sandbox shows /usr, /bin, /sbin and /lib* of the host itself.
[[nodiscard]] bool shown_anyway(const std::filesystem::path& path);

// True for a folder that would show more than one tool's files: the home directory, one of the folders in
// which programs keep a user's data (XDG base directories), what holds one of these, or a folder of the
// system that many share. Links are looked through.
[[nodiscard]] bool is_too_wide(const std::filesystem::path& folder);

} // namespace bex::pipeline
