// A part of the tree of version 2 that is ours: "Delegation" and "No Internal Process Constraint" of
// Documentation/admin-guide/cgroup-v2.rst of the kernel, and systemd's own rules for its tree
// (https://systemd.io/CGROUP_DELEGATION).
#include "sandboxes/cgroups/bus.hpp"
#include "sandboxes/cgroups/version.hpp"

#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <thread>
#include <unistd.h>

namespace bex {
namespace {

constexpr const char* by_hand = "systemd-run --user --scope -p Delegate=yes bexercise ...";
constexpr Millis systemd_patience{2000};

// Why the group `path` is no place for groups of ours, "" when it is one.
std::string obstacle(const std::string& path) {
  for (const char* file : {"", "/cgroup.procs", "/cgroup.subtree_control"})
    if (::access((path + file).c_str(), W_OK) != 0)
      return fmt::format("the control group `{}` is not writable", path);
  const auto controllers = text_in(AT_FDCWD, (path + "/cgroup.controllers").c_str());
  for (const char* name : {"memory", "pids"})
    if (!has_word(controllers, name))
      return fmt::format("the control group `{}` lacks the controller {}", path, name);
  return {};
}

// The root alone may have both processes and groups that are controlled; it alone has no type.
bool is_root(const std::string& path) {
  return ::access((path + "/cgroup.type").c_str(), F_OK) != 0;
}

// True when no process is in the group itself but, where `us` is given, that one.
bool holds_only(const std::string& path, pid_t us) {
  const auto members = text_in(AT_FDCWD, (path + "/cgroup.procs").c_str());
  for (const auto line : split(members, '\n'))
    if (!line.empty() && static_cast<pid_t>(number_in(line)) != us) return false;
  return true;
}

// systemd leaves alone what it delegated, and nothing else; it marks it so since version 251.
bool is_delegated(const std::string& path) {
  char mark = 0;
  return !has_systemd() || (::getxattr(path.c_str(), "user.delegate", &mark, 1) == 1 && mark == '1');
}

// The group below which we may make groups, given our own; "" with the reason in `why`.
std::string find_base(const std::string& own, std::string& why) {
  // Started by a process of ours that has split the group already.
  if (const auto base = base_of_leaf(own); !base.empty() && (why = obstacle(base)).empty()) return base;
  if (why = obstacle(own); why.empty()) {
    if (!is_delegated(own))
      why = fmt::format("the control group `{}` is not delegated", own);
    else if (is_root(own) || holds_only(own, ::getpid()))
      return own;
    else
      why = fmt::format("there are other processes in the control group `{}`", own);
  }
  // One who prepared a tree by hand puts the shell into a leaf of it.
  const auto above = std::filesystem::path(own).parent_path().string();
  if (!has_systemd() && !is_root(own) && obstacle(above).empty() && (is_root(above) || holds_only(above, 0)))
    return above;
  return {};
}

// The path of our group once systemd has moved us out of `before`.
std::optional<std::string> await_move(const std::string& before) {
  const auto end = std::chrono::steady_clock::now() + systemd_patience;
  while (std::chrono::steady_clock::now() < end) {
    const auto standing = own_standing();
    if (auto now = folder_of("", standing.memberships, standing.mounts); now && *now != before) return now;
    std::this_thread::sleep_for(Micros(200));
  }
  return std::nullopt;
}

Result<std::string> ask_systemd(const std::string& own, const std::string& why) {
  if (!has_systemd())
    return fail(
        ErrorKind::machine, why + ", and there is no systemd to ask for one",
        "start bexercise in a control group of its own, with the controllers memory and pids, that you may "
        "write to; a container must be given a writable /sys/fs/cgroup");
  auto asked = request_scope(fmt::format("bexercise-{}.scope", ::getpid()), ::getpid(), systemd_patience);
  if (!asked) {
    asked.error().context.push_back(why);
    asked.error().help =
        ::geteuid() == 0
            ? "see what systemd says: `systemctl status`"
            : fmt::format("enable a session: `sudo loginctl enable-linger {}`, or log in anew; then "
                          "`{}` must work, too",
                          ::geteuid(), by_hand);
    return tl::unexpected<Error>(asked.error());
  }
  auto now = await_move(own);
  if (!now)
    return fail(ErrorKind::machine,
                "systemd took the order for a scope, but did not move this process into it",
                fmt::format("ask for it by hand: `{}`", by_hand));
  if (const auto still = obstacle(*now); !still.empty())
    return fail(ErrorKind::machine, "systemd gave a scope of no use: " + still,
                "let it delegate the controllers: `sudo systemctl edit user@.service`, with the lines "
                "`[Service]` and "
                "`Delegate=cpu memory pids`");
  return *now;
}

// 0 or errno.
int enable(int folder) {
  const auto there = text_in(folder, "cgroup.subtree_control");
  if (has_word(there, "memory") && has_word(there, "pids")) return 0;
  return write_in(folder, "cgroup.subtree_control", "+memory +pids");
}

Result<OwnFolder> settle(const std::string& base) {
  auto own = OwnFolder::make(base);
  if (!own) return own;
  const auto refused = [&](const char* step, int error) {
    return fail_errno(ErrorKind::machine, fmt::format("could not {} `{}`", step, base), error);
  };
  const std::string leaf = leaf_name;
  if (::mkdirat(own->fd(), leaf.c_str(), 0755) != 0) return refused("make a control group below", errno);
  // "0" is the process that writes, with all its threads.
  if (const int error = write_in(own->fd(), (leaf + "/cgroup.procs").c_str(), "0"))
    return refused("move into a control group below", error);
  const Fd folder = open_in(AT_FDCWD, base.c_str(), O_RDONLY | O_DIRECTORY);
  if (const int error = folder ? enable(folder.get()) : errno)
    return refused("split the control group", error);
  if (const int error = enable(own->fd())) return refused("split a control group below", error);
  return own;
}

} // namespace

Result<std::unique_ptr<Groups>> open_groups_2(const Standing& standing) {
  const auto own = folder_of("", standing.memberships, standing.mounts);
  if (!own)
    return fail(ErrorKind::machine, "no tree of control groups is mounted here",
                "mount it: `mount -t cgroup2 cgroup2 /sys/fs/cgroup`; a container must be started with it");
  std::string why, name = "cgroup v2";
  std::string base = find_base(*own, why);
  if (base.empty()) {
    auto scope = ask_systemd(*own, why);
    if (!scope) return tl::unexpected<Error>(scope.error());
    base = std::move(*scope);
  }
  if (has_systemd()) name += " (delegated by systemd)";
  auto folder = settle(base);
  if (!folder) return tl::unexpected<Error>(folder.error());
  return make_groups_2(std::move(*folder), std::move(name));
}

} // namespace bex
