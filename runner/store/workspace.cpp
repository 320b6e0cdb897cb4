#include "runner/store/workspace.hpp"

#include "runner/store/marker.hpp"
#include "runner/store/tree.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace bex::store {

fs::path folder_of(const Places& places, const model::Pack& pack, const model::Exercise& exercise) {
  return pack.staged ? places.workspace / pack.id : places.workspace / pack.id / exercise.id;
}

Result<Workspace> find_workspace(const fs::path& from) {
  std::error_code code;
  const auto start = fs::canonical(from, code);
  if (code) {
    auto error =
        fail_errno(ErrorKind::usage, "could not open the folder `" + from.string() + "`", code.value());
    error.value().help =
        "change into the folder of an exercise, or name it; `bexercise next` says where one is";
    return error;
  }
  for (auto folder = start;; folder = folder.parent_path()) {
    const auto file = folder / marker_name;
    if (fs::is_regular_file(file, code)) {
      auto text = read_file(file, 64u << 10);
      if (!text) return tl::unexpected<Error>(std::move(text.error()));
      if (auto parsed = parse_marker(*text)) return Workspace{folder, parsed->marker};
      return fail(ErrorKind::usage, "`" + file.string() + "` does not say which exercise this folder is for",
                  "`bexercise start EXERCISE` writes it anew and leaves your files as they are");
    }
    if (folder == folder.root_path()) break;
  }
  return fail(ErrorKind::usage, "`" + start.string() + "` is not the folder of an exercise",
              "`bexercise next` opens an exercise and says where it is; change into that folder, or name it");
}

bool has_marker_above(const fs::path& from) {
  std::error_code code;
  for (auto folder = fs::canonical(from, code); !code; folder = folder.parent_path()) {
    if (std::error_code ignored; fs::exists(folder / marker_name, ignored)) return true;
    if (folder == folder.root_path()) break;
  }
  return false;
}

Result<Snapshot> snapshot(const fs::path& folder, const std::vector<std::string>& leave_out,
                          const fs::path& parent) {
  auto copy = TempDir::make(parent);
  if (!copy) return tl::unexpected<Error>(std::move(copy.error()));
  WalkRules rules;
  rules.passes_over = [&](const std::string& name, int depth) {
    return is_not_the_learners(name, depth) ||
           std::find(leave_out.begin(), leave_out.end(), name) != leave_out.end();
  };
  auto digest = digest_tree(folder, rules, std::uint64_t{256} << 20, copy->path());
  if (!digest) {
    auto error = std::move(digest.error());
    error.context.push_back("while copying the folder `" + folder.string() + "`");
    return tl::unexpected<Error>(std::move(error));
  }
  return Snapshot{std::move(*copy), std::move(*digest)};
}

Result<Lock> Lock::take(const fs::path& file) {
  if (auto made = make_folders(file.parent_path()); !made)
    return tl::unexpected<Error>(std::move(made.error()));
  Fd fd(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!fd) return fail_errno(ErrorKind::machine, "could not open `" + file.string() + "`", errno);
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK)
      return fail_errno(ErrorKind::machine, "could not lock `" + file.string() + "`", errno);
    const auto holder = read_to_end(fd.get()).value_or("");
    const bool known = !holder.empty() && holder.find_first_not_of("0123456789") == std::string::npos;
    return fail(ErrorKind::usage,
                "another bexercise is at work here" + (known ? ", process " + holder : std::string()),
                known ? "wait until it has ended, or end it: kill " + holder : "wait until it has ended");
  }
  // The number is for the message alone: what counts is the lock, which ends with the process.
  const auto number = std::to_string(::getpid());
  const int error = ::ftruncate(fd.get(), 0) != 0 ? errno : write_all(fd.get(), number);
  if (error != 0) return fail_errno(ErrorKind::machine, "could not write `" + file.string() + "`", error);
  return Lock(std::move(fd));
}

} // namespace bex::store
