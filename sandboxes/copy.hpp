// Files into a box, and out of it.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/base/units.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace bex {

// What is in a folder that goes into /box, parents before children.
struct BoxTree {
  struct Entry {
    enum class Kind { folder, file, link } kind;
    std::string path;   // relative to the folder
    std::string target; // of a link
    unsigned mode = 0;  // 0755 or 0644
  };
  std::vector<Entry> entries;
};

// Regular files, folders, and symbolic links whose target is relative and stays inside; everything else is
// left out. An empty path is an empty tree.
[[nodiscard]] Result<BoxTree> list_tree(const std::filesystem::path& folder);

// True when the link at `path` (relative to the root of a tree) with this target stays inside the tree, as
// far as names tell.
[[nodiscard]] bool stays_inside(const std::filesystem::path& path, const std::filesystem::path& target);

// Copies the regular files and folders below the descriptor `from` to the empty folder `to`. It trusts
// nothing in there: every name is opened from its folder's descriptor, no link is followed, nothing that is
// not a regular file is opened for long, what is mounted below `from` is left out, and at most `limit` bytes
// come out. Ids and set-id bits are not kept, the owner's execute bit is.
[[nodiscard]] Result<void> copy_out(int from, const std::filesystem::path& to, Bytes limit);

} // namespace bex
