#include "sandboxes/cgroups/groups.hpp"

#include "sandboxes/cgroups/version.hpp"

#include <fcntl.h>

namespace bex {
namespace {

std::string text_of_file(const char* path) {
  const Fd file = open_in(AT_FDCWD, path, O_RDONLY);
  auto text = file ? read_to_end(file.get()) : tl::expected<std::string, int>();
  return text ? std::move(*text) : std::string();
}

} // namespace

Standing own_standing() {
  return {parse_memberships(text_of_file("/proc/self/cgroup")),
          parse_cgroup_mounts(text_of_file("/proc/self/mountinfo"))};
}

tl::unexpected<Error> no_group(int error) {
  auto failed = fail_errno(ErrorKind::machine, "could not make a control group", error);
  if (failed.value().help.empty()) failed.value().help = "see what the machine allows: `bexercise doctor`";
  return failed;
}

Result<std::unique_ptr<Group>> Groups::make(const Limits& limits, unsigned own_tasks) {
  std::unique_ptr<Group> group;
  {
    const std::scoped_lock lock(mutex_);
    group = std::move(ahead_);
  }
  if (!group) {
    auto made = create();
    if (!made) return made;
    group = std::move(*made);
  }
  if (const int error = group->limit(limits, own_tasks)) return no_group(error);
  return group;
}

void Groups::make_ahead() {
  {
    const std::scoped_lock lock(mutex_);
    if (ahead_) return;
  }
  auto made = create();
  const std::scoped_lock lock(mutex_);
  if (made) ahead_ = std::move(*made);
}

Result<std::unique_ptr<Groups>> open_groups() {
  const auto standing = own_standing();
  // A controller belongs to one tree at a time (cgroups(7)), and one of version 1 is listed by its name.
  for (const auto& membership : standing.memberships)
    for (const auto& controller : membership.controllers)
      if (controller == "memory") return open_groups_1(standing);
  return open_groups_2(standing);
}

} // namespace bex
