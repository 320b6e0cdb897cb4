#include "graders/http/tree.hpp"

#include "sandboxes/base/fd.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bex::http {
namespace {

// The umask has no say.
constexpr mode_t folder_mode = 0755, file_mode = 0644;

int errno_of(int result) {
  return result == 0 ? 0 : errno;
}

int make_folder(const fs::path& path) {
  if (::mkdir(path.c_str(), folder_mode) == 0) return errno_of(::chmod(path.c_str(), folder_mode));
  return errno == EEXIST ? 0 : errno;
}

int make_file(const fs::path& path, const TreeEntry& entry, const Variables& variables) {
  const Fd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, file_mode));
  if (!fd) return errno;
  int error = entry.zeros > 0 ? errno_of(::ftruncate(fd.get(), static_cast<off_t>(entry.zeros)))
                              : write_all(fd.get(), bytes_of(entry.content, variables, 0));
  if (error == 0) error = errno_of(::fchmod(fd.get(), file_mode));
  if (error == 0 && entry.modified) {
    const timespec time{static_cast<time_t>(entry.modified->time_since_epoch().count()), 0};
    error = errno_of(::futimens(fd.get(), std::array{time, time}.data()));
  }
  return error;
}

int make(const fs::path& path, const TreeEntry& entry, const Variables& variables) {
  switch (entry.kind) {
  case TreeEntry::Kind::folder:
    return make_folder(path);
  case TreeEntry::Kind::link:
    return errno_of(::symlink(entry.target.c_str(), path.c_str()));
  case TreeEntry::Kind::pipe:
    if (int error = errno_of(::mkfifo(path.c_str(), file_mode)); error != 0) return error;
    return errno_of(::chmod(path.c_str(), file_mode));
  case TreeEntry::Kind::file:
    break;
  }
  return make_file(path, entry, variables);
}

} // namespace

Result<void> put(const TreeEntry& entry, const fs::path& top, const Variables& variables) {
  const fs::path path(entry.path), at = top / path, beside = top / ".new";
  fs::path folder = top;
  int error = 0;
  for (const fs::path& name : path.parent_path())
    if (error == 0) error = make_folder(folder /= name);
  if (error == 0 && entry.kind == TreeEntry::Kind::folder) {
    error = make_folder(at);
  } else if (error == 0) {
    error = make(beside, entry, variables);
    if (error == 0) error = errno_of(::rename(beside.c_str(), at.c_str()));
    if (error != 0) ::unlink(beside.c_str());
  }
  if (error == 0) return {};
  return fail_errno(ErrorKind::machine, "could not make `" + entry.path + "` for the server", error);
}

Result<std::optional<TempDir>> plant(const std::optional<Tree>& tree, const Variables& variables) {
  if (!tree) return std::nullopt;
  auto top = TempDir::make();
  if (!top) return tl::unexpected(top.error());
  if (::chmod(top->path().c_str(), folder_mode) != 0) // mkdtemp(3) makes it ours alone
    return fail_errno(ErrorKind::machine, "could not open `" + top->path().string() + "` to the server",
                      errno);
  for (const TreeEntry& entry : tree->entries)
    if (auto made = put(entry, top->path(), variables); !made) return tl::unexpected(made.error());
  return std::move(*top);
}

} // namespace bex::http
