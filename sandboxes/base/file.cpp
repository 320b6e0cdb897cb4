#include "sandboxes/base/file.hpp"

#include "sandboxes/base/fd.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace bex {

Result<std::string> read_file(const fs::path& path, std::uint64_t limit) {
  const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (!fd) return fail_errno(ErrorKind::usage, "could not open `" + path.string() + "`", errno);
  struct stat st{};
  if (::fstat(fd.get(), &st) != 0)
    return fail_errno(ErrorKind::usage, "could not read `" + path.string() + "`", errno);
  if (!S_ISREG(st.st_mode)) return fail(ErrorKind::usage, "`" + path.string() + "` is not a regular file");
  if (static_cast<std::uint64_t>(st.st_size) > limit)
    return fail(ErrorKind::usage,
                "`" + path.string() + "` is larger than " + std::to_string(limit >> 10) + " KiB");
  auto bytes = read_to_end(fd.get());
  if (!bytes) return fail_errno(ErrorKind::usage, "could not read `" + path.string() + "`", bytes.error());
  return std::move(*bytes);
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  if (auto made = make_folders(path.parent_path()); !made) return made;
  std::string beside = path.string() + ".XXXXXX";
  const Fd fd(::mkostemp(beside.data(), O_CLOEXEC));
  if (!fd) return fail_errno(ErrorKind::machine, "could not write `" + path.string() + "`", errno);
  int error = write_all(fd.get(), bytes);
  if (error == 0 && ::fchmod(fd.get(), 0644) != 0) error = errno;
  if (error == 0 && ::fsync(fd.get()) != 0) error = errno;
  if (error == 0 && ::rename(beside.c_str(), path.c_str()) != 0) error = errno;
  if (error == 0) return {};
  ::unlink(beside.c_str());
  return fail_errno(ErrorKind::machine, "could not write `" + path.string() + "`", error);
}

Result<void> make_folders(const fs::path& path) {
  std::error_code code;
  if (path.empty() || fs::is_directory(path, code)) return {};
  fs::create_directories(path, code);
  if (!code) return {};
  auto failed =
      fail_errno(ErrorKind::machine, "could not make the folder `" + path.string() + "`", code.value());
  if (failed.value().help.empty())
    failed.value().help = "name another place with --workspace, XDG_STATE_HOME or XDG_CACHE_HOME";
  return failed;
}

namespace {

constexpr std::string_view temp_prefix = ".bexercise-";

fs::path temp_base(const fs::path& parent) {
  const char* tmp = std::getenv("TMPDIR");
  return !parent.empty() ? parent : fs::path(tmp && *tmp ? tmp : "/tmp");
}

// The folder's lock, when it is free and the folder is ours and still there.
Fd lock_folder(const fs::path& path) {
  Fd fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  struct stat st{};
  if (!fd || ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0 || ::fstat(fd.get(), &st) != 0 ||
      st.st_uid != ::geteuid() || st.st_nlink == 0)
    return {};
  return fd;
}

} // namespace

Result<TempDir> TempDir::make(const fs::path& parent) {
  const auto base = temp_base(parent);
  if (auto made = make_folders(base); !made) return tl::unexpected<Error>(made.error());
  // One that is swept before it is locked is made again.
  for (int tries = 0; tries < 100; ++tries) {
    std::string name = (base / (std::string(temp_prefix) + "XXXXXX")).string();
    if (!::mkdtemp(name.data())) break;
    if (Fd lock = lock_folder(name)) return TempDir(fs::path(name), std::move(lock));
  }
  return fail_errno(ErrorKind::machine, "could not make a folder in `" + base.string() + "`", errno);
}

void sweep_temp_dirs(const fs::path& parent) {
  std::error_code code;
  for (fs::directory_iterator at(temp_base(parent), code), end; !code && at != end; at.increment(code)) {
    if (!at->path().filename().string().starts_with(temp_prefix)) continue;
    std::error_code ignored;
    if (const Fd lock = lock_folder(at->path())) fs::remove_all(at->path(), ignored);
  }
}

TempDir::TempDir(TempDir&& other) noexcept
    : path_(std::exchange(other.path_, {})), lock_(std::move(other.lock_)) {}

TempDir& TempDir::operator=(TempDir&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(lock_, other.lock_);
  return *this;
}

TempDir::~TempDir() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

fs::path TempDir::release() {
  lock_.reset();
  return std::exchange(path_, {});
}

} // namespace bex
