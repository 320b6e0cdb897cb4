#include "runner/store/entry.hpp"
#include "runner/store/git_session.hpp"
#include "sandboxes/base/fd.hpp"

#include <cerrno>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace bex::store {
namespace {

constexpr std::uint64_t longest_link = 4095; // PATH_MAX without its NUL: symlink(2)

using Blob = Owned<git_odb_object, git_odb_object_free>;

tl::unexpected<Error> refuse(const std::string& path, const std::string& why) {
  return fail(ErrorKind::pack, (path.empty() ? "" : "`" + printable(path) + "` ") + why,
              "nothing of it was kept; tell the pack's author");
}

tl::unexpected<Error> unreadable(const std::string& path) {
  return fail(ErrorKind::pack,
              "could not read `" + printable(path) + "` from the repository: " + git_message(),
              "the repository is damaged or not complete: `git fsck` there says more");
}

// The objects of one repository.
class Objects {
 public:
  Objects(git_repository* repository, git_odb* odb) : repository_(repository), odb_(odb) {}

  [[nodiscard]] Result<Tree> tree(const git_tree_entry* entry, const std::string& path) const {
    git_tree* raw = nullptr;
    if (git_tree_lookup(&raw, repository_, git_tree_entry_id(entry)) != 0) return unreadable(path);
    return Tree(raw);
  }

  // Without unpacking it: an object may claim any size.
  [[nodiscard]] Result<std::uint64_t> size(const git_tree_entry* entry, const std::string& path) const {
    std::size_t size = 0;
    git_object_t type{};
    if (git_odb_read_header(&size, &type, odb_, git_tree_entry_id(entry)) != 0) return unreadable(path);
    if (type != GIT_OBJECT_BLOB) return refuse(path, "is no file in the repository");
    return size;
  }

  [[nodiscard]] Result<Blob> blob(const git_tree_entry* entry, const std::string& path) const {
    git_odb_object* raw = nullptr;
    if (git_odb_read(&raw, odb_, git_tree_entry_id(entry)) != 0) return unreadable(path);
    return Blob(raw);
  }

 private:
  git_repository* repository_;
  git_odb* odb_;
};

std::string_view text_of(const Blob& blob) {
  return {static_cast<const char*>(git_odb_object_data(blob.get())), git_odb_object_size(blob.get())};
}

std::string below(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "/" + name;
}

// Looks at all of a tree before any of it is written.
class Inspection {
 public:
  Inspection(const Objects& objects, const TreeLimits& limits) : objects_(objects), limits_(limits) {}

  Result<void> folder(const git_tree* tree, const std::string& path, int depth) {
    if (depth > limits_.depth)
      return refuse(path, "lies more than " + std::to_string(limits_.depth) + " folders deep");
    std::set<std::string> names;
    for (std::size_t i = 0; i < git_tree_entrycount(tree); ++i) {
      const auto* entry = git_tree_entry_byindex(tree, i);
      const std::string name = git_tree_entry_name(entry);
      const auto inner = below(path, name);
      if (++files_ > limits_.files)
        return refuse("", "the repository holds more than " + std::to_string(limits_.files) + " files");
      if (const auto fault = name_fault(name)) return refuse(inner, "has " + *fault);
      if (!names.insert(name).second) return refuse(inner, "is there twice");
      if (auto done = one(entry, inner, depth); !done) return done;
    }
    return {};
  }

 private:
  Result<void> one(const git_tree_entry* entry, const std::string& path, int depth) {
    switch (git_tree_entry_filemode(entry)) {
    case GIT_FILEMODE_TREE: {
      const auto tree = objects_.tree(entry, path);
      if (!tree) return tl::unexpected<Error>(tree.error());
      return folder(tree->get(), path, depth + 1);
    }
    case GIT_FILEMODE_BLOB:
    case GIT_FILEMODE_BLOB_EXECUTABLE:
      return file(entry, path, limits_.file_bytes);
    case GIT_FILEMODE_LINK:
      return link(entry, path, depth);
    case GIT_FILEMODE_COMMIT:
      return refuse(path, "is a submodule; a pack is one repository");
    case GIT_FILEMODE_UNREADABLE:
      break;
    }
    return refuse(path, "is neither a file nor a folder nor a link");
  }

  Result<void> file(const git_tree_entry* entry, const std::string& path, std::uint64_t most) {
    const auto size = objects_.size(entry, path);
    if (!size) return tl::unexpected<Error>(size.error());
    if (*size > most)
      return refuse(path, "has " + std::to_string(*size) + " bytes, more than " + std::to_string(most));
    bytes_ += *size;
    if (bytes_ > limits_.bytes)
      return refuse("", "the repository's files have more than " + std::to_string(limits_.bytes) + " bytes");
    return {};
  }

  Result<void> link(const git_tree_entry* entry, const std::string& path, int depth) {
    if (auto done = file(entry, path, longest_link); !done) return done;
    const auto blob = objects_.blob(entry, path);
    if (!blob) return tl::unexpected<Error>(blob.error());
    if (link_stays_inside(text_of(*blob), depth)) return {};
    return refuse(path, "is a link that leads out of the pack: `" + printable(text_of(*blob)) + "`");
  }

  const Objects& objects_;
  const TreeLimits& limits_;
  std::uint64_t files_ = 0, bytes_ = 0;
};

// Writes a tree that was inspected. Everything is made relative to an open folder and nothing is opened
// through a link.
class Writer {
 public:
  Writer(const Objects& objects, const std::function<void()>& alive) : objects_(objects), alive_(alive) {}

  Result<void> folder(const git_tree* tree, int at, const std::string& path) {
    for (std::size_t i = 0; i < git_tree_entrycount(tree); ++i) {
      const auto* entry = git_tree_entry_byindex(tree, i);
      const std::string name = git_tree_entry_name(entry);
      const auto mode = git_tree_entry_filemode(entry);
      auto done = mode == GIT_FILEMODE_TREE ? inner_folder(entry, at, name, below(path, name))
                                            : file(entry, mode, at, name, below(path, name));
      if (!done) return done;
      alive_();
    }
    return {};
  }

 private:
  static tl::unexpected<Error> unwritten(const std::string& path, int number) {
    if (number == ENAMETOOLONG) return refuse(path, "has a name that is too long");
    return fail_errno(ErrorKind::machine, "could not write `" + printable(path) + "`", number);
  }

  Result<void> inner_folder(const git_tree_entry* entry, int at, const std::string& name,
                            const std::string& path) {
    const auto tree = objects_.tree(entry, path);
    if (!tree) return tl::unexpected<Error>(tree.error());
    if (::mkdirat(at, name.c_str(), 0755) != 0) return unwritten(path, errno);
    const Fd fd(::openat(at, name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    if (!fd) return unwritten(path, errno);
    return folder(tree->get(), fd.get(), path);
  }

  Result<void> file(const git_tree_entry* entry, git_filemode_t mode, int at, const std::string& name,
                    const std::string& path) {
    const auto blob = objects_.blob(entry, path);
    if (!blob) return tl::unexpected<Error>(blob.error());
    if (mode == GIT_FILEMODE_LINK) {
      if (::symlinkat(std::string(text_of(*blob)).c_str(), at, name.c_str()) != 0)
        return unwritten(path, errno);
      return {};
    }
    const Fd fd(::openat(at, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                         mode == GIT_FILEMODE_BLOB_EXECUTABLE ? 0755 : 0644));
    if (!fd) return unwritten(path, errno);
    if (const int error = write_all(fd.get(), text_of(*blob))) return unwritten(path, error);
    return {};
  }

  const Objects& objects_;
  const std::function<void()>& alive_;
};

} // namespace

Result<void> write_tree(git_repository* repository, const git_tree* tree, const std::filesystem::path& folder,
                        const TreeLimits& limits, const std::function<void()>& alive) {
  git_odb* raw = nullptr;
  if (git_repository_odb(&raw, repository) != 0)
    return fail(ErrorKind::machine, "could not open the repository: " + git_message());
  const Odb odb(raw);
  const Objects objects(repository, odb.get());
  if (auto good = Inspection(objects, limits).folder(tree, "", 0); !good) return good;
  if (::mkdir(folder.c_str(), 0755) != 0)
    return fail_errno(ErrorKind::machine, "could not make the folder `" + folder.string() + "`", errno);
  const Fd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
  if (!fd)
    return fail_errno(ErrorKind::machine, "could not open the folder `" + folder.string() + "`", errno);
  return Writer(objects, alive).folder(tree, fd.get(), "");
}

} // namespace bex::store
