#include "sandboxes/copy.hpp"

#include "sandboxes/base/fd.hpp"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <memory>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace bex {
namespace {

namespace fs = std::filesystem;

// Deeper folders are left out: no build makes them, and few tools of the host could remove them again.
constexpr int max_depth = 64;
constexpr int max_entries = 32'768;

unsigned mode_of(const struct stat& st) {
  return S_ISDIR(st.st_mode) || (st.st_mode & S_IXUSR) ? 0755 : 0644;
}

struct Closer {
  void operator()(DIR* dir) const { ::closedir(dir); }
};
using Dir = std::unique_ptr<DIR, Closer>;

class Lister {
 public:
  explicit Lister(BoxTree& tree) : tree_(tree) {}

  Result<void> list(Fd folder, const std::string& path, int depth) {
    if (depth > max_depth)
      return fail(ErrorKind::usage, "folders are nested more than 64 deep below `" + path + "`");
    Dir dir(::fdopendir(folder.get()));
    if (!dir) return fail_errno(ErrorKind::usage, "could not read the folder `" + path + "`", errno);
    (void)folder.release();
    std::vector<std::string> names;
    while (const dirent* entry = ::readdir(dir.get()))
      if (const std::string name = entry->d_name; name != "." && name != "..") names.push_back(name);
    std::sort(names.begin(), names.end());
    for (const auto& name : names)
      if (auto done = add(::dirfd(dir.get()), name, path.empty() ? name : path + "/" + name, depth); !done)
        return done;
    return {};
  }

 private:
  using Kind = BoxTree::Entry::Kind;

  Result<void> add(int folder, const std::string& name, const std::string& path, int depth) {
    struct stat st{};
    if (::fstatat(folder, name.c_str(), &st, AT_SYMLINK_NOFOLLOW) != 0)
      return fail_errno(ErrorKind::usage, "could not look at `" + path + "`", errno);
    if (S_ISREG(st.st_mode)) {
      tree_.entries.push_back({Kind::file, path, "", mode_of(st)});
    } else if (S_ISLNK(st.st_mode)) {
      char target[4096];
      const ssize_t n = ::readlinkat(folder, name.c_str(), target, sizeof target);
      if (n > 0 && stays_inside(path, std::string(target, static_cast<std::size_t>(n))))
        tree_.entries.push_back({Kind::link, path, std::string(target, static_cast<std::size_t>(n)), 0});
    } else if (S_ISDIR(st.st_mode)) {
      tree_.entries.push_back({Kind::folder, path, "", 0755});
      Fd next(::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
      if (!next) return fail_errno(ErrorKind::usage, "could not open the folder `" + path + "`", errno);
      return list(std::move(next), path, depth + 1);
    }
    return {};
  }

  BoxTree& tree_;
};

int open_inside(int folder, const char* name, std::uint64_t flags) {
  open_how how{};
  how.flags = flags | O_CLOEXEC | O_NOFOLLOW;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV;
  return static_cast<int>(::syscall(SYS_openat2, folder, name, &how, sizeof how));
}

class CopyOut {
 public:
  explicit CopyOut(Bytes limit) : left_(limit.count) {}

  Result<void> folder(Fd from, const Fd& to, int depth) {
    if (depth > max_depth) return {};
    Dir dir(::fdopendir(from.get()));
    if (!dir) return fault(errno);
    (void)from.release();
    while (const dirent* entry = ::readdir(dir.get())) {
      const std::string name = entry->d_name;
      if (name == "." || name == "..") continue;
      if (++entries_ > max_entries)
        return fail(ErrorKind::usage, "more than 32768 files were left in the box");
      if (auto done = one(::dirfd(dir.get()), name.c_str(), to, depth); !done) return done;
    }
    return {};
  }

 private:
  Result<void> one(int folder_fd, const char* name, const Fd& to, int depth) {
    // O_PATH opens nothing: what a FIFO or a device would do on open cannot happen before its type is known.
    const Fd look(open_inside(folder_fd, name, O_PATH));
    struct stat st{}, opened{};
    if (!look && errno == EXDEV) return {}; // mounted there: the host has it already
    if (!look || ::fstat(look.get(), &st) != 0) return fault(errno);
    if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) return {};
    const std::uint64_t how = O_RDONLY | O_NONBLOCK | O_NOCTTY;
    Fd from(open_inside(folder_fd, name, S_ISDIR(st.st_mode) ? how | O_DIRECTORY : how));
    if (!from && errno == EACCES) return {}; // the program took its own right to read away
    if (!from || ::fstat(from.get(), &opened) != 0) return fault(errno);
    if (opened.st_ino != st.st_ino || opened.st_dev != st.st_dev) return {};
    if (S_ISREG(opened.st_mode)) return file(from, name, to, mode_of(opened));
    if (::mkdirat(to.get(), name, 0755) != 0) return fault(errno);
    const Fd into(::openat(to.get(), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!into) return fault(errno);
    return folder(std::move(from), into, depth + 1);
  }

  Result<void> file(const Fd& from, const char* name, const Fd& to, unsigned mode) {
    const Fd out(::openat(to.get(), name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!out) return fault(errno);
    char buffer[65536];
    for (;;) {
      const ssize_t n = ::read(from.get(), buffer, sizeof buffer);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return fault(errno);
      if (n == 0) return {};
      // Sparse files are larger than what they hold; what counts is what would land on the host's disk.
      if (static_cast<std::uint64_t>(n) > left_)
        return fail(ErrorKind::usage, "what was left in the box is too large to keep");
      left_ -= static_cast<std::uint64_t>(n);
      if (const int error = write_all(out.get(), {buffer, static_cast<std::size_t>(n)})) return fault(error);
    }
  }

  static Result<void> fault(int error) {
    return fail_errno(ErrorKind::machine, "could not copy out of the box", error);
  }

  std::uint64_t left_;
  int entries_ = 0;
};

} // namespace

bool stays_inside(const fs::path& path, const fs::path& target) {
  if (target.empty() || target.is_absolute()) return false;
  const auto end = (path.parent_path() / target).lexically_normal();
  return end.empty() || *end.begin() != "..";
}

Result<BoxTree> list_tree(const fs::path& folder) {
  BoxTree tree;
  if (folder.empty()) return tree;
  Fd root(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root)
    return fail_errno(ErrorKind::usage, "could not open the folder `" + folder.string() + "`", errno);
  if (auto done = Lister(tree).list(std::move(root), "", 0); !done)
    return tl::unexpected<Error>(done.error());
  return tree;
}

Result<void> copy_out(int from, const fs::path& to, Bytes limit) {
  Fd source(::openat(from, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!source) return fail_errno(ErrorKind::machine, "could not read the box", errno);
  const Fd into(::open(to.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!into) return fail_errno(ErrorKind::machine, "could not open the folder `" + to.string() + "`", errno);
  return CopyOut(limit).folder(std::move(source), into, 0);
}

} // namespace bex
