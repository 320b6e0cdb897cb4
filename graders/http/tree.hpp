// The folder of files that a server is given to read.
#pragma once

#include "graders/http/piece.hpp"
#include "sandboxes/base/error.hpp"
#include "sandboxes/base/file.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bex::http {

struct TreeEntry {
  enum class Kind { file, folder, link, pipe };
  Kind kind = Kind::file;
  std::string path;        // relative to the tree's top: "public/tea.txt"
  Piece content;           // of a file
  std::uint64_t zeros = 0; // instead: so many zero bytes, which take no room on the disk
  std::string target;      // of a link: where it leads, as it is written there
  std::optional<std::chrono::sys_seconds> modified; // of a file; none: now
};

struct Tree {
  std::string variable; // of the environment: names `root` to the server
  std::string root;     // a folder of the tree; what lies beside it can be seen by the server as well
  std::vector<TreeEntry> entries;
};

// Where the server sees the tree, read-only.
inline constexpr const char* tree_inside = "/site";

// A folder of this machine with all entries in it, readable by every user. Nothing without a tree.
[[nodiscard]] Result<std::optional<TempDir>> plant(const std::optional<Tree>& tree,
                                                   const Variables& variables);

// Puts one entry into the folder `top`, in place of what has its path there: who reads meanwhile gets all of
// the old one or all of the new one. Folders on the way are made.
[[nodiscard]] Result<void> put(const TreeEntry& entry, const fs::path& top, const Variables& variables);

} // namespace bex::http
