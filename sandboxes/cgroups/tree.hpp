// Where in the trees of control groups a process stands: /proc/PID/cgroup and /proc/PID/mountinfo. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bex {

// A line of /proc/PID/cgroup (cgroups(7)): "4:memory:/a/b", "0::/a" for version 2.
struct Membership {
  std::vector<std::string> controllers; // none for version 2
  std::string path;
};
[[nodiscard]] std::vector<Membership> parse_memberships(std::string_view text);

// A mounted tree, of proc_pid_mountinfo(5).
struct CgroupMount {
  bool unified = false; // version 2
  std::vector<std::string> controllers;
  std::string root;  // the group that is seen at `point`
  std::string point; // where it is mounted
};
[[nodiscard]] std::vector<CgroupMount> parse_cgroup_mounts(std::string_view text);

// The folder of the process's own group in the tree of version 1 that `controller` belongs to, or in that of
// version 2 when it is "". Nothing when the tree is not mounted or the group lies outside of what is mounted.
[[nodiscard]] std::optional<std::string> folder_of(std::string_view controller,
                                                   const std::vector<Membership>& memberships,
                                                   const std::vector<CgroupMount>& mounts);

// The number behind `key` in a file of lines "key number" (cpu.stat, memory.events); 0 when it is not there.
[[nodiscard]] std::uint64_t count_of(std::string_view text, std::string_view key);

// The number that `text` begins with; 0 when it begins with none ("max").
[[nodiscard]] std::uint64_t number_in(std::string_view text);

// True when `word` is one of the words of `text` (cgroup.controllers).
[[nodiscard]] bool has_word(std::string_view text, std::string_view word);

} // namespace bex
