#include "runner/cli/confinement.hpp"

#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"
#include "sandboxes/cgroups/groups.hpp"
#include "sandboxes/ladder.hpp"
#include "sandboxes/sandbox.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sys/syscall.h>
#include <unistd.h>

namespace bex::cli {
namespace {

constexpr unsigned landlock_version = 1; // LANDLOCK_CREATE_RULESET_VERSION

Step namespaces_step(const Confinement& c) {
  if (c.level) return {"namespaces", "ready", "", ""};
  return {"namespaces", "missing", "no program is run here: " + c.refusal.what, c.refusal.help};
}

Step proc_step(const Confinement& c) {
  if (c.level != Level::reduced) return {"/proc", "fresh", "", ""};
  return {"/proc", "empty", "Java does not start, and no program can look at itself: the level is L2p",
          c.in_container
              ? "start the container with `docker run --security-opt systempaths=unconfined ...`"
              : "something is mounted below /proc: `findmnt -R /proc` shows it, `sudo umount` takes "
                "it away"};
}

// The list in the kernel's command line replaces the one that it was built with, so it names all.
Step landlock_step(const Confinement& c) {
  if (c.landlock > 0) return {"Landlock", fmt::format("ABI {}", c.landlock), "", ""};
  const auto others = c.modules.empty() ? std::string("capability,yama,apparmor") : c.modules;
  return {"Landlock", "missing", "which files a program may write to is kept by mounts alone",
          fmt::format("echo 'GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX lsm=landlock,{}\"' | sudo tee "
                      "/etc/default/grub.d/landlock.cfg && sudo update-grub && sudo reboot",
                      others)};
}

Step groups_step(const Confinement& c) {
  constexpr const char* cost = "memory and processor time are looked at now and then, not counted by the "
                               "kernel: the level is at most L2";
  if (c.groups.empty())
    return {"control groups", "missing", fmt::format("{}; {}", cost, c.no_groups.what), c.no_groups.help};
  // At L2p they are used where they can be, and the level does not tell.
  if (c.level != Level::namespaces) return {"control groups", c.groups, "", ""};
  return {"control groups", "refused",
          fmt::format("{}; one can be made ({}), but no program can be put into it", cost, c.groups),
          "cat /proc/self/cgroup shows where this shell is; a new session may be elsewhere"};
}

} // namespace

Confinement look_at_confinement() {
  Confinement c;
  if (const auto groups = open_groups())
    c.groups = (*groups)->name();
  else
    c.no_groups = groups.error();
  if (const auto sandbox = make_sandbox(Safety::sandboxed))
    c.level = (*sandbox)->level();
  else
    c.refusal = sandbox.error();
  c.landlock = static_cast<int>(
      std::max(0L, ::syscall(SYS_landlock_create_ruleset, nullptr, std::size_t{0}, landlock_version)));
  if (const auto modules = read_file("/sys/kernel/security/lsm", 4096))
    c.modules = std::string(trim(*modules));
  c.in_container = read_switches().in_container;
  return c;
}

std::vector<Step> steps_of(const Confinement& c) {
  std::vector<Step> steps{namespaces_step(c)};
  if (c.level) {
    steps.push_back(proc_step(c));
    steps.push_back({"seccomp", "ready", "", ""}); // a run without it is not started at any level
  }
  steps.push_back(landlock_step(c));
  steps.push_back(groups_step(c));
  return steps;
}

} // namespace bex::cli
