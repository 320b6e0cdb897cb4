// The folders of control groups: made, written to, emptied and removed. The same for both versions.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/base/fd.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <tl/expected.hpp>
#include <unistd.h>
#include <utility>

namespace bex {

// Close-on-exec, above the standard descriptors; empty with errno set.
[[nodiscard]] Fd open_in(int folder, const char* file, int flags);
// In one write(2), as these files want it. 0 or errno.
[[nodiscard]] int write_in(int folder, const char* file, std::string_view text);
// The file from its start; these files are shorter than a page. "" when it cannot be read.
[[nodiscard]] std::string text_of(int file);
[[nodiscard]] std::string text_in(int folder, const char* file);

// SIGKILL to all processes of the group; they may still be dying when it returns.
void kill_members(int folder);

// What this process made in the group `base`, a folder of its own there. A lock that lives as long as the
// process shows the others that its owner is alive, also to those that do not see its process id.
class OwnFolder {
 public:
  // Removes the folders of owners that are dead, with what is in them, and makes one.
  [[nodiscard]] static Result<OwnFolder> make(const std::string& base);
  OwnFolder(OwnFolder&&) noexcept = default;
  OwnFolder& operator=(OwnFolder&&) noexcept = delete;
  ~OwnFolder(); // removes it; does nothing in a process that was forked from the owner
  [[nodiscard]] int fd() const { return fd_.get(); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  OwnFolder(Fd base, std::string name, std::string path, Fd fd)
      : base_(std::move(base)), fd_(std::move(fd)), name_(std::move(name)), path_(std::move(path)) {}
  Fd base_, fd_;
  std::string name_, path_;
  pid_t owner_ = ::getpid();
};

// The leaf of an own folder for the owner's process itself; it may hold programs that the user still needs
// when the owner is gone, so that nobody kills what is in it.
inline constexpr const char* leaf_name = "self";
// The group that the own folder of the leaf `path` lies in; "" when `path` is no such leaf.
[[nodiscard]] std::string base_of_leaf(std::string_view path);

// A group in an own folder.
class GroupFolder {
 public:
  // Named by the first number from `next` on that is free. errno when it could not be made.
  [[nodiscard]] static tl::expected<GroupFolder, int> make(std::shared_ptr<const OwnFolder> parent,
                                                           std::atomic<unsigned>& next);
  GroupFolder(GroupFolder&&) noexcept = default;
  GroupFolder& operator=(GroupFolder&&) noexcept = delete;
  ~GroupFolder(); // kills what is inside and removes it, now or with the own folder
  [[nodiscard]] int fd() const { return fd_.get(); }

 private:
  GroupFolder(std::shared_ptr<const OwnFolder> parent, std::string name, Fd fd)
      : parent_(std::move(parent)), name_(std::move(name)), fd_(std::move(fd)) {}
  std::shared_ptr<const OwnFolder> parent_;
  std::string name_;
  Fd fd_;
};

} // namespace bex
