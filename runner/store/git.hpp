// Packs from git. A repository is hostile until its tree has been looked at; nothing of it is ever run.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/base/units.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace bex::store {

// What a tree of a pack may be at most; a pack that is larger is refused, with the figure.
struct TreeLimits {
  std::uint64_t files = 20'000;
  std::uint64_t bytes = 256u << 20;
  std::uint64_t file_bytes = 32u << 20;
  int depth = 24;
  Millis idle{60'000}; // a server that sends nothing for so long is given up
};

struct Transfer {
  std::uint64_t objects = 0, total_objects = 0, bytes = 0;
};

struct Checkout {
  std::string commit; // 40 hex digits
  std::string ref;    // what was asked for, or the remote's default branch
};

// Clones `url` (https, ssh, file, or a local path) at `ref` (branch, tag, commit; "" for the default branch)
// and writes its tree to `folder`, which must not exist; whole or not at all. https takes the variable
// BEXERCISE_GIT_TOKEN and asks `git credential fill`; ssh is ssh(1) with its agent, keys and known hosts, or
// what GIT_SSH_COMMAND says. Refused: entries named `.`, `..` or `.git` in any writing, symlinks that are
// absolute or leave the tree, submodules, names with control letters, and anything over `limits`.
[[nodiscard]] Result<Checkout> clone(const std::string& url, const std::string& ref,
                                     const std::filesystem::path& folder, const TreeLimits& limits,
                                     const std::function<void(const Transfer&)>& progress);

// "URL[@REF]": the last `@` counts when it stands in the path and does not begin one of its names; in a path
// of this machine only behind the last `/`.
struct Source {
  std::string url, ref;
};
[[nodiscard]] Source parse_source(const std::string& text);

} // namespace bex::store
