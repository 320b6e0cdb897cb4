#include "runner/store/folder.hpp"

#include "sandboxes/base/file.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bex::store {
namespace {

// Gives `from` the name `to` unless that is taken: EEXIST then. renameat2(2): NFS and others answer EINVAL to
// the flag.
int rename_if_free(int folder, const std::string& from, const std::string& to) {
  if (::renameat2(folder, from.c_str(), folder, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  if (::linkat(folder, from.c_str(), folder, to.c_str(), 0) != 0) return errno;
  ::unlinkat(folder, from.c_str(), 0);
  return 0;
}

} // namespace

Result<Folder> Folder::open(const std::filesystem::path& path) {
  if (auto made = make_folders(path); !made) return tl::unexpected<Error>(std::move(made.error()));
  Fd fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd) return fail_errno(ErrorKind::usage, "could not open the folder `" + path.string() + "`", errno);
  return Folder(std::move(fd), path);
}

Result<Folder> Folder::below(const std::string& name) const {
  const auto path = path_ / name;
  if (::mkdirat(fd_.get(), name.c_str(), 0755) != 0 && errno != EEXIST)
    return fail_errno(ErrorKind::machine, "could not make the folder `" + path.string() + "`", errno);
  Fd fd(::openat(fd_.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
  // open(2): with O_DIRECTORY and O_NOFOLLOW a link gives ENOTDIR
  if (!fd && (errno == ENOTDIR || errno == ELOOP))
    return fail(ErrorKind::usage, "`" + path.string() + "` is not a folder of its own",
                "a file or a link is there: move it away, or name another workspace with --workspace");
  if (!fd) return fail_errno(ErrorKind::usage, "could not open the folder `" + path.string() + "`", errno);
  return Folder(std::move(fd), path);
}

tl::unexpected<Error> Folder::unwritten(const std::string& name, int number) const {
  return fail_errno(ErrorKind::machine, "could not write `" + (path_ / name).string() + "`", number);
}

Result<std::string> Folder::write_beside(const std::string& name, std::string_view bytes,
                                         bool executable) const {
  static std::atomic<unsigned> count{0};
  const auto beside =
      std::string(own_prefix) + "." + std::to_string(::getpid()) + "-" + std::to_string(count++) + "~";
  ::unlinkat(fd_.get(), beside.c_str(), 0); // of a process that had this number and died
  const Fd fd(::openat(fd_.get(), beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                       executable ? 0755 : 0644));
  if (!fd) return unwritten(name, errno);
  int error = write_all(fd.get(), bytes);
  if (error == 0 && ::fsync(fd.get()) != 0) error = errno;
  if (error == 0) return beside;
  ::unlinkat(fd_.get(), beside.c_str(), 0);
  return unwritten(name, error);
}

Result<bool> Folder::create(const std::string& name, std::string_view bytes, bool executable) const {
  struct stat st{};
  if (::fstatat(fd_.get(), name.c_str(), &st, AT_SYMLINK_NOFOLLOW) == 0) return false;
  auto beside = write_beside(name, bytes, executable);
  if (!beside) return tl::unexpected<Error>(std::move(beside.error()));
  const int error = rename_if_free(fd_.get(), *beside, name);
  if (error == 0) return true;
  ::unlinkat(fd_.get(), beside->c_str(), 0);
  if (error == EEXIST) return false;
  return unwritten(name, error);
}

Result<bool> Folder::create_link(const std::string& name, const std::string& target) const {
  if (::symlinkat(target.c_str(), fd_.get(), name.c_str()) == 0) return true;
  if (errno == EEXIST) return false;
  return unwritten(name, errno);
}

Result<void> Folder::replace(const std::string& name, std::string_view bytes) const {
  auto beside = write_beside(name, bytes, false);
  if (!beside) return tl::unexpected<Error>(std::move(beside.error()));
  if (::renameat(fd_.get(), beside->c_str(), fd_.get(), name.c_str()) == 0) return {};
  const int error = errno;
  ::unlinkat(fd_.get(), beside->c_str(), 0);
  return unwritten(name, error);
}

std::optional<std::string> Folder::read(const std::string& name, std::size_t limit) const {
  const Fd fd(::openat(fd_.get(), name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
  struct stat st{};
  if (!fd || ::fstat(fd.get(), &st) != 0 || !S_ISREG(st.st_mode)) return std::nullopt;
  if (static_cast<std::size_t>(st.st_size) > limit) return std::nullopt;
  auto bytes = read_to_end(fd.get());
  if (!bytes) return std::nullopt;
  return std::move(*bytes);
}

std::optional<std::string> Folder::read_link(const std::string& name) const {
  std::array<char, PATH_MAX> target{};
  const auto length = ::readlinkat(fd_.get(), name.c_str(), target.data(), target.size());
  if (length < 0) return std::nullopt;
  return std::string(target.data(), static_cast<std::size_t>(length));
}

} // namespace bex::store
