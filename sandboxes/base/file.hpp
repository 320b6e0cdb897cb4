// Whole files and folders.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/base/fd.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace bex {

namespace fs = std::filesystem;

// The content of a regular file of at most `limit` bytes.
[[nodiscard]] Result<std::string> read_file(const fs::path& path, std::uint64_t limit = 64u << 20);

// Writes beside `path`, then renames: after a crash there is the old file or the new one, never a half. Makes
// missing parents.
[[nodiscard]] Result<void> write_file(const fs::path& path, std::string_view bytes);

[[nodiscard]] Result<void> make_folders(const fs::path& path);

// A new folder of its own, removed with all that is in it when this object goes. It is locked (flock(2)) as
// long as its process lives, so that what a killed one left can be told.
class TempDir {
 public:
  // Below `parent`, which is made when missing; below $TMPDIR or /tmp when `parent` is empty.
  static Result<TempDir> make(const fs::path& parent = {});
  TempDir(TempDir&& other) noexcept;
  TempDir& operator=(TempDir&& other) noexcept;
  ~TempDir();
  [[nodiscard]] const fs::path& path() const { return path_; }
  // Gives the folder up: the caller renames or removes it.
  [[nodiscard]] fs::path release();

 private:
  TempDir(fs::path path, Fd lock) : path_(std::move(path)), lock_(std::move(lock)) {}
  fs::path path_;
  Fd lock_;
};

// Removes the caller's folders of TempDir below `parent` (as in TempDir::make) that no living process has.
void sweep_temp_dirs(const fs::path& parent = {});

} // namespace bex
