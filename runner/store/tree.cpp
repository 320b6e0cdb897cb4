#include "runner/store/tree.hpp"

#include "runner/store/entry.hpp"
#include "sandboxes/base/digest.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace bex::store {
namespace {

class Walk {
 public:
  Walk(const WalkRules& rules, const std::function<Result<void>(const Entry&)>& visit)
      : rules_(rules), visit_(visit) {}

  Result<void> folder(Fd fd, const std::string& path, int depth) {
    if (depth > rules_.depth)
      return fail(ErrorKind::usage, "`" + printable(path) + "` lies more than " +
                                        std::to_string(rules_.depth) + " folders deep");
    auto names = names_in(std::move(fd), path);
    if (!names) return tl::unexpected<Error>(std::move(names.error()));
    for (const auto& name : names->second) {
      if (interrupted()) return fail(ErrorKind::interrupted, "interrupted");
      if (rules_.passes_over(name, depth)) continue;
      if (++count_ > rules_.files)
        return fail(ErrorKind::usage, "the folder holds more than " + std::to_string(rules_.files) + " files",
                    "move what is not part of the program elsewhere");
      if (auto done = entry(dirfd(names->first.get()), name, path.empty() ? name : path + "/" + name, depth);
          !done)
        return done;
    }
    return {};
  }

 private:
  using Stream = std::unique_ptr<DIR, int (*)(DIR*)>;

  static tl::unexpected<Error> unreadable(const std::string& path, int number) {
    auto error = fail_errno(ErrorKind::usage, "could not read `" + printable(path) + "`", number);
    if (number == EACCES)
      error.value().help = "make it readable, or move it elsewhere: chmod u+r " + printable(path);
    if (number == ELOOP || number == ENOTDIR)
      error.value().help = "it changed while it was read: run the same command again";
    return error;
  }

  static Result<std::pair<Stream, std::vector<std::string>>> names_in(Fd fd, const std::string& path) {
    Stream stream(::fdopendir(fd.get()), &::closedir);
    if (!stream) return unreadable(path, errno);
    static_cast<void>(fd.release()); // closedir closes it
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = ::readdir(stream.get())) {
      std::string name = entry->d_name;
      if (name != "." && name != "..") names.push_back(std::move(name));
      errno = 0;
    }
    if (errno != 0) return unreadable(path, errno);
    std::sort(names.begin(), names.end());
    return std::pair(std::move(stream), std::move(names));
  }

  Result<void> entry(int at, const std::string& name, const std::string& path, int depth) {
    struct stat st{};
    if (::fstatat(at, name.c_str(), &st, AT_SYMLINK_NOFOLLOW) != 0)
      return errno == ENOENT ? Result<void>() : unreadable(path, errno);
    if (S_ISLNK(st.st_mode)) return link(at, name, path, depth);
    if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
      return fail(ErrorKind::usage, "`" + printable(path) + "` is neither a file nor a folder nor a link",
                  "remove it, or move it elsewhere");
    const int kind = S_ISDIR(st.st_mode) ? O_DIRECTORY : O_NONBLOCK | O_NOCTTY;
    Fd fd(::openat(at, name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | kind));
    if (!fd) return errno == ENOENT ? Result<void>() : unreadable(path, errno);
    if (S_ISDIR(st.st_mode)) {
      if (auto seen = visit_(Entry{Entry::Kind::folder, path, true, "", -1}); !seen) return seen;
      return folder(std::move(fd), path, depth + 1);
    }
    if (::fstat(fd.get(), &st) != 0) return unreadable(path, errno);
    if (!S_ISREG(st.st_mode)) return unreadable(path, ELOOP);
    return visit_(Entry{Entry::Kind::file, path, (st.st_mode & S_IXUSR) != 0, "", fd.get()});
  }

  Result<void> link(int at, const std::string& name, const std::string& path, int depth) {
    std::array<char, PATH_MAX> target{};
    const auto length = ::readlinkat(at, name.c_str(), target.data(), target.size());
    if (length < 0) return errno == ENOENT ? Result<void>() : unreadable(path, errno);
    const std::string text(target.data(), static_cast<std::size_t>(length));
    if (!link_stays_inside(text, depth))
      return fail(ErrorKind::usage,
                  "`" + printable(path) + "` is a link that leads out of the folder: `" + printable(text) +
                      "`",
                  "put the file itself there, or move the link elsewhere");
    return visit_(Entry{Entry::Kind::link, path, false, text, -1});
  }

  const WalkRules& rules_;
  const std::function<Result<void>(const Entry&)>& visit_;
  std::uint64_t count_ = 0;
};

// Digests entries and, with a folder to write to, copies them.
class Copy {
 public:
  Copy(std::filesystem::path to, std::uint64_t bytes) : to_(std::move(to)), limit_(bytes), left_(bytes) {}

  Result<void> take(const Entry& entry) {
    digest_.add(entry.path);
    const auto to = to_.empty() ? to_ : to_ / entry.path;
    switch (entry.kind) {
    case Entry::Kind::folder:
      digest_.add("folder");
      if (!to.empty() && ::mkdir(to.c_str(), 0755) != 0) return unwritten(entry, errno);
      return {};
    case Entry::Kind::link:
      digest_.add("link").add(entry.target);
      if (!to.empty() && ::symlink(entry.target.c_str(), to.c_str()) != 0) return unwritten(entry, errno);
      return {};
    case Entry::Kind::file:
      break;
    }
    digest_.add(entry.executable ? "program" : "file");
    return contents(entry, to);
  }

  std::string digest() { return digest_.hex(); }

 private:
  static tl::unexpected<Error> unwritten(const Entry& entry, int number) {
    return fail_errno(ErrorKind::machine, "could not copy `" + printable(entry.path) + "`", number);
  }

  Result<void> contents(const Entry& entry, const std::filesystem::path& to) {
    Fd out;
    if (!to.empty()) {
      out = Fd(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                      entry.executable ? 0755 : 0644));
      if (!out) return unwritten(entry, errno);
    }
    // Parts of one fixed size, then an empty one: the same contents always make the same parts.
    std::string part(std::size_t{64} << 10, '\0');
    for (bool at_end = false; !at_end;) {
      const auto size = fill(entry.file, part);
      if (!size)
        return fail_errno(ErrorKind::usage, "could not read `" + printable(entry.path) + "`", size.error());
      if (*size > left_)
        return fail(ErrorKind::usage,
                    "the folder holds more than " + std::to_string(limit_ >> 20) + " MiB, with `" +
                        printable(entry.path) + "`",
                    "move what is not part of the program elsewhere");
      left_ -= *size;
      at_end = *size < part.size();
      const std::string_view bytes(part.data(), *size);
      if (!bytes.empty()) digest_.add(bytes);
      if (const int error = out ? write_all(out.get(), bytes) : 0) return unwritten(entry, error);
    }
    digest_.add("");
    return {};
  }

  // As much as fits, less only at the end of the file.
  static tl::expected<std::size_t, int> fill(int fd, std::string& part) {
    std::size_t size = 0;
    while (size < part.size()) {
      const auto n = ::read(fd, part.data() + size, part.size() - size);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return tl::unexpected<int>(errno);
      if (n == 0) break;
      size += static_cast<std::size_t>(n);
    }
    return size;
  }

  std::filesystem::path to_;
  std::uint64_t limit_, left_;
  Digest digest_;
};

} // namespace

Result<void> walk(const std::filesystem::path& root, const WalkRules& rules,
                  const std::function<Result<void>(const Entry&)>& visit) {
  Fd fd(::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd) return fail_errno(ErrorKind::usage, "could not read the folder `" + root.string() + "`", errno);
  return Walk(rules, visit).folder(std::move(fd), "", 0);
}

Result<std::string> digest_tree(const std::filesystem::path& root, const WalkRules& rules,
                                std::uint64_t bytes, const std::filesystem::path& copy) {
  Copy taken(copy, bytes);
  if (auto done = walk(root, rules, [&](const Entry& entry) { return taken.take(entry); }); !done)
    return tl::unexpected<Error>(std::move(done.error()));
  return taken.digest();
}

} // namespace bex::store
