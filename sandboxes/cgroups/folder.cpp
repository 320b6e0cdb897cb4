#include "sandboxes/cgroups/folder.hpp"

#include "sandboxes/base/text.hpp"
#include "sandboxes/base/units.hpp"
#include "sandboxes/cgroups/tree.hpp"
#include "sandboxes/child.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace bex {
namespace {

constexpr std::string_view prefix = "bexercise.";

std::vector<std::string> folders_in(int folder) {
  std::vector<std::string> names;
  Fd own = open_in(folder, ".", O_RDONLY | O_DIRECTORY); // fdopendir(3) takes it over
  DIR* stream = own ? ::fdopendir(own.get()) : nullptr;
  if (!stream) return names;
  (void)own.release();
  while (const dirent* entry = ::readdir(stream))
    if (entry->d_type == DT_DIR && entry->d_name[0] != '.') names.emplace_back(entry->d_name);
  ::closedir(stream);
  return names;
}

// A group goes once its last process is gone, which after SIGKILL is soon, though not at once.
constexpr Millis patience{1000};

bool remove_empty(int parent, const char* name) {
  return ::unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT;
}

bool remove_with_members(int parent, const char* name, int folder) {
  if (remove_empty(parent, name)) return true;
  const auto end = std::chrono::steady_clock::now() + patience;
  for (Micros pause{50};; pause = std::min(pause * 2, Micros(4000))) {
    kill_members(folder);
    if (remove_empty(parent, name)) return true;
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(pause);
  }
}

// True when no process of the group has a program any more. They are listed until the very end of exit(2), a
// little longer than they can be seen, or hold a lock.
bool only_dying(int folder) {
  const Fd list = open_in(folder, "cgroup.procs", O_RDONLY);
  const auto text = list ? read_to_end(list.get()) : tl::expected<std::string, int>();
  for (const auto line : split(text.value_or(""), '\n')) {
    char program[1];
    if (line.empty()) continue;
    if (line == "0") return false; // one that our process ids do not reach
    const auto link = fmt::format("/proc/{}/exe", line);
    if (::readlink(link.c_str(), program, sizeof program) >= 0 || errno != ENOENT) return false;
  }
  return true;
}

// Kills nobody.
void remove_leaf(int parent, int folder) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!remove_empty(parent, leaf_name) && errno == EBUSY && only_dying(folder) &&
         std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(Millis(1));
}

// All groups of the own folder `folder` but the leaf's members.
void empty(int folder) {
  for (const auto& name : folders_in(folder)) {
    const Fd group = open_in(folder, name.c_str(), O_RDONLY | O_DIRECTORY);
    if (!group)
      (void)remove_empty(folder, name.c_str());
    else if (name == leaf_name)
      remove_leaf(folder, group.get());
    else
      (void)remove_with_members(folder, name.c_str(), group.get());
  }
}

// Holds until the last copy of the descriptor is closed, by the kernel too when its process dies (flock(2)).
bool lock(const Fd& folder) {
  return ::flock(folder.get(), LOCK_EX | LOCK_NB) == 0;
}

std::string own_pid_namespace() {
  struct stat st{};
  return ::stat("/proc/self/ns/pid", &st) == 0 ? std::to_string(st.st_ino) : "0";
}

// prefix, process id, number, process id namespace (namespaces(7))
std::string own_name(unsigned number) {
  return fmt::format("{}{}.{}.{}", prefix, ::getpid(), number, own_pid_namespace());
}

bool is_dead(const std::string& name) {
  const auto owner = static_cast<pid_t>(number_in(std::string_view(name).substr(prefix.size())));
  return owner > 0 && name.ends_with("." + own_pid_namespace()) && ::kill(owner, 0) != 0 && errno == ESRCH;
}

// What was forked from an owner has the lock, too, and lives for a moment longer when the owner dies.
bool lock_of_dead(const Fd& folder, const std::string& name) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!lock(folder)) {
    if (!is_dead(name) || std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(Millis(1));
  }
  return true;
}

void sweep(int base) {
  for (const auto& name : folders_in(base)) {
    if (!name.starts_with(prefix)) continue;
    const Fd folder = open_in(base, name.c_str(), O_RDONLY | O_DIRECTORY);
    if (!folder || !lock_of_dead(folder, name)) continue;
    empty(folder.get());
    (void)remove_empty(base, name.c_str());
  }
}

// False when another process, which took the new folder for an orphan, has removed it in between.
bool still_there(int base, const std::string& name, const Fd& folder) {
  struct stat by_name{}, by_fd{};
  return ::fstatat(base, name.c_str(), &by_name, AT_SYMLINK_NOFOLLOW) == 0 &&
         ::fstat(folder.get(), &by_fd) == 0 && by_name.st_ino == by_fd.st_ino;
}

} // namespace

Fd open_in(int folder, const char* file, int flags) {
  Fd fd(::openat(folder, file, flags | O_CLOEXEC | O_NOFOLLOW));
  if (fd && !lift(fd)) fd.reset();
  return fd;
}

int write_in(int folder, const char* file, std::string_view text) {
  const Fd fd = open_in(folder, file, O_WRONLY);
  if (!fd) return errno;
  // A limit of memory is not set while the thread has anything pending, be it work of the kernel's own
  // (mem_cgroup_resize_max() of mm/memcontrol-v1.c).
  while (::write(fd.get(), text.data(), text.size()) < 0)
    if (errno != EINTR) return errno;
  return 0;
}

std::string text_of(int file) {
  char buffer[4096];
  const ssize_t size = ::pread(file, buffer, sizeof buffer, 0);
  return size > 0 ? std::string(buffer, static_cast<std::size_t>(size)) : std::string();
}

std::string text_in(int folder, const char* file) {
  const Fd fd = open_in(folder, file, O_RDONLY);
  return fd ? text_of(fd.get()) : std::string();
}

void kill_members(int folder) {
  if (write_in(folder, "cgroup.kill", "1") == 0) return; // version 2, Linux 5.14
  (void)write_in(folder, "pids.max", "0");               // no child outruns the list
  const Fd list = open_in(folder, "cgroup.procs", O_RDONLY);
  const auto text = list ? read_to_end(list.get()) : tl::expected<std::string, int>();
  if (!text) return;
  for (const auto line : split(*text, '\n'))
    // 0 is a process that our process ids do not reach; to kill(2) it would mean ourselves.
    if (const auto pid = static_cast<pid_t>(number_in(line)); pid > 0) ::kill(pid, SIGKILL);
}

Result<OwnFolder> OwnFolder::make(const std::string& base_path) {
  Fd base = open_in(AT_FDCWD, base_path.c_str(), O_RDONLY | O_DIRECTORY);
  if (!base)
    return fail_errno(ErrorKind::machine, "could not open the control group `" + base_path + "`", errno);
  sweep(base.get());
  static std::atomic<unsigned> made{0};
  for (int tries = 0; tries < 100; ++tries) {
    std::string name = own_name(made++);
    if (::mkdirat(base.get(), name.c_str(), 0755) != 0) {
      if (errno == EEXIST) continue;
      return fail_errno(ErrorKind::machine, "could not make a control group in `" + base_path + "`", errno);
    }
    Fd folder = open_in(base.get(), name.c_str(), O_RDONLY | O_DIRECTORY);
    if (folder && lock(folder) && still_there(base.get(), name, folder)) {
      std::string path = base_path + (base_path.ends_with('/') ? "" : "/") + name;
      return OwnFolder(std::move(base), std::move(name), std::move(path), std::move(folder));
    }
  }
  return fail(ErrorKind::machine, "could not keep a control group in `" + base_path + "`");
}

OwnFolder::~OwnFolder() {
  if (!fd_ || ::getpid() != owner_) return;
  empty(fd_.get());
  (void)remove_empty(base_.get(), name_.c_str());
}

std::string base_of_leaf(std::string_view path) {
  const std::filesystem::path leaf(path);
  const auto own = leaf.parent_path();
  const bool is_one = leaf.filename() == leaf_name && own.filename().string().starts_with(prefix);
  return is_one ? own.parent_path().string() : std::string();
}

tl::expected<GroupFolder, int> GroupFolder::make(std::shared_ptr<const OwnFolder> parent,
                                                 std::atomic<unsigned>& next) {
  std::string name = std::to_string(next++);
  while (::mkdirat(parent->fd(), name.c_str(), 0755) != 0) {
    if (errno != EEXIST) return tl::unexpected<int>(errno);
    name = std::to_string(next++); // a process that was forked from ours counts in the same folder
  }
  Fd folder = open_in(parent->fd(), name.c_str(), O_RDONLY | O_DIRECTORY);
  if (!folder) {
    const int error = errno;
    (void)remove_empty(parent->fd(), name.c_str());
    return tl::unexpected<int>(error);
  }
  return GroupFolder(std::move(parent), name, std::move(folder));
}

GroupFolder::~GroupFolder() {
  if (fd_) (void)remove_with_members(parent_->fd(), name_.c_str(), fd_.get());
}

} // namespace bex
