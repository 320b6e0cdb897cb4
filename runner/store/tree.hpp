// Walking, copying and digesting a folder that may change, or try to lead elsewhere, meanwhile.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/base/fd.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace bex::store {

struct Entry {
  enum class Kind { file, link, folder };
  Kind kind = Kind::file;
  std::string path; // relative to the root
  bool executable = false;
  std::string target; // of a link
  int file = -1;      // open for reading, during the call only
};

struct WalkRules {
  std::uint64_t files = 10'000; // folders and links count too
  int depth = 64;
  // True for a name that is passed over, with all below it. `depth` is 0 in the root.
  std::function<bool(const std::string& name, int depth)> passes_over = [](const auto&, int) {
    return false;
  };
};

// Visits all in `root`, a folder before what is in it, names in byte order; follows no link. Refused, by
// name: links that leave the folder, what is neither file nor folder nor link, and what cannot be read. What
// vanishes meanwhile is passed over.
[[nodiscard]] Result<void> walk(const std::filesystem::path& root, const WalkRules& rules,
                                const std::function<Result<void>(const Entry&)>& visit);

// SHA-256 over the paths, kinds, execute bits and contents of all in `root`. When `copy` is not empty, all of
// it is also written there (a folder that exists and that nobody else writes to): what was digested is what
// was copied, byte for byte.
[[nodiscard]] Result<std::string> digest_tree(const std::filesystem::path& root, const WalkRules& rules,
                                              std::uint64_t bytes, const std::filesystem::path& copy = {});

} // namespace bex::store
