#include "sandboxes/base/file.hpp"

#include "sandboxes/base/fd.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

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

Result<TempDir> TempDir::make(const fs::path& parent) {
  const char* tmp = std::getenv("TMPDIR");
  const fs::path base = !parent.empty() ? parent : fs::path(tmp && *tmp ? tmp : "/tmp");
  if (auto made = make_folders(base); !made) return tl::unexpected<Error>(made.error());
  std::string name = (base / ".bexercise-XXXXXX").string();
  if (!::mkdtemp(name.data()))
    return fail_errno(ErrorKind::machine, "could not make a folder in `" + base.string() + "`", errno);
  return TempDir(fs::path(name));
}

TempDir::TempDir(TempDir&& other) noexcept : path_(std::move(other.path_)) {
  other.path_.clear();
}

TempDir& TempDir::operator=(TempDir&& other) noexcept {
  std::swap(path_, other.path_);
  return *this;
}

TempDir::~TempDir() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

fs::path TempDir::release() {
  return std::exchange(path_, {});
}

} // namespace bex
