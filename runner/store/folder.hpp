// Writing into a folder that belongs to someone else: nothing is overwritten, no link is followed, no half
// file is left behind.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/base/fd.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace bex::store {

// An open folder, and its path for messages.
class Folder {
 public:
  // Follows links in `path`: it is the user's own word. Made when missing.
  static Result<Folder> open(const std::filesystem::path& path);
  // Below this one, made when missing. `name` may not be a link.
  [[nodiscard]] Result<Folder> below(const std::string& name) const;

  // False when there is something of this name already; that stays as it is.
  [[nodiscard]] Result<bool> create(const std::string& name, std::string_view bytes, bool executable) const;
  [[nodiscard]] Result<bool> create_link(const std::string& name, const std::string& target) const;
  // The old file or the new one after a crash. A link of this name is replaced, not followed.
  [[nodiscard]] Result<void> replace(const std::string& name, std::string_view bytes) const;
  // None when nothing of this name is there, or it is no regular file, or is larger than `limit`, or cannot
  // be read.
  [[nodiscard]] std::optional<std::string> read(const std::string& name, std::size_t limit) const;
  // The target of a link of this name.
  [[nodiscard]] std::optional<std::string> read_link(const std::string& name) const;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  Folder(Fd fd, std::filesystem::path path) : fd_(std::move(fd)), path_(std::move(path)) {}
  [[nodiscard]] Result<std::string> write_beside(const std::string& name, std::string_view bytes,
                                                 bool executable) const;
  [[nodiscard]] tl::unexpected<Error> unwritten(const std::string& name, int number) const;

  Fd fd_;
  std::filesystem::path path_;
};

// What the names of this program's own files begin with: the marker, and files that are being written.
constexpr std::string_view own_prefix = ".bexercise";

} // namespace bex::store
