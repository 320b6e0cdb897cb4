// The two kinds of trees, and what groups in them need beside the limits of a run.
#pragma once

#include "sandboxes/cgroups/folder.hpp"
#include "sandboxes/cgroups/groups.hpp"
#include "sandboxes/cgroups/tree.hpp"

#include <memory>
#include <string>
#include <vector>

namespace bex {

// What the kernel charges to the group of a run for building its box, on top of what the program takes: the
// mounts, the namespaces, the page tables and stacks of init: half of this, and what the kernel charges
// ahead.
inline constexpr Bytes box_charge = mib(1);

// What the calling process belongs to.
struct Standing {
  std::vector<Membership> memberships;
  std::vector<CgroupMount> mounts;
};
[[nodiscard]] Standing own_standing();

// Below `own`, whose children have the controllers memory and pids.
[[nodiscard]] std::unique_ptr<Groups> make_groups_2(OwnFolder own, std::string name);

// The trees of memory, pids and cpuacct, below our own group in each.
[[nodiscard]] Result<std::unique_ptr<Groups>> open_groups_1(const Standing& standing);

// Moves the calling process into a leaf of its own, after asking systemd for a scope where its group is not
// ours to split.
[[nodiscard]] Result<std::unique_ptr<Groups>> open_groups_2(const Standing& standing);

[[nodiscard]] tl::unexpected<Error> no_group(int error);

} // namespace bex
